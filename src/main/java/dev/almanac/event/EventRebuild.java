package dev.almanac.event;

import dev.almanac.event.EventStore.Kept;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Makes the rows of what happens anew from what events are, for the horizon that each was derived for. Nothing changes unless the
 * rows or the zone data did; each event is a transaction of its own, so that the server may go on meanwhile.
 */
@Service
public class EventRebuild {

    private static final int PAGE = 500;

    private static final LocalDateTime EARLIEST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(9999, 12, 31, 0, 0);

    private final EventStore store;

    EventRebuild(EventStore store) {
        this.store = store;
    }

    /** Rebuilds the rows of every event; the number of events. */
    public Mono<Long> rebuild() {
        return page(null)
                .expand(page -> page.size() < PAGE ? Mono.empty() : page(page.getLast()))
                .flatMapIterable(page -> page)
                .concatMap(kept -> store.rederive(kept.id(), contents -> Deriver.derived(contents, horizon(kept)))
                        .thenReturn(kept))
                .count();
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
