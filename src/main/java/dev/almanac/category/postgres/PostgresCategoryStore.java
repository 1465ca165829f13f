package dev.almanac.category.postgres;

import static dev.almanac.platform.postgres.Database.nullable;
import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.category.Category;
import dev.almanac.category.CategoryStore;
import dev.almanac.change.Operation;
import dev.almanac.platform.postgres.Database;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresCategoryStore implements CategoryStore {

    private static final String SELECT =
            "SELECT id, category_name, color, version FROM user_categories WHERE user_id = $1";

    private static final String FIND = SELECT + " AND id = ANY($2)";

    private static final String LOCK = SELECT + " AND id = $2 FOR UPDATE";

    private static final String COUNT = "SELECT count(*) FROM user_categories WHERE user_id = $1";

    // Which of the two unique keys stood in the way is told apart afterwards, in a statement of its own: within this
    // one the
    // row of a concurrent transaction would not be seen.
    private static final String INSERT = """
            INSERT INTO user_categories (id, user_id, category_name, color, version, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING""";

    private static final String ID_EXISTS = "SELECT true FROM user_categories WHERE id = $1";

    private static final String UPDATE =
            "UPDATE user_categories SET category_name = $2, color = $3, version = $4, updated_at = $5 WHERE id = $1";

    private static final String DELETE = "DELETE FROM user_categories WHERE id = $1";

    private final Database database;

    PostgresCategoryStore(Database database) {
        this.database = database;
    }

    @Override
    public Flux<Category> ofUser(UUID user) {
        return database.query(SELECT, PostgresCategoryStore::category, user);
    }

    @Override
    public Flux<Category> find(UUID user, Collection<UUID> ids) {
        return database.query(FIND, PostgresCategoryStore::category, user, ids.toArray(UUID[]::new));
    }

    @Override
    public Mono<Category> lock(UUID user, UUID id) {
        return database.query(LOCK, PostgresCategoryStore::category, user, id).next();
    }

    @Override
    public Mono<Long> count(UUID user) {
        return database.query(COUNT, row -> required(row, 0, Long.class), user).single();
    }

    @Override
    public Mono<Stored> insert(Operation operation, Category category) {
        return database.update(
                        INSERT,
                        category.id(),
                        operation.actor(),
                        category.name(),
                        nullable(category.ownColor(), String.class),
                        category.version(),
                        operation.at())
                .flatMap(rows -> rows == 1
                        ? Mono.just(Stored.DONE)
                        : database.query(ID_EXISTS, _ -> Stored.ID_IN_USE, category.id())
                                .next()
                                .defaultIfEmpty(Stored.NAME_IN_USE));
    }

    @Override
    public Mono<Stored> update(Operation operation, Category category) {
        return database.update(
                        UPDATE,
                        category.id(),
                        category.name(),
                        nullable(category.ownColor(), String.class),
                        category.version(),
                        operation.at())
                .thenReturn(Stored.DONE)
                .onErrorReturn(R2dbcDataIntegrityViolationException.class, Stored.NAME_IN_USE);
    }

    @Override
    public Mono<Void> delete(UUID id) {
        return database.update(DELETE, id).then();
    }

    private static Category category(Row row) {
        return new Category(
                required(row, 0, UUID.class),
                required(row, 1, String.class),
                optional(row, 2, String.class),
                required(row, 3, Integer.class));
    }
}
