package dev.almanac.platform.monitoring;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.request.RequestTally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts and times GraphQL requests. Every tag is a name of the schema or a code of the contract, so that no caller can make
 * new time series.
 */
@Component
class RequestMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final Map<Ending, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Operation, Costs> costs = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    private record Operation(String type, String field) {

        Tags tags() {
            return Tags.of("type", type, "field", field);
        }
    }

    private record Ending(String type, String field, String outcome) {}

    private record Costs(DistributionSummary statements, DistributionSummary batches) {}

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
        // All of them from the start: a counter that begins with its first event hides that event from rate().
        for (Refusal refusal : Refusal.values()) {
            refusals.put(
                    refusal,
                    Counter.builder("almanac.graphql.refusals")
                            .description("Errors in answers, by their code")
                            .tag("code", refusal.name())
                            .register(meters));
        }
    }

    void ended(RequestTally tally, String outcome, long nanoseconds) {
        timers.computeIfAbsent(new Ending(tally.type(), tally.field(), outcome), this::timer)
                .record(Duration.ofNanos(nanoseconds));
        Costs cost = costs.computeIfAbsent(new Operation(tally.type(), tally.field()), this::costs);
        cost.statements.record(tally.statements());
        cost.batches.record(tally.batches());
    }

    /** One more error of this code. */
    void refused(String code) {
        Counter counter = refusals.get(Refusal.of(code));
        if (counter != null) {
            counter.increment();
        }
    }

    private Timer timer(Ending ending) {
        return Timer.builder("almanac.graphql.requests")
                .description("GraphQL requests, from their head to the end of their answer")
                .tags(new Operation(ending.type, ending.field).tags())
                .tag("outcome", ending.outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private Costs costs(Operation operation) {
        return new Costs(
                DistributionSummary.builder("almanac.graphql.statements")
                        .description("SQL statements of one GraphQL request")
                        .tags(operation.tags())
                        .serviceLevelObjectives(1, 2, 3, 5, 10, 20, 50)
                        .register(meters),
                DistributionSummary.builder("almanac.graphql.batches")
                        .description("Batches that data loaders send off in one GraphQL request")
                        .tags(operation.tags())
                        .register(meters));
    }
}
