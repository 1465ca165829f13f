package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Quarantine;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import dev.almanac.platform.time.NominalDuration;
import io.r2dbc.spi.Row;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;

/** Reads events with all that belongs to them, in one statement. */
final class ContentsReader {

    // Lists of what belongs to an event or an override come as JSON, in their order.
    private static final String ATTENDEES = """
            (SELECT coalesce(jsonb_agg(jsonb_build_object('email', a.email, 'name', a.name, 'response', a.response,
               'organizer', a.organizer) ORDER BY a.ordinal), '[]')
             FROM event_attendees a WHERE a.series_id = s.id AND a.slot IS NOT DISTINCT FROM %s)""";

    private static final String REMINDERS = """
            (SELECT coalesce(jsonb_agg(jsonb_build_object('minutesBefore', r.minutes_before, 'method', r.method)
               ORDER BY r.ordinal), '[]')
             FROM event_reminders r WHERE r.series_id = s.id AND r.slot IS NOT DISTINCT FROM %s)""";

    private static final String READ = "SELECT " + EventRows.EVENT + ", " + ATTENDEES.formatted("NULL") + ", "
            + REMINDERS.formatted("NULL") + " FROM event_series s WHERE s.id = ANY($1)";

    private static final String READ_OVERRIDES = """
            SELECT s.id, o.slot, o.fields, o.local_start, o.all_day, o.time_zone, o.end_time_zone, o.duration_days,
              o.duration_seconds, o.title, o.description, o.location, o.url, o.status, o.transparency, o.visibility, o.categories,
              o.content_lines"""
            + ", CASE WHEN 'ATTENDEES' = ANY(o.fields) THEN " + ATTENDEES.formatted("o.slot") + " END, "
            + "CASE WHEN 'REMINDERS' = ANY(o.fields) THEN " + REMINDERS.formatted("o.slot") + " END "
            + """
            FROM event_series s JOIN event_overrides o ON o.series_id = s.id WHERE s.id = ANY($1) ORDER BY o.slot""";

    private static final TypeReference<List<Attendee>> ATTENDEE_LIST = new TypeReference<>() {};
    private static final TypeReference<List<Reminder>> REMINDER_LIST = new TypeReference<>() {};

    private final Database database;
    private final Json json;
    private final Quarantine quarantine;

    ContentsReader(Database database, Json json, Quarantine quarantine) {
        this.database = database;
        this.json = json;
        this.quarantine = quarantine;
    }

    /** @param override null where it cannot be read, and so the event cannot either */
    private record Overridden(UUID event, @Nullable EventOverride override) {}

    /** @param strict whether an event that cannot be read is an error; otherwise it is left out */
    Flux<EventContents> read(Collection<UUID> ids, boolean strict) {
        UUID[] array = ids.toArray(UUID[]::new);
        return database.query(READ_OVERRIDES, row -> overridden(row, strict), (Object) array)
                .collect(Collectors.groupingBy(Overridden::event))
                .flatMapMany(overrides -> database.query(
                        READ,
                        row -> {
                            UUID id = required(row, 0, UUID.class);
                            return guarded(id, strict, () -> contents(row, overrides.getOrDefault(id, List.of())));
                        },
                        (Object) array))
                .mapNotNull(contents -> contents.orElse(null));
    }

    private <T> Optional<T> guarded(UUID event, boolean strict, Supplier<T> reading) {
        return strict
                ? Optional.of(quarantine.readAlone(event, reading))
                : Optional.ofNullable(quarantine.read(event, reading));
    }

    private EventContents contents(Row row, List<Overridden> overridden) {
        List<EventOverride> overrides = new ArrayList<>();
        for (var one : overridden) {
            overrides.add(Objects.requireNonNull(one.override(), "an override cannot be read"));
        }
        return new EventContents(
                EventRows.event(row, json),
                json.read(required(row, 34, String.class), ATTENDEE_LIST),
                json.read(required(row, 35, String.class), REMINDER_LIST),
                overrides);
    }

    private Overridden overridden(Row row, boolean strict) {
        UUID event = required(row, 0, UUID.class);
        return new Overridden(event, guarded(event, strict, () -> override(row)).orElse(null));
    }

    private EventOverride override(Row row) {
        Set<Field> fields =
                Stream.of(required(row, 2, String[].class)).map(Field::valueOf).collect(Collectors.toUnmodifiableSet());
        var categories = optional(row, 16, String[].class);
        var contentLines = optional(row, 17, String[].class);
        var attendees = optional(row, 18, String.class);
        var reminders = optional(row, 19, String.class);
        return new EventOverride(
                required(row, 1, LocalDateTime.class),
                fields,
                fields.contains(Field.TIME) ? time(row) : null,
                new Details(
                        text(row, 9),
                        text(row, 10),
                        text(row, 11),
                        optional(row, 12, String.class),
                        value(row, 13, Status.class, Status.CONFIRMED),
                        value(row, 14, Transparency.class, Transparency.OPAQUE),
                        value(row, 15, Visibility.class, Visibility.PUBLIC),
                        categories == null ? List.of() : List.of(categories),
                        contentLines == null ? List.of() : List.of(contentLines)),
                attendees == null ? null : json.read(attendees, ATTENDEE_LIST),
                reminders == null ? null : json.read(reminders, REMINDER_LIST));
    }

    private static EventTime time(Row row) {
        return new EventTime(
                required(row, 3, LocalDateTime.class),
                required(row, 4, Boolean.class),
                EventRows.zone(row, 5),
                EventRows.zone(row, 6),
                new NominalDuration(required(row, 7, Integer.class), required(row, 8, Long.class)));
    }

    private static String text(Row row, int index) {
        @Nullable String text = row.get(index, String.class);
        return text == null ? "" : text;
    }

    private static <E extends Enum<E>> E value(Row row, int index, Class<E> type, E otherwise) {
        @Nullable String name = row.get(index, String.class);
        return name == null ? otherwise : Enum.valueOf(type, name);
    }
}
