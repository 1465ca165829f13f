package dev.almanac.event.upkeep;

import dev.almanac.event.Deriver;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventStore;
import dev.almanac.event.Horizon;
import dev.almanac.event.upkeep.EventUpkeepStore.Made;
import dev.almanac.platform.ZoneData;
import dev.almanac.platform.postgres.Database;
import java.time.Clock;
import java.time.Period;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Moves derived rows along with the horizon. What they do not reach is expanded when it is asked for, so nothing is wrong before: a
 * series is derived anew when the horizon is {@link #STEP} ahead of it, and not each day.
 *
 * <p>Rows of other zone data are left to {@link ZoneDataUpkeep}, which tells of what moves.
 */
@Service
class HorizonUpkeep {

    static final Period STEP = Period.ofDays(30);

    private final EventStore events;
    private final EventUpkeepStore store;
    private final Deriver deriver;
    private final Database database;
    private final Clock clock;

    HorizonUpkeep(EventStore events, EventUpkeepStore store, Deriver deriver, Database database, Clock clock) {
        this.events = events;
        this.store = store;
        this.deriver = deriver;
        this.database = database;
        this.clock = clock;
    }

    /** The number of series whose rows were moved. */
    Mono<Long> move() {
        return Mono.defer(() -> {
            var horizon = Horizon.now(clock);
            var from = horizon.from().minus(STEP);
            var reach = horizon.until().minus(STEP);
            return EachEvent.of(
                    (after, limit) -> store.behind(from, reach, ZoneData.VERSION, after, limit), this::derive);
        });
    }

    private Mono<Boolean> derive(UUID event) {
        return database.inTransaction(() -> events.lock(event)
                .zipWith(store.made(event).filter(made -> made.zoneData().equals(ZoneData.VERSION)))
                .publishOn(Schedulers.boundedElastic())
                .filter(found -> behind(found.getT1(), found.getT2()))
                .map(found -> deriver.entry(found.getT1()).derived())
                .flatMap(derived ->
                        store.replaceRows(event, derived, ZoneData.VERSION).thenReturn(true)));
    }

    /** The store knows no nearer horizon than that of most series, so it names one that has a nearer each time. */
    private boolean behind(EventContents contents, Made made) {
        var own = Horizon.now(clock, contents.event().expansion());
        var until = made.until();
        return own.equals(Horizon.now(clock))
                || until == null
                || until.isBefore(own.until().minus(STEP));
    }
}
