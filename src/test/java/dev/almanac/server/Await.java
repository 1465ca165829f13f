package dev.almanac.server;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Waits, in tests, for what must come. */
public final class Await {

    private Await() {}

    /** Longer than anything that is waited for may take. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    public static <T> T value(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(LONGEST));
    }

    public static void done(Publisher<?> work) {
        Flux.from(work).then().block(LONGEST);
    }

    /** Asks again and again until it holds. */
    public static void until(BooleanSupplier condition) {
        Mono.fromSupplier(condition::getAsBoolean)
                .filter(holds -> holds)
                .repeatWhenEmpty(empty -> empty.delayElements(Duration.ofMillis(10), Schedulers.boundedElastic()))
                .subscribeOn(Schedulers.boundedElastic())
                .block(LONGEST);
    }
}
