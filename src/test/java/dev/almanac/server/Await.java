package dev.almanac.server;

import java.util.Objects;
import reactor.core.publisher.Mono;

/** Waits, in tests, for what must come. */
public final class Await {

    private Await() {}

    public static <T> T value(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }
}
