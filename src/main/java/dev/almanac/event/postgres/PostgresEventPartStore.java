package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.EventPartStore;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import io.r2dbc.spi.Row;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;

@Repository
class PostgresEventPartStore implements EventPartStore {

    private static final String COUNTS = """
            SELECT calendar_id, count(*)::integer FROM event_series
            WHERE calendar_id = ANY($1) AND deleted_at IS NULL GROUP BY calendar_id""";

    // The owners: (event, slot); a slot of null stands for the series itself.
    private static final String OWNERS = "FROM unnest($1::uuid[], $2::timestamp[]) AS k(id, slot) ";

    private static final String OWN_LIST = """
            SELECT k.id, k.slot, (SELECT coalesce(jsonb_agg(%2$s ORDER BY ordinal), '[]')
              FROM %3$s p WHERE p.series_id = k.id AND p.slot IS NOT DISTINCT FROM k.slot)
            """ + OWNERS + """
            WHERE k.slot IS NULL OR EXISTS (
              SELECT FROM event_overrides o WHERE o.series_id = k.id AND o.slot = k.slot AND '%1$s' = ANY(o.fields))""";

    private static final String ATTENDEES = OWN_LIST.formatted(
            "ATTENDEES",
            "jsonb_build_object('email', email, 'name', name, 'response', response, 'organizer', organizer)",
            "event_attendees");

    private static final String REMINDERS = OWN_LIST.formatted(
            "REMINDERS", "jsonb_build_object('minutesBefore', minutes_before, 'method', method)", "event_reminders");

    private static final String DESCRIPTIONS =
            "SELECT k.id, k.slot, coalesce(CASE WHEN k.slot IS NULL THEN s.description ELSE o.description END, '') "
                    + OWNERS
                    + """
            LEFT JOIN event_series s ON k.slot IS NULL AND s.id = k.id
            LEFT JOIN event_overrides o ON o.series_id = k.id AND o.slot = k.slot AND 'DESCRIPTION' = ANY(o.fields)
            WHERE s.id IS NOT NULL OR o.slot IS NOT NULL""";

    private static final TypeReference<List<Attendee>> ATTENDEE_LIST = new TypeReference<>() {};
    private static final TypeReference<List<Reminder>> REMINDER_LIST = new TypeReference<>() {};

    private final Database database;
    private final Json json;

    PostgresEventPartStore(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Flux<Count> counts(Collection<UUID> calendars) {
        return database.query(
                COUNTS, row -> new Count(required(row, 0, UUID.class), required(row, 1, Integer.class)), (Object)
                        calendars.toArray(UUID[]::new));
    }

    @Override
    public Flux<Owned<List<Attendee>>> attendees(Collection<Owner> owners) {
        return owned(ATTENDEES, owners, text -> json.read(text, ATTENDEE_LIST));
    }

    @Override
    public Flux<Owned<List<Reminder>>> reminders(Collection<Owner> owners) {
        return owned(REMINDERS, owners, text -> json.read(text, REMINDER_LIST));
    }

    @Override
    public Flux<Owned<String>> descriptions(Collection<Owner> owners) {
        return owned(DESCRIPTIONS, owners, text -> text);
    }

    private <T> Flux<Owned<T>> owned(String sql, Collection<Owner> owners, Function<String, T> read) {
        UUID[] ids = owners.stream().map(Owner::eventId).toArray(UUID[]::new);
        @Nullable LocalDateTime[] slots = owners.stream().map(Owner::slot).toArray(LocalDateTime[]::new);
        return database.query(
                sql, row -> new Owned<>(owner(row), read.apply(required(row, 2, String.class))), ids, slots);
    }

    private static Owner owner(Row row) {
        return new Owner(required(row, 0, UUID.class), optional(row, 1, LocalDateTime.class));
    }
}
