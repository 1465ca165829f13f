package dev.almanac.platform.graphql;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request, or a field of it, is refused. The message is for clients: a sentence in English of at most 200 characters
 * that repeats no input at length. It has no stack trace, because refusals are answers and not faults.
 */
public class RequestRefusedException extends RuntimeException {

    private final Refusal refusal;
    private final transient Map<String, Object> extensions;

    public RequestRefusedException(Refusal refusal, String message) {
        this(refusal, message, Map.of());
    }

    /**
     * A refusal that says more.
     *
     * @param extensions what stands in {@code errors[].extensions} beside {@code code} and {@code requestId}
     */
    public RequestRefusedException(Refusal refusal, String message, Map<String, Object> extensions) {
        super(message, null, false, false);
        this.refusal = refusal;
        this.extensions = new LinkedHashMap<>(extensions);
        if (refusal.isTransient()) {
            this.extensions.putIfAbsent("retryAfter", 1);
        }
    }

    /** More of something than the server allows. */
    public static RequestRefusedException limit(String limit, long max, long actual) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("limit", limit);
        extensions.put("max", max);
        extensions.put("actual", actual);
        return new RequestRefusedException(
                Refusal.LIMIT_EXCEEDED, "%s: %d allowed, %d asked for".formatted(limit, max, actual), extensions);
    }

    public Refusal refusal() {
        return refusal;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    /** Never null, unlike what it overrides. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? refusal.name() : message;
    }
}
