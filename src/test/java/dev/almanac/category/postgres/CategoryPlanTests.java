package dev.almanac.category.postgres;

import static dev.almanac.server.Await.done;
import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.postgres.DatabaseUrl;
import dev.almanac.platform.postgres.OneConnection;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.TestDatabase;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** A person's categories are found by their index, however many people there are. */
class CategoryPlanTests {

    private static final String SCANS = """
            SELECT idx_scan - (SELECT 1000000 * seq_scan FROM pg_stat_user_tables WHERE relname = 'user_categories')
            FROM pg_stat_user_indexes WHERE indexrelname = 'idx_user_categories_lookup' AND $1""";

    private static long scans(OneConnection connection, Publisher<?> work) {
        long before = scans(connection);
        done(work);
        return scans(connection) - before;
    }

    private static long scans(OneConnection connection) {
        done(connection.database.query("SELECT pg_stat_force_next_flush()::text WHERE $1", _ -> true, true));
        return value(connection
                .database
                .query(SCANS, row -> Rows.required(row, 0, Long.class), true)
                .single());
    }

    @Test
    void lookUpsUseTheIndexOfThePersonAndTheName() {
        var address = TestDatabase.fresh();
        var url = DatabaseUrl.parse(address);
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try (var connection = new OneConnection(address)) {
            done(connection.database.update("""
                    INSERT INTO users SELECT md5('u' || i)::uuid, 'i', 's' || i, NULL, false, '', now()
                    FROM generate_series(1, 1000) i WHERE $1""", true));
            done(connection.database.update("""
                    INSERT INTO user_categories
                    SELECT gen_random_uuid(), md5('u' || 1 + i % 1000)::uuid, 'Category ' || i, NULL, 1, now(), now()
                    FROM generate_series(1, 20000) i WHERE $1""", true));
            done(connection.database.query("SELECT pg_stat_force_next_flush()::text WHERE $1", _ -> true, true));
            done(connection.database.update("ANALYZE user_categories"));
            var store = new PostgresCategoryStore(connection.database);
            var user = UUID.fromString(value(connection
                    .database
                    .query(
                            "SELECT user_id::text FROM user_categories WHERE $1 LIMIT 1",
                            row -> Rows.required(row, 0, String.class),
                            true)
                    .single()));
            assertThat(value(store.ofUser(user).collectList())).hasSize(20);
            assertThat(scans(connection, store.ofUser(user))).isEqualTo(1);
            assertThat(scans(connection, store.count(user))).isEqualTo(1);
        }
    }
}
