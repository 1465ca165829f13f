package dev.almanac.calendar.postgres;

import static dev.almanac.platform.postgres.Database.nullable;
import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.account.Reminder;
import dev.almanac.calendar.Calendar;
import dev.almanac.calendar.CalendarRole;
import dev.almanac.calendar.CalendarStore;
import dev.almanac.calendar.Membership;
import dev.almanac.change.Operation;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Repository
class PostgresCalendarStore implements CalendarStore {

    private static final String OF_MEMBER = """
            SELECT c.id, c.name, c.description, c.color, c.time_zone, c.default_reminders, c.version,
              m.role, m.color, m.sort_order
            FROM calendar_members m JOIN calendars c ON c.id = m.calendar_id
            WHERE m.user_id = $1 AND c.deleted_at IS NULL""";

    private static final String FIND = OF_MEMBER + " AND c.id = $2";

    private static final String LOCK = FIND + " FOR UPDATE OF c";

    private static final String INSERT = """
            WITH calendar AS (
              INSERT INTO calendars (id, name, description, color, time_zone, default_reminders, version, created_at, updated_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (id) DO NOTHING RETURNING id)
            INSERT INTO calendar_members (calendar_id, user_id, role, sort_order, created_at)
            SELECT id, $9, 'OWNER', (SELECT coalesce(max(sort_order), 0) + 1 FROM calendar_members WHERE user_id = $9), $8
            FROM calendar""";

    private static final String UPDATE = """
            UPDATE calendars SET name = $2, description = $3, color = $4, time_zone = $5, default_reminders = $6, version = $7,
              updated_at = $8 WHERE id = $1""";

    private static final String DELETE =
            "UPDATE calendars SET deleted_at = $2, deleted_by = $3, version = version + 1, updated_at = $2 WHERE id = $1";

    private static final String PURGE = """
            DELETE FROM calendars WHERE deleted_at <= $1 AND id = (
              SELECT id FROM calendars WHERE deleted_at <= $1 ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED)""";

    private static final TypeReference<List<Reminder>> REMINDERS = new TypeReference<>() {};

    private final Database database;
    private final Json json;

    PostgresCalendarStore(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Flux<Membership> ofMember(UUID user) {
        return database.query(OF_MEMBER, this::membership, user);
    }

    @Override
    public Mono<Membership> find(UUID user, UUID calendar) {
        return database.query(FIND, this::membership, user, calendar).next();
    }

    @Override
    public Mono<Membership> lock(UUID user, UUID calendar) {
        return database.query(LOCK, this::membership, user, calendar).next();
    }

    @Override
    public Mono<Boolean> insert(Operation operation, Calendar calendar) {
        return database.update(
                        INSERT,
                        calendar.id(),
                        calendar.name(),
                        calendar.description(),
                        calendar.color(),
                        calendar.timeZone().getId(),
                        reminders(calendar),
                        calendar.version(),
                        operation.at(),
                        operation.actor())
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Void> update(Operation operation, Calendar calendar) {
        return database.update(
                        UPDATE,
                        calendar.id(),
                        calendar.name(),
                        calendar.description(),
                        calendar.color(),
                        calendar.timeZone().getId(),
                        reminders(calendar),
                        calendar.version(),
                        operation.at())
                .then();
    }

    @Override
    public Mono<Void> delete(Operation operation, UUID calendar) {
        return database.update(DELETE, calendar, operation.at(), operation.actor())
                .then();
    }

    @Override
    public Mono<Long> purge(Instant deletedBy) {
        return database.update(PURGE, deletedBy);
    }

    private Object reminders(Calendar calendar) {
        @Nullable List<Reminder> reminders = calendar.defaultReminders();
        return nullable(reminders == null ? null : json.parameter(reminders), io.r2dbc.postgresql.codec.Json.class);
    }

    private Membership membership(Row row) {
        String reminders = optional(row, 5, String.class);
        var calendar = new Calendar(
                required(row, 0, UUID.class),
                required(row, 1, String.class),
                required(row, 2, String.class),
                required(row, 3, String.class),
                ZoneId.of(required(row, 4, String.class)),
                reminders == null ? null : json.read(reminders, REMINDERS),
                required(row, 6, Integer.class));
        return new Membership(
                calendar,
                CalendarRole.valueOf(required(row, 7, String.class)),
                optional(row, 8, String.class),
                required(row, 9, Integer.class));
    }
}
