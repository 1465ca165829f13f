package dev.almanac.change;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** What each repeated request resulted in the first time. Kept for 24 hours; called inside a write's transaction. */
public interface IdempotencyKeys {

    /** After it a key counts as absent. */
    Duration KEPT = Duration.ofHours(24);

    /** What is known of a request. */
    sealed interface Claim {

        /** It has not been seen, or has no key: do it. */
        record New() implements Claim {}

        /** It was done. */
        record Repeat(String receipt) implements Claim {}

        /** Its key was used with another input. */
        record Mismatch() implements Claim {}
    }

    /** Claims the key, waiting for a request of the same key that is on its way. */
    Mono<Claim> claim(Operation operation, Repeatable request);

    /** Keeps what the request resulted in. */
    Mono<Void> keep(Operation operation, Repeatable request, Object receipt);

    /** Reads a kept receipt. */
    <R> R read(String receipt, Class<R> type);
}
