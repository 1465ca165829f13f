package dev.almanac.platform.monitoring;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.request.RequestTally;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.SignalType;

/**
 * How a request ended.
 *
 * @param outcome what was noted of its answer, {@code cancelled} where the caller has gone, or the code that its status stands for
 * @param status that the caller has seen, or would have
 */
record Ending(String outcome, int status) {

    private static final String CANCELLED = "cancelled";
    private static final Set<String> WELL = Set.of("ok", "unchanged");

    static Ending of(ServerWebExchange exchange, RequestTally tally, SignalType signal) {
        HttpStatusCode answered = exchange.getResponse().getStatusCode();
        // An answer that was begun keeps its status, whatever becomes of the rest.
        boolean lost = signal == SignalType.ON_ERROR && !exchange.getResponse().isCommitted();
        int status = lost || answered == null ? 500 : answered.value();
        return new Ending(signal == SignalType.CANCEL ? CANCELLED : outcome(tally.outcome(), status, signal), status);
    }

    /** Where nobody has noted it, the status tells who refused: sign-in, or nobody in particular. */
    private static String outcome(@Nullable String noted, int status, SignalType signal) {
        if (noted != null) {
            return noted;
        }
        return switch (status) {
            case 401 -> Refusal.UNAUTHENTICATED.name();
            case 503 -> Refusal.UNAVAILABLE.name();
            default ->
                status >= 500 || signal == SignalType.ON_ERROR ? Refusal.INTERNAL.name() : Refusal.BAD_REQUEST.name();
        };
    }

    boolean well() {
        return WELL.contains(outcome);
    }
}
