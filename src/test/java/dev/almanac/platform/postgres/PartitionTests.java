package dev.almanac.platform.postgres;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class PartitionTests {

    @Autowired
    Database database;

    private String text(String sql, Object... values) {
        return value(database.query(sql, row -> Rows.required(row, 0, String.class), values)
                .single());
    }

    @Test
    void theMonthsAheadAreThereAfterAStart() {
        var months = text("""
                SELECT count(*)::text FROM generate_series(0, 3) i
                WHERE to_regclass('changes_' || to_char(current_date + i * interval '1 month', 'YYYY_MM')) IS NOT NULL AND $1""", true);
        assertThat(months).isEqualTo("4");
    }

    @Test
    void whatTheDefaultPartitionHasCaughtMovesIntoItsOwn() {
        value(database.update("""
                INSERT INTO changes (stream_id, position, at, actor, source, operation_id, kind, entity_type, entity_id, entity_version)
                VALUES (gen_random_uuid(), 1, '2099-05-05T00:00:00Z', gen_random_uuid(), 'API', gen_random_uuid(), 'DELETED', 'X',
                  gen_random_uuid(), $1)""", 7));
        assertThat(text("SELECT tableoid::regclass::text FROM changes WHERE at > '2099-01-01' AND $1", true))
                .isEqualTo("changes_default");
        text("""
                SELECT ensure_partition('changes', 'changes_2099_05', 'changes_default', 'at', '2099-05-01T00:00:00Z',
                  '2099-06-01T00:00:00Z')::text WHERE $1""", true);
        assertThat(text("SELECT tableoid::regclass::text FROM changes WHERE at > '2099-01-01' AND $1", true))
                .isEqualTo("changes_2099_05");
    }
}
