package dev.almanac.event.postgres;

import static dev.almanac.server.Await.done;
import static dev.almanac.server.Await.value;

import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.DatabaseUrl;
import dev.almanac.platform.postgres.OneConnection;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.reactivestreams.Publisher;

/**
 * Tables with many rows: events of 20 years, from 2010 on, in calendars of a thousand each; beside them one calendar of a thousand and
 * one of a hundred thousand. One event in twenty has no zone, one in a thousand lasts 40 days.
 */
final class FilledTables implements AutoCloseable {

    /** A calendar of a thousand events. */
    static final UUID SMALL = new UUID(0, 1);

    /** A calendar of a hundred thousand. */
    static final UUID LARGE = new UUID(0, 2);

    private static final int PER_CALENDAR = 1000;
    private static final double SECONDS = 20 * 365.25 * 86_400;

    final Database database;
    private final OneConnection connection;

    /** With so many events in other calendars than the two. */
    FilledTables(int events) throws SQLException {
        var address = TestDatabase.fresh();
        var url = DatabaseUrl.parse(address);
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try (var jdbc = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
            fill(jdbc, events);
        }
        connection = new OneConnection(address);
        database = connection.database;
    }

    private static void fill(Connection jdbc, int events) throws SQLException {
        int calendars = events / PER_CALENDAR;
        // Without triggers, and with the indexes made after the rows: ten million are loaded in minutes, not hours.
        execute(jdbc, "SET session_replication_role = replica");
        execute(jdbc, "SET maintenance_work_mem = '512MB'");
        execute(jdbc, """
                INSERT INTO calendars SELECT %s, 'Calendar', '', '#10b981', 'UTC', NULL, 1, now(), now()
                FROM generate_series(1, %d) i""".formatted(calendar("i"), calendars + 2));
        execute(jdbc, "DROP INDEX idx_events_calendar_time");
        execute(jdbc, "ALTER TABLE events DROP CONSTRAINT events_pkey");
        insert(jdbc, "o", events, "3 + i % " + calendars);
        insert(jdbc, "s", PER_CALENDAR, "1");
        insert(jdbc, "l", 100_000, "2");
        execute(jdbc, "ALTER TABLE events ADD PRIMARY KEY (series_id, slot, long, start_time)");
        execute(jdbc, "CREATE INDEX idx_events_calendar_time ON events (calendar_id, start_time, end_time)");
        execute(jdbc, """
                INSERT INTO event_series (id, calendar_id, uid, local_start, all_day, time_zone, end_time_zone, duration_days,
                    duration_seconds, title, description, location, status, transparency, visibility, root_id, zone_data, version,
                    created_at, updated_at)
                SELECT series_id, calendar_id, series_id::text, local_start, false, time_zone, end_time_zone, 0, 3600, title, '', '',
                    status, transparency, visibility, root_id, '2026a', 1, now(), now() FROM events LIMIT 1000000""");
        execute(jdbc, """
                INSERT INTO user_categories
                SELECT md5('k' || i)::uuid, md5('u' || i / 10)::uuid, 'Category ' || i, NULL, 1, now(), now()
                FROM generate_series(1, %d) i""".formatted(Math.min(events, 1_000_000)));
        for (var table : new String[] {"events", "event_series", "user_categories", "calendars"}) {
            execute(jdbc, "VACUUM ANALYZE " + table);
        }
    }

    private static String calendar(String number) {
        return "('00000000-0000-0000-0000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
    }

    private static void insert(Connection jdbc, String kind, int count, String calendar) throws SQLException {
        // The starts are spread by the hash, so that a calendar's rows lie as they do when they are made in any order.
        execute(jdbc, """
                INSERT INTO events (series_id, slot, long, start_time, end_time, calendar_id, root_id, all_day, time_zone, end_time_zone,
                    local_start, original_start, recurring, overridden, title, location, status, transparency, visibility, categories)
                SELECT h::uuid, local, long, local AT TIME ZONE 'UTC',
                    local AT TIME ZONE 'UTC' + CASE WHEN long THEN interval '40 days' ELSE interval '1 hour' END, %s, h::uuid, false,
                    zone, zone, local, local, false, false, 'Event ' || i, '', 'CONFIRMED', 'OPAQUE', 'PUBLIC', '{}'
                FROM (SELECT i, h, i %% 1000 = 0 AS long, CASE WHEN i %% 20 = 0 THEN NULL ELSE 'UTC' END AS zone,
                    timestamp '2010-01-01' + (('x' || left(h, 8))::bit(32)::bigint / 4294967296.0 * %f) * interval '1 second' AS local
                  FROM (SELECT i, md5('%s' || i) AS h FROM generate_series(1, %d) i) hashed) timed""".formatted(calendar(calendar), SECONDS, kind, count));
    }

    private static void execute(Connection jdbc, String sql) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The pages that the work looks at, in memory or not, as this statement counts them. */
    long pages(String count, Publisher<?> work) {
        long before = counted(count);
        done(work);
        return counted(count) - before;
    }

    private long counted(String sql) {
        done(database.query("SELECT pg_stat_force_next_flush()::text WHERE $1", _ -> true, true));
        return value(database.query(sql + " WHERE $1", row -> Rows.required(row, 0, Long.class), true)
                .single());
    }

    @Override
    public void close() {
        connection.close();
    }
}
