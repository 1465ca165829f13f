package dev.almanac.platform.job;

import dev.almanac.platform.postgres.DatabaseUrl;
import dev.almanac.server.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Engines of several servers on one empty database of their own. */
final class Servers implements AutoCloseable {

    private final DatabaseUrl url = DatabaseUrl.parse(TestDatabase.fresh());
    private final List<JobEngine> started = new ArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    Servers migrated() {
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return this;
    }

    static JobSettings settings(Duration heartbeat, Duration patience, Duration deadline) {
        return new JobSettings(true, Duration.ZERO, Duration.ofMillis(20), heartbeat, 8, 3, patience, deadline);
    }

    static JobSettings settings() {
        return settings(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    JobEngine start(Clock clock, JobSettings settings, List<RecurringJob> jobs) {
        var engine = new JobEngine(settings, url, new JobRuns(jobs, settings, meters), clock);
        started.add(engine);
        engine.start();
        return engine;
    }

    void execute(String sql) {
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    double count(String meter, String job) {
        return meters.get(meter).tag("job", job).counter().count();
    }

    long runs(String job) {
        return meters.get("almanac.jobs.runs").tag("job", job).timer().count();
    }

    @Override
    public void close() {
        started.forEach(JobEngine::stop);
    }
}
