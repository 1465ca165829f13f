package dev.almanac.event.upkeep;

import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventStore;
import dev.almanac.event.EventStore.Derived;
import dev.almanac.event.upkeep.EventUpkeepStore.Made;
import dev.almanac.event.upkeep.EventUpkeepStore.Row;
import dev.almanac.platform.ZoneData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Derives anew what was derived by earlier zone data than this server has. An event keeps its time on the wall clock; the instants
 * follow the zone.
 *
 * <p>Where what is still to happen moved, the log gets one change of the event, in the transaction of its rows: whoever keeps a copy of
 * what happens must read the event's occurrences again. Its version stays, since the event is what it was, and nobody who edits it
 * should meet a conflict. A server never puts the rows of earlier zone data in the place of later ones, so that two servers of
 * different versions side by side do not undo each other's work.
 */
@Service
class ZoneDataUpkeep {

    private final EventStore events;
    private final EventUpkeepStore store;
    private final Deriver deriver;
    private final WritePath writes;
    private final String version;

    @Autowired
    ZoneDataUpkeep(EventStore events, EventUpkeepStore store, Deriver deriver, WritePath writes) {
        this(events, store, deriver, writes, ZoneData.VERSION);
    }

    ZoneDataUpkeep(EventStore events, EventUpkeepStore store, Deriver deriver, WritePath writes, String version) {
        this.events = events;
        this.store = store;
        this.deriver = deriver;
        this.writes = writes;
        this.version = version;
    }

    /** The number of events that were derived anew. */
    Mono<Long> follow() {
        return EachEvent.of((after, limit) -> store.outdated(version, after, limit), this::derive);
    }

    private Mono<Boolean> derive(UUID event) {
        return writes.<Boolean, EventContents>write(
                        Operation.SERVER,
                        Source.ZONE_DATA,
                        Repeatable.once("zoneData"),
                        Boolean.class,
                        operation -> events.lock(event)
                                .flatMap(contents -> store.made(event)
                                        .filter(made -> made.zoneData().compareTo(version) < 0)
                                        .flatMap(made -> derive(operation, contents, made))))
                .map(Done.class::isInstance);
    }

    private Mono<Outcome<Boolean, EventContents>> derive(Operation operation, EventContents contents, Made made) {
        var event = contents.event();
        return store.rows(event.id())
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .flatMap(before -> {
                    var derived = deriver.entry(contents).derived();
                    boolean moved = moved(contents, before, made, derived, operation.at());
                    return store.replaceRows(event.id(), derived, version)
                            .thenReturn(
                                    moved
                                            ? Outcome.<Boolean, EventContents>done(true, occurrencesOf(contents))
                                            : Outcome.done(false));
                });
    }

    private static Change occurrencesOf(EventContents contents) {
        var event = contents.event();
        return Change.updated(
                event.calendarId(), "Event", event.id(), event.version(), List.of("occurrences"), contents);
    }

    private static boolean moved(EventContents contents, List<Row> before, Made made, Derived derived, Instant now) {
        return new Movement(contents.event(), before, made.until(), derived).since(now);
    }
}
