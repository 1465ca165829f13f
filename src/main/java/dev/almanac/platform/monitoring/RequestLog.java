package dev.almanac.platform.monitoring;

import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.request.RequestTally;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * A line for each GraphQL request: at INFO where it was slow or did not end well, at DEBUG otherwise. It says what was asked
 * for by the schema's names, and nothing that the caller sent or is called.
 */
@Component
class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private final Duration slow;

    RequestLog(MonitoringSettings settings) {
        this.slow = settings.slowRequest();
    }

    void ended(RequestTally tally, String requestId, String outcome, int status, Duration duration) {
        Level level = outcome.equals("ok") && duration.compareTo(slow) < 0 ? Level.DEBUG : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LOG.atLevel(level)
                .addKeyValue(RequestId.LOG_KEY, requestId)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("event.duration", duration.toNanos())
                .addKeyValue("event.outcome", outcome)
                .addKeyValue("graphql.operation.type", tally.type())
                .addKeyValue("graphql.field", tally.field())
                .addKeyValue("graphql.statements", tally.statements())
                .addKeyValue("graphql.batches", tally.batches())
                .log(
                        "{} {}: {} ({}) in {} ms by {} statements, request {}",
                        tally.type(),
                        tally.field(),
                        outcome,
                        status,
                        duration.toMillis(),
                        tally.statements(),
                        requestId);
    }
}
