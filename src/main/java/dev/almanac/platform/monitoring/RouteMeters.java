package dev.almanac.platform.monitoring;

import dev.almanac.platform.graphql.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts and times the requests beside GraphQL, by the route's name and a code of the contract: callers cannot make time series. */
@Component
class RouteMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry meters;
    private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> statements = new ConcurrentHashMap<>();
    private final Map<String, Counter> refusals = new HashMap<>();

    private record Answered(String route, String outcome) {}

    RouteMeters(MeterRegistry meters) {
        this.meters = meters;
        // All of them from the start: a counter that begins with its first event hides that event from rate().
        for (Refusal refusal : Refusal.values()) {
            refusals.put(
                    refusal.name(),
                    Counter.builder("almanac.http.refusals")
                            .description("Requests beside GraphQL that were refused or broken off, by their code")
                            .tag("code", refusal.name())
                            .register(meters));
        }
    }

    void ended(String route, String outcome, int sent, long nanoseconds) {
        timers.computeIfAbsent(new Answered(route, outcome), this::timer).record(Duration.ofNanos(nanoseconds));
        statements.computeIfAbsent(route, this::statements).record(sent);
        Counter refused = refusals.get(outcome);
        if (refused != null) {
            refused.increment();
        }
    }

    private Timer timer(Answered answered) {
        return Timer.builder("almanac.http.requests")
                .description("Requests beside GraphQL, from their head to the end of their answer")
                .tag("route", answered.route)
                .tag("outcome", answered.outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private DistributionSummary statements(String route) {
        return DistributionSummary.builder("almanac.http.statements")
                .description("SQL statements of one request beside GraphQL")
                .tag("route", route)
                .serviceLevelObjectives(1, 5, 10, 50, 100, 500, 1000)
                .register(meters);
    }
}
