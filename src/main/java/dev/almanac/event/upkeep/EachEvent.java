package dev.almanac.event.upkeep;

import dev.almanac.platform.request.DeadlinePassedException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes through events one after the other, a page of ids at a time. One that fails is set aside until the next time, and the others go
 * on; so many failures that something else must be the matter end it.
 */
final class EachEvent {

    private static final Logger LOG = LoggerFactory.getLogger(EachEvent.class);

    private static final int PAGE = 200;
    private static final int MOST_FAILURES = 100;

    /** Ids in their order, after one of them. */
    @FunctionalInterface
    interface Pages {
        Flux<UUID> page(@Nullable UUID after, int limit);
    }

    private final Pages pages;
    private final Function<UUID, Mono<Boolean>> work;
    private final AtomicInteger failures = new AtomicInteger();

    private EachEvent(Pages pages, Function<UUID, Mono<Boolean>> work) {
        this.pages = pages;
        this.work = work;
    }

    /** Does the work, which answers whether there was anything to do; the number of events for which there was. */
    static Mono<Long> of(Pages pages, Function<UUID, Mono<Boolean>> work) {
        return Mono.defer(() -> new EachEvent(pages, work).run());
    }

    private Mono<Long> run() {
        return page(null)
                .expand(page -> page.size() < PAGE ? Mono.empty() : page(page.getLast()))
                .flatMapIterable(page -> page)
                .concatMap(this::one)
                .filter(done -> done)
                .count();
    }

    private Mono<List<UUID>> page(@Nullable UUID after) {
        return pages.page(after, PAGE).collectList();
    }

    private Mono<Boolean> one(UUID event) {
        return Mono.defer(() -> work.apply(event)).onErrorResume(failure -> {
            if (failure instanceof DeadlinePassedException || failures.incrementAndGet() > MOST_FAILURES) {
                return Mono.error(failure);
            }
            LOG.warn("The event {} is set aside until the next time", event, failure);
            return Mono.just(false);
        });
    }
}
