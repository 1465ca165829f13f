package dev.almanac.platform.monitoring;

import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.request.RequestTally;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/**
 * A line for each request to GraphQL or to a watched route: at INFO where it was slow or did not end well, at DEBUG otherwise. It says
 * what was asked for by the schema's names or the route's, and nothing that the caller sent or is called.
 */
@Component
class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private static final String SENTENCE = "{} {}: {} ({}) in {} ms by {} statements, request {}";

    /** Any other is a word of the caller's own. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

    private final Duration slow;

    RequestLog(MonitoringSettings settings) {
        this.slow = settings.slowRequest();
    }

    /** A request to GraphQL. */
    void ended(RequestTally tally, String requestId, Ending ending, Duration duration) {
        Level level = level(ending, duration);
        if (LOG.isEnabledForLevel(level)) {
            line(level, requestId, ending, duration)
                    .addKeyValue("graphql.operation.type", tally.type())
                    .addKeyValue("graphql.field", tally.field())
                    .addKeyValue("graphql.statements", tally.statements())
                    .addKeyValue("graphql.batches", tally.batches())
                    .log(
                            SENTENCE,
                            tally.type(),
                            tally.field(),
                            ending.outcome(),
                            ending.status(),
                            duration.toMillis(),
                            tally.statements(),
                            requestId);
        }
    }

    /** A request to a route. */
    void ended(String method, String route, RequestTally tally, String requestId, Ending ending, Duration duration) {
        Level level = level(ending, duration);
        if (LOG.isEnabledForLevel(level)) {
            String known = METHODS.contains(method) ? method : "other";
            line(level, requestId, ending, duration)
                    .addKeyValue("http.request.method", known)
                    .addKeyValue("http.route", route)
                    .addKeyValue("http.statements", tally.statements())
                    .log(
                            SENTENCE,
                            known,
                            route,
                            ending.outcome(),
                            ending.status(),
                            duration.toMillis(),
                            tally.statements(),
                            requestId);
        }
    }

    private Level level(Ending ending, Duration duration) {
        return ending.well() && duration.compareTo(slow) < 0 ? Level.DEBUG : Level.INFO;
    }

    private static LoggingEventBuilder line(Level level, String requestId, Ending ending, Duration duration) {
        return LOG.atLevel(level)
                .addKeyValue(RequestId.LOG_KEY, requestId)
                .addKeyValue("http.response.status_code", ending.status())
                .addKeyValue("event.duration", duration.toNanos())
                .addKeyValue("event.outcome", ending.outcome());
    }
}
