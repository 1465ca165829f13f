package dev.almanac.platform.postgres.migration;

import static dev.almanac.platform.postgres.migration.ScratchDatabase.BETTER;
import static dev.almanac.platform.postgres.migration.ScratchDatabase.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.StartRefusedException;
import dev.almanac.platform.postgres.migration.MigrationSettings.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Instances that start at once, and migrations that meet those who work. */
@Tag("D15")
class MigrationRaceTests {

    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'calendars'::regclass";
    private static final String STANDING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    private static final int INSTANCES = 4;

    private final ScratchDatabase database = new ScratchDatabase();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private void startTogether(String... later) throws Exception {
        var barrier = new CyclicBarrier(INSTANCES);
        List<Future<?>> starts = IntStream.range(0, INSTANCES)
                .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                    barrier.await();
                    database.start(Mode.AT_START, later);
                    return null;
                }))
                .toList();
        for (var start : starts) {
            start.get(2, TimeUnit.MINUTES);
        }
    }

    private Future<String> migrate(MigrationSettings settings) {
        return threads.submit(() -> new Migrations(settings).migrate(database.flyway(settings, BETTER)));
    }

    private static MigrationSettings settings(Duration lockTimeout, int attempts, Duration turn) {
        return new MigrationSettings(Mode.AT_START, lockTimeout, attempts, Duration.ofMillis(1), turn);
    }

    private void awaitAMigrationThatWaits() throws SQLException {
        while (database.text(WAITING).equals("0")) {
            Thread.onSpinWait();
        }
    }

    @RepeatedTest(3)
    void ofInstancesThatStartTogetherOnAnEmptyDatabaseNoneFails() throws Exception {
        startTogether();
        assertThat(database.text("SELECT count(*) FROM flyway_schema_history WHERE success AND version IS NOT NULL"))
                .isEqualTo(NEWEST);
    }

    @RepeatedTest(3)
    void ofInstancesThatStartTogetherOnAnOldDatabaseNoneFails() throws Exception {
        database.start(Mode.AT_START);
        database.fill();
        database.execute("DROP TABLE events_" + Year.now(ZoneOffset.UTC).plusYears(4));
        startTogether(BETTER);
        assertThat(database.version()).isEqualTo("1000");
        assertThat(database.text("SELECT count(*) FROM events")).isEqualTo("3000");
    }

    @Test
    void whatFollowsTheMigrationsIsDoneByOneAtATime() throws Exception {
        database.start(Mode.AT_START);
        Future<String> second;
        try (var first = database.connect();
                var partitions = first.createStatement()) {
            first.setAutoCommit(false);
            partitions.execute(Files.readString(Path.of("src/main/resources/db/migration/afterMigrate.sql")));
            second = migrate(settings(Duration.ofSeconds(30), 1, Duration.ofMinutes(1)));
            while (database.text(STANDING).equals("0")) {
                Thread.onSpinWait();
            }
            first.commit();
        }
        assertThat(second.get(30, TimeUnit.SECONDS)).startsWith("The schema is at version 1000");
    }

    @Test
    void writersDoNotStandBehindAMigrationThatWaitsForALongTransaction() throws Exception {
        database.start(Mode.AT_START);
        database.fill();
        try (var holder = database.connect();
                var reading = holder.createStatement()) {
            holder.setAutoCommit(false);
            reading.executeQuery("SELECT count(*) FROM calendars").close();
            var migration = migrate(settings(Duration.ofMillis(300), 3, Duration.ofMinutes(1)));
            awaitAMigrationThatWaits();
            database.execute(
                    "SET statement_timeout = '10s'; UPDATE calendars SET name = 'written meanwhile' WHERE name = 'Calendar 1'");
            assertThatThrownBy(() -> migration.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("The migration V1000 did not get its lock in 3 attempts of PT0.3S each:");
        }
        assertThat(database.version()).isEqualTo(NEWEST);
        assertThat(database.text("SELECT count(*) FROM calendars WHERE name = 'written meanwhile'"))
                .isEqualTo("1");
    }

    @Test
    void aMigrationIsTriedAgainUntilTheLongTransactionHasEnded() throws Exception {
        database.start(Mode.AT_START);
        Future<String> migration;
        try (var holder = database.connect();
                var reading = holder.createStatement()) {
            holder.setAutoCommit(false);
            reading.executeQuery("SELECT count(*) FROM calendars").close();
            migration = migrate(settings(Duration.ofMillis(50), 1000, Duration.ofMinutes(1)));
            awaitAMigrationThatWaits();
            // Goes through only after an attempt has given up.
            database.execute("SET statement_timeout = '10s'; DELETE FROM calendars");
        }
        assertThat(migration.get(30, TimeUnit.SECONDS)).isEqualTo("The schema is at version 1000; migrations run: 1.");
    }

    @Test
    void anInstanceThatWaitsTooLongForAnotherSaysSo() throws Exception {
        database.start(Mode.AT_START);
        Future<String> first;
        try (var holder = database.connect();
                var reading = holder.createStatement()) {
            holder.setAutoCommit(false);
            reading.executeQuery("SELECT count(*) FROM calendars").close();
            first = migrate(settings(Duration.ofMinutes(1), 1, Duration.ofMinutes(1)));
            awaitAMigrationThatWaits();
            var second = migrate(settings(Duration.ofMillis(300), 1, Duration.ofSeconds(1)));
            assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage(
                            "Another instance has been migrating for PT1S (almanac.migration.turn): see to it, then start again.");
        }
        assertThat(first.get(30, TimeUnit.SECONDS)).startsWith("The schema is at version 1000");
    }
}
