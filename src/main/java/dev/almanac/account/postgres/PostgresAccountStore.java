package dev.almanac.account.postgres;

import static dev.almanac.platform.postgres.Database.nullable;
import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.account.AccountStore;
import dev.almanac.account.Preferences;
import dev.almanac.account.Reminder;
import dev.almanac.account.User;
import dev.almanac.account.WorkingHours;
import dev.almanac.change.Operation;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import dev.almanac.platform.security.Identity;
import io.r2dbc.spi.Row;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Repository
class PostgresAccountStore implements AccountStore {

    private static final String PREFERENCES =
            "time_zone, locale, week_start, default_reminders, working_hours, version";

    private static final String FIND_IDENTITY = "SELECT " + PREFERENCES
            + ", id, email, name FROM users JOIN user_preferences ON user_id = id WHERE issuer = $1 AND subject = $2";

    private static final String FIND = "SELECT " + PREFERENCES
            + ", id, email, name FROM users JOIN user_preferences ON user_id = id WHERE id = $1";

    private static final String INSERT = """
            WITH person AS (
              INSERT INTO users (id, issuer, subject, email, email_verified, name, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT users_identity DO NOTHING RETURNING id)
            INSERT INTO user_preferences (user_id, time_zone, locale, week_start, default_reminders, working_hours, version,
              updated_at)
            SELECT id, $8, $9, $10, $11, $12, $13, $7 FROM person""";

    private static final String UPDATE_USER = "UPDATE users SET email = $2, name = $3 WHERE id = $1";

    private static final String LOCK_PREFERENCES =
            "SELECT " + PREFERENCES + " FROM user_preferences WHERE user_id = $1 FOR UPDATE";

    private static final String UPDATE_PREFERENCES = """
            UPDATE user_preferences SET time_zone = $2, locale = $3, week_start = $4, default_reminders = $5,
              working_hours = $6, version = $7, updated_at = $8 WHERE user_id = $1""";

    private static final TypeReference<List<Reminder>> REMINDERS = new TypeReference<>() {};
    private static final TypeReference<List<WorkingHours>> WORKING_HOURS = new TypeReference<>() {};

    private final Database database;
    private final Json json;

    PostgresAccountStore(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Mono<Account> find(Identity identity) {
        return database.query(FIND_IDENTITY, this::account, identity.issuer(), identity.subject())
                .next();
    }

    @Override
    public Mono<Account> find(UUID user) {
        return database.query(FIND, this::account, user).next();
    }

    @Override
    public Mono<Boolean> insert(Operation operation, Identity identity, User user, Preferences preferences) {
        return database.update(
                        INSERT,
                        user.id(),
                        identity.issuer(),
                        identity.subject(),
                        nullable(user.email(), String.class),
                        identity.emailVerified(),
                        user.name(),
                        operation.at(),
                        preferences.timeZone().getId(),
                        preferences.locale().toLanguageTag(),
                        preferences.weekStart().name(),
                        json.parameter(preferences.defaultReminders()),
                        json.parameter(preferences.workingHours()),
                        preferences.version())
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Void> update(User user) {
        return database.update(UPDATE_USER, user.id(), nullable(user.email(), String.class), user.name())
                .then();
    }

    @Override
    public Mono<Preferences> lockPreferences(UUID user) {
        return database.query(LOCK_PREFERENCES, this::preferences, user).next();
    }

    @Override
    public Mono<Void> update(Operation operation, UUID user, Preferences preferences) {
        return database.update(
                        UPDATE_PREFERENCES,
                        user,
                        preferences.timeZone().getId(),
                        preferences.locale().toLanguageTag(),
                        preferences.weekStart().name(),
                        json.parameter(preferences.defaultReminders()),
                        json.parameter(preferences.workingHours()),
                        preferences.version(),
                        operation.at())
                .then();
    }

    private Account account(Row row) {
        var user =
                new User(required(row, 6, UUID.class), optional(row, 7, String.class), required(row, 8, String.class));
        return new Account(user, preferences(row));
    }

    private Preferences preferences(Row row) {
        return new Preferences(
                ZoneId.of(required(row, 0, String.class)),
                Locale.forLanguageTag(required(row, 1, String.class)),
                DayOfWeek.valueOf(required(row, 2, String.class)),
                json.read(required(row, 3, String.class), REMINDERS),
                json.read(required(row, 4, String.class), WORKING_HOURS),
                required(row, 5, Integer.class));
    }
}
