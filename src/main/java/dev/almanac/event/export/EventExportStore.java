package dev.almanac.event.export;

import dev.almanac.event.EventContents;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Where whole events are read. Nothing here asks who may see what; the service does. */
public interface EventExportStore {

    /**
     * How much an event says.
     *
     * @param octets at least so many of text, its overrides included
     */
    record Weight(UUID event, UUID calendar, long octets) {}

    /**
     * A part of a split series.
     *
     * @param from the first slot of its own; null: no bound
     */
    record Part(
            UUID event,
            UUID calendar,
            UUID root,
            String uid,
            @Nullable LocalDateTime from) {}

    /** The first so many of each calendar's events, or of those among them with these ids, in order of calendar and id. */
    Flux<Weight> ofCalendars(Collection<UUID> calendars, @Nullable Collection<UUID> events, int most);

    Flux<Weight> ofEvents(Collection<UUID> events);

    /** The next so many of a calendar's events in order of their ids, after one of them. */
    Flux<Weight> page(UUID calendar, @Nullable UUID after, int most);

    /** With all that belongs to them, in no order; what cannot be read is left out. */
    Flux<EventContents> contents(Collection<UUID> events);

    /** The parts of split series with these roots. */
    Flux<Part> parts(Collection<UUID> roots);

    /** The zones that a calendar's events use. */
    Flux<ZoneUse> zones(UUID calendar);
}
