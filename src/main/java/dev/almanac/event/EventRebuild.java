package dev.almanac.event;

import dev.almanac.event.EventStore.Kept;
import dev.almanac.platform.request.DeadlinePassedException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Makes the rows of what happens anew from what events are, for the horizon that each was derived for. Nothing changes unless the
 * rows or the zone data did; each event is a transaction of its own, so that the server may go on meanwhile. One that cannot be read
 * keeps the rows that it has, and the others go on.
 */
@Service
public class EventRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(EventRebuild.class);

    private static final int PAGE = 500;

    private static final LocalDateTime EARLIEST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(9999, 12, 31, 0, 0);

    private final EventStore store;

    EventRebuild(EventStore store) {
        this.store = store;
    }

    /**
     * What came of it.
     *
     * @param rebuilt the number of events whose rows were made anew
     * @param failed the number of those that could not be, each named in the log
     */
    public record Rebuilt(long rebuilt, long failed) {

        private Rebuilt and(boolean done) {
            return done ? new Rebuilt(rebuilt + 1, failed) : new Rebuilt(rebuilt, failed + 1);
        }
    }

    /** Rebuilds the rows of every event. */
    public Mono<Rebuilt> rebuild() {
        return page(null)
                .expand(page -> page.size() < PAGE ? Mono.empty() : page(page.getLast()))
                .flatMapIterable(page -> page)
                .concatMap(kept -> store.rederive(
                                kept.id(), contents -> Deriver.derived(new Derivation(contents), horizon(kept)))
                        .thenReturn(true)
                        .onErrorResume(failure -> !(failure instanceof DeadlinePassedException), failure -> {
                            LOG.warn("The rows of the event {} are left as they are", kept.id(), failure);
                            return Mono.just(false);
                        }))
                .reduce(new Rebuilt(0, 0), Rebuilt::and);
    }

    private Mono<List<Kept>> page(@Nullable Kept last) {
        return store.kept(last == null ? null : last.id(), PAGE).collectList();
    }

    private static Horizon horizon(Kept kept) {
        var from = kept.from();
        var until = kept.until();
        return new Horizon(from == null ? EARLIEST : from, until == null ? LATEST : until);
    }
}
