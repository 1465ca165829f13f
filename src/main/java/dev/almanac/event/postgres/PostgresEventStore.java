package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.change.Operation;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.EventStore;
import dev.almanac.event.Quarantine;
import dev.almanac.platform.ZoneData;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.Row;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresEventStore implements EventStore {

    private static final String LIVE = """
            FROM event_series s
            WHERE s.deleted_at IS NULL
              AND EXISTS (SELECT FROM calendars c WHERE c.id = s.calendar_id AND c.deleted_at IS NULL)
              AND\s""";

    private static final String FIND = "SELECT " + EventRows.EVENT + " " + LIVE + "s.id = ANY($1)";

    private static final String FIND_FOLLOWING = "SELECT " + EventRows.EVENT + " " + LIVE + "s.previous_part = ANY($1)";

    // Of the parts of a series, the one that owns a slot begins last among those that begin no later.
    private static final String OWNER =
            " ORDER BY (s.part_from IS NULL OR s.part_from <= %1$s) DESC, s.part_from DESC NULLS LAST LIMIT 1";

    private static final String FIND_BY_OCCURRENCES = "SELECT DISTINCT ON (s.id) " + EventRows.EVENT
            + " FROM unnest($1::uuid[], $2::timestamp[]) AS k(root, slot), LATERAL (SELECT s.* " + LIVE
            + "s.root_id = k.root"
            + OWNER.formatted("k.slot") + ") s";

    private static final String LOCK = "SELECT s.id " + LIVE + "s.id = $1 FOR UPDATE OF s";

    private static final String LOCK_BY_OCCURRENCE =
            "SELECT s.id " + LIVE + "s.root_id = $1" + OWNER.formatted("$2") + " FOR UPDATE OF s";

    private static final String LOCK_BY_UIDS =
            "SELECT s.id " + LIVE + "s.calendar_id = $1 AND s.uid = ANY($2) ORDER BY s.id FOR UPDATE OF s";

    // %1$s: the direction of the ids.
    private static final String PAGES = "SELECT " + EventRows.EVENT
            + " FROM unnest($1::uuid[]) AS c(id), LATERAL (SELECT s.* " + LIVE
            + "s.calendar_id = c.id AND s.id > $2 AND s.id < $3 ORDER BY s.id %1$s LIMIT $4) s ORDER BY s.id %1$s";

    private static final String FORWARDS = PAGES.formatted("ASC");
    private static final String BACKWARDS = PAGES.formatted("DESC");

    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    // What of the entries is in use; looked for where an insert or update met a unique key.
    private static final String IN_USE = """
            SELECT s.id = i.id AND $2, s.uid = i.uid
            FROM jsonb_populate_recordset(NULL::event_series, $1) i
            JOIN event_series s ON ($2 AND s.id = i.id) OR (s.calendar_id = i.calendar_id AND s.deleted_at IS NULL AND s.id <> i.id
              AND (s.uid = i.uid OR (s.external_owner = i.external_owner AND s.external_id = i.external_id)))
            ORDER BY 1 DESC, 2 DESC
            LIMIT 1""";

    private static final String DELETE = """
            WITH rows AS (DELETE FROM events WHERE series_id = $1)
            UPDATE event_series SET deleted_at = $2, deleted_by = $3, version = version + 1, updated_at = $2 WHERE id = $1""";

    private static final String KEPT =
            "SELECT s.id, s.derived_from, s.derived_until " + LIVE + "s.id > $1 ORDER BY s.id LIMIT $2";

    private final Database database;
    private final Json json;
    private final Quarantine quarantine;
    private final ContentsReader reader;

    PostgresEventStore(Database database, Json json, Quarantine quarantine) {
        this.database = database;
        this.json = json;
        this.quarantine = quarantine;
        this.reader = new ContentsReader(database, json, quarantine);
    }

    @Override
    public Flux<Event> find(Collection<UUID> ids) {
        return events(FIND, ids.size() == 1, (Object) ids.toArray(UUID[]::new));
    }

    @Override
    public Flux<Event> findReadable(Collection<UUID> ids) {
        return events(FIND, false, (Object) ids.toArray(UUID[]::new));
    }

    @Override
    public Flux<Event> findByOccurrences(Collection<OccurrenceKey> keys) {
        return events(
                FIND_BY_OCCURRENCES,
                keys.size() == 1,
                keys.stream().map(OccurrenceKey::root).toArray(UUID[]::new),
                keys.stream().map(OccurrenceKey::slot).toArray(LocalDateTime[]::new));
    }

    @Override
    public Flux<Event> findFollowing(Collection<UUID> parts) {
        return events(FIND_FOLLOWING, false, (Object) parts.toArray(UUID[]::new));
    }

    private Flux<Event> events(String sql, boolean alone, Object... values) {
        return database.query(sql, row -> event(row, alone), values).mapNotNull(event -> event.orElse(null));
    }

    private Optional<Event> event(Row row, boolean alone) {
        UUID id = required(row, 0, UUID.class);
        Supplier<Event> reading = () -> EventRows.event(row, json);
        return alone
                ? Optional.of(quarantine.readAlone(id, reading))
                : Optional.ofNullable(quarantine.read(id, reading));
    }

    @Override
    public Flux<EventContents> contents(Collection<UUID> ids) {
        return reader.read(ids, ids.size() == 1);
    }

    @Override
    public Flux<EventContents> readableContents(Collection<UUID> ids) {
        return reader.read(ids, false);
    }

    @Override
    public Mono<EventContents> lock(UUID id) {
        return database.query(LOCK, row -> required(row, 0, UUID.class), id)
                .next()
                .flatMap(locked -> reader.read(List.of(locked), true).next());
    }

    @Override
    public Mono<EventContents> lock(OccurrenceKey key) {
        return database.query(LOCK_BY_OCCURRENCE, row -> required(row, 0, UUID.class), key.root(), key.slot())
                .next()
                .flatMap(locked -> reader.read(List.of(locked), true).next());
    }

    @Override
    public Flux<EventContents> lockByUids(UUID calendar, Collection<String> uids) {
        return database.query(LOCK_BY_UIDS, row -> required(row, 0, UUID.class), calendar, uids.toArray(String[]::new))
                .collectList()
                .flatMapMany(ids -> ids.isEmpty() ? Flux.empty() : reader.read(ids, true));
    }

    @Override
    public Mono<InUse> insert(Operation operation, List<Entry> entries) {
        var writing = new EventWriting(json, entries);
        return writing.insert(database)
                .flatMap(inserted -> inserted == entries.size() ? Mono.empty() : inUse(writing, true));
    }

    @Override
    public Mono<InUse> update(Operation operation, Entry entry) {
        var writing = new EventWriting(json, List.of(entry));
        return inUse(writing, false)
                .switchIfEmpty(writing.replace(database)
                        .then(Mono.<InUse>empty())
                        // Another transaction took it since it was looked for; a UID does not change.
                        .onErrorReturn(R2dbcDataIntegrityViolationException.class, InUse.EXTERNAL_ID));
    }

    private Mono<InUse> inUse(EventWriting writing, boolean fresh) {
        return database.query(
                        IN_USE,
                        row -> {
                            if (required(row, 0, Boolean.class)) {
                                return InUse.ID;
                            }
                            return required(row, 1, Boolean.class) ? InUse.UID : InUse.EXTERNAL_ID;
                        },
                        writing.series(),
                        fresh)
                .next();
    }

    @Override
    public Mono<Void> delete(Operation operation, UUID id) {
        return database.update(DELETE, id, operation.at(), operation.actor()).then();
    }

    @Override
    public Flux<Event> pages(
            Collection<UUID> calendars, @Nullable UUID after, @Nullable UUID before, boolean backwards, int limit) {
        return events(
                backwards ? BACKWARDS : FORWARDS,
                false,
                calendars.toArray(UUID[]::new),
                after == null ? LOWEST : after,
                before == null ? HIGHEST : before,
                limit);
    }

    @Override
    public Flux<Kept> kept(@Nullable UUID after, int limit) {
        return database.query(
                KEPT,
                row -> new Kept(
                        required(row, 0, UUID.class),
                        optional(row, 1, LocalDateTime.class),
                        optional(row, 2, LocalDateTime.class)),
                after == null ? LOWEST : after,
                limit);
    }

    @Override
    public Mono<Void> rederive(UUID id, Function<EventContents, Derived> derivation) {
        return database.inTransaction(() -> lock(id).map(derivation)
                .flatMap(derived -> EventWriting.replaceRows(database, json, id, derived, ZoneData.VERSION)));
    }
}
