package dev.almanac.event.bulk;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventStore;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts many events of a calendar into the trash: those that a file which replaces them does not have. */
@Service
public class EventRemoval {

    private static final int PAGE = 200;

    private final EventStore store;
    private final CalendarAccess access;
    private final WritePath writes;

    EventRemoval(EventStore store, CalendarAccess access, WritePath writes) {
        this.store = store;
        this.access = access;
        this.writes = writes;
    }

    /** Events of a calendar in the order of their ids, after one of them; at most {@value #PAGE}, none at the end. */
    public Mono<List<Event>> page(UUID calendar, @Nullable UUID after) {
        return store.pages(List.of(calendar), after, null, false, PAGE).collectList();
    }

    /** Removes the events of these UIDs; the receipt is how many there were. */
    public Mono<Outcome<Integer, EventContents>> remove(Viewer viewer, UUID calendar, Collection<String> uids) {
        return writes.write(
                viewer.userId(),
                Source.IMPORT,
                Repeatable.once("importJob"),
                Integer.class,
                operation -> access.to(viewer, Action.WRITE, calendar)
                        .flatMap(_ -> remove(operation, calendar, uids, false))
                        .map(changes ->
                                Outcome.<Integer, EventContents>done(changes.size(), changes.toArray(Change[]::new)))
                        .defaultIfEmpty(Outcome.refused(
                                new Problem("NOT_FOUND", "There is no such calendar.", List.of("calendarId")))));
    }

    /** Removes, inside a write, all events of a calendar but those of these UIDs; where nothing is to be written, tells what it would. */
    Mono<List<Change>> others(Operation operation, UUID calendar, Set<String> kept, ImportOptions options) {
        return page(calendar, null)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : page(calendar, page.getLast().id()))
                .concatMap(page -> {
                    var uids = page.stream()
                            .map(Event::uid)
                            .filter(uid -> !kept.contains(uid))
                            .toList();
                    return remove(operation, calendar, uids, options.dryRun());
                })
                .collectList()
                .map(pages -> pages.stream().flatMap(List::stream).toList());
    }

    private Mono<List<Change>> remove(Operation operation, UUID calendar, Collection<String> uids, boolean dryRun) {
        return (uids.isEmpty() ? Flux.<EventContents>empty() : store.lockByUids(calendar, uids))
                .collectList()
                .flatMap(found -> Flux.fromIterable(found)
                        .map(EventContents::event)
                        .concatMap(event -> (dryRun ? Mono.<Void>empty() : store.delete(operation, event.id()))
                                .thenReturn(Change.deleted(calendar, "Event", event.id(), event.version() + 1)))
                        .collectList());
    }
}
