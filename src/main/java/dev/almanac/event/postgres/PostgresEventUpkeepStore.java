package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.event.EventStore.Derived;
import dev.almanac.event.upkeep.EventUpkeepStore;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresEventUpkeepStore implements EventUpkeepStore {

    private static final String LIVE = """
            SELECT s.id FROM event_series s
            WHERE s.deleted_at IS NULL AND EXISTS (SELECT FROM calendars c WHERE c.id = s.calendar_id AND c.deleted_at IS NULL)
              AND s.id > $1 AND\s""";

    // A series without an occurrence since its rows begin has none that could go.
    private static final String BEHIND = LIVE + """
            s.zone_data = $3 AND s.recurring AND (s.derived_until < $5
              OR (s.derived_from IS NULL AND s.local_start < $4)
              OR (s.derived_from < $4
                AND (s.last_slot IS NULL OR s.last_slot + make_interval(secs => s.slot_shift) >= s.derived_from)))
            ORDER BY s.id LIMIT $2""";

    // Versions are a year and a letter: their order is that of their characters.
    private static final String OUTDATED = LIVE + "s.zone_data COLLATE \"C\" < $3 ORDER BY s.id LIMIT $2";

    private static final String MADE = "SELECT zone_data, derived_until FROM event_series WHERE id = $1";

    private static final String ROWS = "SELECT slot, start_time, end_time FROM events WHERE series_id = $1";

    private static final String MAKE_PARTITIONS = "SELECT ensure_event_partitions($1)::text";

    // Rows of what happens have no foreign key to their series. An event that was brought back meanwhile is looked at
    // once more.
    private static final String PURGE = """
            WITH gone AS (
              DELETE FROM event_series s WHERE s.id = ANY (ARRAY(
                SELECT d.id FROM event_series d WHERE d.deleted_at <= $1
                UNION ALL SELECT d.id FROM event_series d JOIN calendars c ON c.id = d.calendar_id WHERE c.deleted_at <= $1
                LIMIT $2))
              AND (s.deleted_at <= $1 OR EXISTS (SELECT FROM calendars c WHERE c.id = s.calendar_id AND c.deleted_at <= $1))
              RETURNING id),
            rows AS (DELETE FROM events WHERE series_id IN (SELECT id FROM gone))
            SELECT count(*) FROM gone""";

    private static final UUID LOWEST = new UUID(0, 0);

    private final Database database;
    private final Json json;

    PostgresEventUpkeepStore(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Flux<UUID> behind(
            LocalDateTime from, LocalDateTime reach, String zoneData, @Nullable UUID after, int limit) {
        return database.query(
                BEHIND,
                row -> required(row, 0, UUID.class),
                after == null ? LOWEST : after,
                limit,
                zoneData,
                from,
                reach);
    }

    @Override
    public Flux<UUID> outdated(String zoneData, @Nullable UUID after, int limit) {
        return database.query(
                OUTDATED, row -> required(row, 0, UUID.class), after == null ? LOWEST : after, limit, zoneData);
    }

    @Override
    public Mono<Made> made(UUID event) {
        return database.query(
                        MADE,
                        row -> new Made(required(row, 0, String.class), optional(row, 1, LocalDateTime.class)),
                        event)
                .next();
    }

    @Override
    public Flux<Row> rows(UUID event) {
        return database.query(
                ROWS,
                row -> new Row(
                        required(row, 0, LocalDateTime.class),
                        required(row, 1, Instant.class),
                        required(row, 2, Instant.class)),
                event);
    }

    @Override
    public Mono<Void> replaceRows(UUID event, Derived derived, String zoneData) {
        return EventWriting.replaceRows(database, json, event, derived, zoneData);
    }

    @Override
    public Mono<Void> makePartitions(Instant today) {
        return database.behindShortLocks(
                () -> database.query(MAKE_PARTITIONS, _ -> true, today).then());
    }

    @Override
    public Mono<Long> purge(Instant deletedBy, int limit) {
        return database.query(PURGE, row -> required(row, 0, Long.class), deletedBy, limit)
                .single();
    }
}
