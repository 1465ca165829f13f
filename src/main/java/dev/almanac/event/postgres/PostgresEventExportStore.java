package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Database.nullable;
import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.event.EventContents;
import dev.almanac.event.Quarantine;
import dev.almanac.event.export.EventExportStore;
import dev.almanac.event.export.ZoneUse;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import io.r2dbc.spi.Row;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

@Repository
class PostgresEventExportStore implements EventExportStore {

    // What an event says at least, in octets: 140 are what it takes to say nothing. An override says everything again.
    private static final String WEIGHT = """
            s.id, s.calendar_id, w.own
              + (SELECT count(*) FROM event_attendees a WHERE a.series_id = s.id) * 20
              + coalesce((SELECT sum(140 + CASE WHEN 'DESCRIPTION' = ANY(o.fields) THEN octet_length(o.description)
                  ELSE octet_length(s.description) END) FROM event_overrides o WHERE o.series_id = s.id), 0)::bigint
            """;

    private static final String FROM = """
            FROM event_series s, LATERAL (SELECT 140::bigint + octet_length(s.title) + octet_length(s.description)
              + octet_length(s.location) + coalesce(octet_length(s.url), 0)
              + octet_length(array_to_string(s.content_lines, ''))
              + 9 * (cardinality(s.rdates) + cardinality(s.exdates)) AS own) w
            WHERE s.deleted_at IS NULL AND\s""";

    private static final String LIVE =
            " AND EXISTS (SELECT FROM calendars c WHERE c.id = s.calendar_id AND c.deleted_at IS NULL)";

    private static final String OF_CALENDARS = "SELECT r.* FROM unnest($1::uuid[]) AS k(id), LATERAL (SELECT " + WEIGHT
            + FROM + "s.calendar_id = k.id" + LIVE
            + " AND ($2::uuid[] IS NULL OR s.id = ANY($2)) ORDER BY s.id LIMIT $3) r ORDER BY 2, 1";

    private static final String OF_EVENTS = "SELECT " + WEIGHT + FROM + "s.id = ANY($1)" + LIVE;

    private static final String PAGE =
            "SELECT " + WEIGHT + FROM + "s.calendar_id = $1 AND s.id > $2" + LIVE + " ORDER BY s.id LIMIT $3";

    private static final String PARTS = """
            SELECT s.id, s.calendar_id, s.root_id, s.uid, s.part_from FROM event_series s
            WHERE s.root_id = ANY($1) AND s.deleted_at IS NULL""";

    private static final String ZONES = """
            SELECT u.zone, min(u.since), CASE WHEN NOT bool_or(u.endless) THEN max(u.until) END
            FROM event_series s, LATERAL (
              SELECT z AS zone, least(s.local_start, d.first) AS since, s.rule IS NOT NULL AS endless,
                greatest(s.local_start, d.last) + make_interval(days => s.duration_days, secs => s.duration_seconds) AS until
              FROM unnest(ARRAY[s.time_zone, s.end_time_zone]) AS z,
                (SELECT min(x) AS first, max(x) AS last FROM unnest(s.rdates || s.exdates) AS x) d
              UNION ALL
              SELECT z, o.local_start, false,
                o.local_start + make_interval(days => o.duration_days, secs => o.duration_seconds)
              FROM event_overrides o, unnest(ARRAY[o.time_zone, o.end_time_zone]) AS z
              WHERE o.series_id = s.id AND 'TIME' = ANY(o.fields)) u
            WHERE s.calendar_id = $1 AND s.deleted_at IS NULL AND u.zone IS NOT NULL
            GROUP BY u.zone""";

    private static final UUID LOWEST = new UUID(0, 0);

    private final Database database;
    private final ContentsReader reader;

    PostgresEventExportStore(Database database, Json json, Quarantine quarantine) {
        this.database = database;
        this.reader = new ContentsReader(database, json, quarantine);
    }

    @Override
    public Flux<Weight> ofCalendars(Collection<UUID> calendars, @Nullable Collection<UUID> events, int most) {
        return database.query(
                OF_CALENDARS,
                PostgresEventExportStore::weight,
                calendars.toArray(UUID[]::new),
                nullable(events == null ? null : events.toArray(UUID[]::new), UUID[].class),
                most);
    }

    @Override
    public Flux<Weight> ofEvents(Collection<UUID> events) {
        return database.query(OF_EVENTS, PostgresEventExportStore::weight, (Object) events.toArray(UUID[]::new));
    }

    @Override
    public Flux<Weight> page(UUID calendar, @Nullable UUID after, int most) {
        return database.query(PAGE, PostgresEventExportStore::weight, calendar, after == null ? LOWEST : after, most);
    }

    private static Weight weight(Row row) {
        return new Weight(required(row, 0, UUID.class), required(row, 1, UUID.class), required(row, 2, Long.class));
    }

    @Override
    public Flux<EventContents> contents(Collection<UUID> events) {
        return reader.read(events, false);
    }

    @Override
    public Flux<Part> parts(Collection<UUID> roots) {
        return database.query(
                PARTS,
                row -> new Part(
                        required(row, 0, UUID.class),
                        required(row, 1, UUID.class),
                        required(row, 2, UUID.class),
                        required(row, 3, String.class),
                        optional(row, 4, LocalDateTime.class)),
                (Object) roots.toArray(UUID[]::new));
    }

    @Override
    public Flux<ZoneUse> zones(UUID calendar) {
        return database.query(ZONES, PostgresEventExportStore::zone, calendar).mapNotNull(use -> use.orElse(null));
    }

    /** Of a zone that is not known here, no event can be read either. */
    private static Optional<ZoneUse> zone(Row row) {
        try {
            return Optional.of(new ZoneUse(
                    ZoneId.of(required(row, 0, String.class)),
                    required(row, 1, LocalDateTime.class),
                    optional(row, 2, LocalDateTime.class)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
