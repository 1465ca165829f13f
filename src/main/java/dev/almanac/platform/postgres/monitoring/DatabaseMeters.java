package dev.almanac.platform.postgres.monitoring;

import dev.almanac.platform.postgres.DatabaseListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times what the database is asked for, by requests and by background work. */
final class DatabaseMeters implements DatabaseListener {

    private final Timer statements;
    private final Counter retries;
    private final Counter stops;

    DatabaseMeters(MeterRegistry meters) {
        statements = Timer.builder("almanac.database.statements")
                .description("SQL statements, from asking for a connection to the last row")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(meters);
        retries = Counter.builder("almanac.database.retries")
                .description("Transactions that began anew, because they failed only on others beside them")
                .register(meters);
        stops = Counter.builder("almanac.database.stops")
                .description("Work that was stopped: the time of its request was over, or its caller had gone")
                .register(meters);
    }

    @Override
    public void statementEnded(long nanoseconds) {
        statements.record(Duration.ofNanos(nanoseconds));
    }

    @Override
    public void transactionRepeated(String sqlState) {
        retries.increment();
    }

    @Override
    public void workStopped() {
        stops.increment();
    }
}
