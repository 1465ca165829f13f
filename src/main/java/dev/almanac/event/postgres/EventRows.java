package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.Event;
import dev.almanac.event.Event.ExternalId;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventTime;
import dev.almanac.event.Occurrence;
import dev.almanac.event.Recurrence;
import dev.almanac.event.SeriesPart;
import dev.almanac.platform.postgres.Json;
import dev.almanac.platform.time.NominalDuration;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Rows of event_series and events as values; columns are read by their index. */
final class EventRows {

    /** The columns of event_series (as {@code s}) that {@link #event} reads. */
    static final String EVENT = """
            s.id, s.calendar_id, s.uid, s.external_id, s.external_owner, s.local_start, s.all_day, s.time_zone, s.end_time_zone,
            s.duration_days, s.duration_seconds, s.rule, s.rdates, s.exdates, s.title, s.description, s.location, s.url, s.status,
            s.transparency, s.visibility, s.categories, s.extended_properties, s.root_id, s.slot_shift, s.version, s.created_at,
            s.updated_at, s.part_from, s.part_until, s.previous_part,
            s.content_lines, s.sequence, s.revised_at""";

    /** The columns of events that {@link #occurrence} reads. */
    static final String OCCURRENCE = """
            series_id, root_id, slot, calendar_id, start_time, end_time, local_start, all_day, time_zone, end_time_zone,
            original_start, recurring, overridden, title, location, url, status, transparency, visibility, categories""";

    private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

    private EventRows() {}

    static Event event(Row row, Json json) {
        var time = new EventTime(
                required(row, 5, LocalDateTime.class),
                required(row, 6, Boolean.class),
                zone(row, 7),
                zone(row, 8),
                new NominalDuration(required(row, 9, Integer.class), required(row, 10, Long.class)));
        return new Event(
                required(row, 0, UUID.class),
                required(row, 1, UUID.class),
                required(row, 2, String.class),
                external(row),
                time,
                recurrence(row),
                new Details(
                        required(row, 14, String.class),
                        required(row, 15, String.class),
                        required(row, 16, String.class),
                        optional(row, 17, String.class),
                        Status.valueOf(required(row, 18, String.class)),
                        Transparency.valueOf(required(row, 19, String.class)),
                        Visibility.valueOf(required(row, 20, String.class)),
                        List.of(required(row, 21, String[].class)),
                        List.of(required(row, 31, String[].class))),
                json.read(required(row, 22, String.class), PROPERTIES),
                required(row, 23, UUID.class),
                required(row, 24, Long.class),
                part(row),
                new Revision(required(row, 32, Integer.class), optional(row, 33, Instant.class)),
                required(row, 25, Integer.class),
                required(row, 26, Instant.class),
                required(row, 27, Instant.class));
    }

    private static @Nullable SeriesPart part(Row row) {
        var from = optional(row, 28, LocalDateTime.class);
        var until = optional(row, 29, LocalDateTime.class);
        var previous = optional(row, 30, UUID.class);
        return from == null && until == null && previous == null ? null : new SeriesPart(from, until, previous);
    }

    private static @Nullable ExternalId external(Row row) {
        var id = optional(row, 3, String.class);
        return id == null ? null : new ExternalId(required(row, 4, UUID.class), id);
    }

    private static @Nullable Recurrence recurrence(Row row) {
        var rule = optional(row, 11, String.class);
        var rdates = List.of(required(row, 12, LocalDateTime[].class));
        var exdates = List.of(required(row, 13, LocalDateTime[].class));
        return rule == null && rdates.isEmpty() && exdates.isEmpty() ? null : new Recurrence(rule, rdates, exdates);
    }

    static Occurrence occurrence(Row row) {
        return new Occurrence(
                required(row, 0, UUID.class),
                required(row, 1, UUID.class),
                required(row, 2, LocalDateTime.class),
                required(row, 3, UUID.class),
                required(row, 4, Instant.class),
                required(row, 5, Instant.class),
                required(row, 6, LocalDateTime.class),
                required(row, 7, Boolean.class),
                zone(row, 8),
                zone(row, 9),
                required(row, 10, LocalDateTime.class),
                required(row, 11, Boolean.class),
                required(row, 12, Boolean.class),
                required(row, 13, String.class),
                required(row, 14, String.class),
                optional(row, 15, String.class),
                Status.valueOf(required(row, 16, String.class)),
                Transparency.valueOf(required(row, 17, String.class)),
                Visibility.valueOf(required(row, 18, String.class)),
                List.of(required(row, 19, String[].class)));
    }

    static @Nullable ZoneId zone(Row row, int index) {
        var id = optional(row, index, String.class);
        return id == null ? null : ZoneId.of(id);
    }
}
