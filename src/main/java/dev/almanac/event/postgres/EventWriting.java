package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Database.nullable;

import dev.almanac.event.EventStore.Derived;
import dev.almanac.event.EventStore.Entry;
import dev.almanac.platform.ZoneData;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Writes events with all that belongs to them. One statement adds any number of them: each table's rows are one JSON parameter, read
 * by jsonb_populate_recordset, so the text of the statement is always the same.
 */
final class EventWriting {

    private static final String SERIES = """
            id, calendar_id, uid, external_id, external_owner, local_start, all_day, time_zone, end_time_zone, duration_days,
            duration_seconds, rule, rdates, exdates, title, description, location, url, status, transparency, visibility, categories,
            extended_properties, root_id, slot_shift, part_from, part_until, previous_part, content_lines, sequence, revised_at,
            last_slot, derived_from, derived_until, zone_data, version, created_at, updated_at""";

    private static final String ROWS = """
            series_id, slot, long, start_time, end_time, calendar_id, root_id, all_day, time_zone, end_time_zone, local_start,
            original_start, recurring, overridden, title, location, url, status, transparency, visibility, categories""";

    // The parts of an event go in only where the event itself did, and all are seen by the foreign keys at the
    // statement's end.
    private static final String PARTS = """
            , overrides AS (
              INSERT INTO event_overrides SELECT p.* FROM jsonb_populate_recordset(NULL::event_overrides, $2) p
              JOIN written ON id = series_id),
            attendees AS (
              INSERT INTO event_attendees SELECT p.* FROM jsonb_populate_recordset(NULL::event_attendees, $3) p
              JOIN written ON id = series_id),
            reminders AS (
              INSERT INTO event_reminders SELECT p.* FROM jsonb_populate_recordset(NULL::event_reminders, $4) p
              JOIN written ON id = series_id),
            rows AS (
              INSERT INTO events (%1$s)
              SELECT %1$s FROM jsonb_populate_recordset(NULL::events, $5) JOIN written ON id = series_id)
            SELECT id FROM written""".formatted(ROWS);

    private static final String INSERT = """
            WITH written AS (
              INSERT INTO event_series (%1$s) SELECT %1$s FROM jsonb_populate_recordset(NULL::event_series, $1)
              ON CONFLICT DO NOTHING RETURNING id)""".formatted(SERIES) + PARTS;

    private static final String UPDATE = """
            WITH written AS (
              UPDATE event_series s SET (%1$s) = (SELECT %1$s FROM jsonb_populate_recordset(NULL::event_series, $1))
              WHERE s.id = (SELECT id FROM jsonb_populate_recordset(NULL::event_series, $1)) RETURNING s.id)""".formatted(SERIES) + PARTS;

    private static final String CLEAR = """
            WITH overrides AS (DELETE FROM event_overrides WHERE series_id = $1),
            attendees AS (DELETE FROM event_attendees WHERE series_id = $1),
            reminders AS (DELETE FROM event_reminders WHERE series_id = $1)
            DELETE FROM events WHERE series_id = $1""";

    private static final String INSERT_ROWS =
            "INSERT INTO events (%1$s) SELECT %1$s FROM jsonb_populate_recordset(NULL::events, $1)".formatted(ROWS);

    private static final String DELETE_ROWS = "DELETE FROM events WHERE series_id = $1";

    private static final String DERIVED =
            "UPDATE event_series SET last_slot = $2, derived_from = $3, derived_until = $4, zone_data = $5 WHERE id = $1";

    private final List<Entry> entries;
    private final Object[] parameters;

    EventWriting(Json json, List<Entry> entries) {
        this.entries = entries;
        this.parameters = new Object[] {
            json.rows(entries.stream()
                    .map(entry -> EventColumns.series(entry, ZoneData.VERSION))
                    .toList()),
            json.rows(entries.stream()
                    .flatMap(entry -> entry.contents().overrides().stream()
                            .map(override -> EventColumns.override(
                                    entry.contents().event().id(), override)))
                    .toList()),
            json.rows(entries.stream()
                    .flatMap(entry -> EventColumns.attendees(entry).stream())
                    .toList()),
            json.rows(entries.stream()
                    .flatMap(entry -> EventColumns.reminders(entry).stream())
                    .toList()),
            json.rows(entries.stream()
                    .flatMap(entry -> entry.derived().rows().stream())
                    .map(EventColumns::occurrence)
                    .toList())
        };
    }

    /** The rows of event_series as a parameter. */
    Object series() {
        return parameters[0];
    }

    /** How many events were added; those that met a unique key were not. */
    Mono<Long> insert(Database database) {
        return database.query(INSERT, _ -> true, parameters).count();
    }

    /** Puts the one event in the place of what is stored. */
    Mono<Void> replace(Database database) {
        var id = entries.getFirst().contents().event().id();
        return database.update(CLEAR, id)
                .then(database.query(UPDATE, _ -> true, parameters).then());
    }

    /** Puts what is derived from an event, by this zone data, in the place of its rows. */
    static Mono<Void> replaceRows(Database database, Json json, UUID id, Derived derived, String zoneData) {
        return database.update(DELETE_ROWS, id)
                .then(database.update(
                        INSERT_ROWS,
                        json.rows(derived.rows().stream()
                                .map(EventColumns::occurrence)
                                .toList())))
                .then(database.update(
                        DERIVED,
                        id,
                        nullable(derived.lastSlot(), LocalDateTime.class),
                        nullable(derived.from(), LocalDateTime.class),
                        nullable(derived.until(), LocalDateTime.class),
                        zoneData))
                .then();
    }
}
