package dev.almanac.platform.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times the runs of one job. */
final class JobMeters {

    private final Timer runs;
    private final Counter failures;
    private final Counter items;

    JobMeters(MeterRegistry meters, String job) {
        runs = Timer.builder("almanac.jobs.runs")
                .description("Runs of background work, those that failed too")
                .tag("job", job)
                .register(meters);
        failures = Counter.builder("almanac.jobs.failures")
                .description("Runs of background work that failed, and are tried again")
                .tag("job", job)
                .register(meters);
        items = Counter.builder("almanac.jobs.items")
                .description("Things that background work has dealt with")
                .tag("job", job)
                .register(meters);
    }

    void succeeded(long nanoseconds, long dealtWith) {
        runs.record(Duration.ofNanos(nanoseconds));
        items.increment((double) dealtWith);
    }

    void failed(long nanoseconds) {
        runs.record(Duration.ofNanos(nanoseconds));
        failures.increment();
    }
}
