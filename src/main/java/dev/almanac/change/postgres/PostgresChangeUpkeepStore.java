package dev.almanac.change.postgres;

import dev.almanac.change.upkeep.ChangeUpkeepStore;
import dev.almanac.platform.postgres.Database;
import java.time.Instant;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresChangeUpkeepStore implements ChangeUpkeepStore {

    private static final String MAKE_PARTITIONS = "SELECT ensure_change_partitions($1)::text";

    private static final String DROP_MONTH = "SELECT drop_change_partition($1) IS NOT NULL";

    private static final String DELETE_STRAY_CHANGES = """
            DELETE FROM changes_default WHERE (stream_id, position, at) IN (
              SELECT stream_id, position, at FROM changes_default WHERE at < $1 LIMIT $2)""";

    // A request may be taking an old key over: it is passed by where it is locked, and looked at once more where it
    // was.
    private static final String DELETE_KEYS = """
            DELETE FROM idempotency_keys WHERE created_at <= $1 AND (user_id, field, key) IN (
              SELECT user_id, field, key FROM idempotency_keys WHERE created_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED)""";

    private final Database database;

    PostgresChangeUpkeepStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> makePartitions(Instant today) {
        return database.behindShortLocks(
                () -> database.query(MAKE_PARTITIONS, _ -> true, today).then());
    }

    @Override
    public Mono<Long> dropMonth(Instant endedBy) {
        return database.behindShortLocks(() -> database.query(
                        DROP_MONTH, row -> Boolean.TRUE.equals(row.get(0, Boolean.class)) ? 1L : 0L, endedBy)
                .single());
    }

    @Override
    public Mono<Long> deleteStrayChanges(Instant before, int limit) {
        return database.update(DELETE_STRAY_CHANGES, before, limit);
    }

    @Override
    public Mono<Long> deleteKeys(Instant madeBy, int limit) {
        return database.update(DELETE_KEYS, madeBy, limit);
    }
}
