package dev.almanac.platform.postgres.migration;

import dev.almanac.platform.postgres.DatabaseUrl;
import dev.almanac.platform.postgres.migration.MigrationSettings.Mode;
import dev.almanac.server.TestDatabase;
import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** An empty database of a test's own, and the migrations of several versions of the server. */
final class ScratchDatabase {

    static final String BETTER = "classpath:db/later/better";
    static final String NARROWER = "classpath:db/later/narrower";
    static final String FAILING = "classpath:db/later/failing";

    static final String CONCURRENT = "classpath:db/later/concurrent";

    /** The newest migration of this version. */
    static final String NEWEST = newest();

    final String address = TestDatabase.fresh();
    private final DatabaseUrl url = DatabaseUrl.parse(address);

    static MigrationSettings settings(Mode mode) {
        return new MigrationSettings(mode, Duration.ofMillis(300), 3, Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    private static String newest() {
        var files = Objects.requireNonNull(new File("src/main/resources/db/migration").list());
        return String.valueOf(Stream.of(files)
                .filter(file -> file.startsWith("V"))
                .mapToInt(file -> Integer.parseInt(file.substring(1, file.indexOf("__"))))
                .max()
                .orElseThrow());
    }

    /** The migrations as this version has them, and those of a later one. */
    Flyway flyway(MigrationSettings settings, String... later) {
        var configuration = Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations(Stream.concat(Stream.of("classpath:db/migration"), Stream.of(later))
                        .toArray(String[]::new));
        Migrations.configure(configuration, settings);
        return configuration.load();
    }

    void start(Mode mode, String... later) {
        new Migrations(settings(mode)).atStart(flyway(settings(mode), later));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    String version() throws SQLException {
        return text("SELECT max(version::int) FROM flyway_schema_history WHERE success");
    }

    /** A thousand calendars of a hundred people, each with an event of three occurrences and its change. */
    void fill() throws SQLException {
        execute("""
                INSERT INTO users SELECT md5('u' || i)::uuid, 'https://issuer.example', 's' || i, NULL, false, 'Person ' || i, now()
                  FROM generate_series(1, 100) i;
                INSERT INTO user_categories SELECT md5('k' || i)::uuid, md5('u' || i)::uuid, 'Work', NULL, 1, now(), now()
                  FROM generate_series(1, 100) i;
                INSERT INTO calendars SELECT md5('c' || i)::uuid, 'Calendar ' || i, '', '#10b981', 'UTC', NULL, 1, now(), now()
                  FROM generate_series(1, 1000) i;
                INSERT INTO calendar_members SELECT md5('c' || i)::uuid, md5('u' || i % 100 + 1)::uuid, 'OWNER', NULL, i, true, now()
                  FROM generate_series(1, 1000) i;
                INSERT INTO event_series (id, calendar_id, uid, local_start, all_day, time_zone, end_time_zone, duration_days,
                    duration_seconds, rule, title, description, location, status, transparency, visibility, root_id, zone_data, version,
                    created_at, updated_at)
                  SELECT md5('e' || i)::uuid, md5('c' || i)::uuid, 'uid' || i, '2026-03-02 09:00', false, 'UTC', 'UTC', 0, 3600,
                    'FREQ=DAILY;COUNT=3', 'Event ' || i, '', '', 'CONFIRMED', 'OPAQUE', 'PUBLIC', md5('e' || i)::uuid, '2026a', 1, now(),
                    now() FROM generate_series(1, 1000) i;
                INSERT INTO events (series_id, slot, long, start_time, end_time, calendar_id, root_id, all_day, time_zone, end_time_zone,
                    local_start, original_start, recurring, overridden, title, location, status, transparency, visibility, categories)
                  SELECT id, local_start + d * interval '1 day', false, (local_start + d * interval '1 day') AT TIME ZONE 'UTC',
                    (local_start + d * interval '25 hours') AT TIME ZONE 'UTC' + interval '1 hour', calendar_id, root_id, false, 'UTC',
                    'UTC', local_start + d * interval '1 day', local_start + d * interval '1 day', true, false, title, '', 'CONFIRMED',
                    'OPAQUE', 'PUBLIC', '{}' FROM event_series, generate_series(0, 2) d;
                INSERT INTO streams SELECT id, 'CALENDAR', 1 FROM calendars;
                INSERT INTO changes SELECT calendar_id, 1, now(), id, 'API', id, 'CREATED', 'Event', id, 1, '{}', '{}' FROM event_series
                """);
    }

    /** What was filled in, in one value. */
    String contents() throws SQLException {
        return text("""
                SELECT (SELECT md5(string_agg(u::text, ',' ORDER BY id)) FROM users u)
                  || (SELECT md5(string_agg(k::text, ',' ORDER BY id)) FROM user_categories k)
                  || (SELECT md5(string_agg(id || name, ',' ORDER BY id)) FROM calendars)
                  || (SELECT md5(string_agg(m::text, ',' ORDER BY calendar_id)) FROM calendar_members m)
                  || (SELECT md5(string_agg(s::text, ',' ORDER BY id)) FROM event_series s)
                  || (SELECT md5(string_agg(e::text, ',' ORDER BY series_id, slot)) FROM events e)
                  || (SELECT md5(string_agg(c::text, ',' ORDER BY stream_id)) FROM changes c)""");
    }
}
