package dev.almanac.event;

import dev.almanac.change.Operation;
import dev.almanac.event.EventReads.OccurrenceKey;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where events are kept, each with the rows of what it makes happen. Deleted events, and those of deleted calendars, are not found.
 * Nothing here asks who may see what; the services do.
 */
public interface EventStore {

    /** An event and the rows derived from it. */
    record Entry(EventContents contents, Derived derived) {}

    /**
     * What is derived from an event.
     *
     * @param lastSlot of the last occurrence; null: it never ends
     * @param from the horizon's start where original starts lie before it, else null
     * @param until the horizon's end where original starts lie at or after it, else null
     */
    record Derived(
            List<Occurrence> rows,
            @Nullable LocalDateTime lastSlot,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime until) {}

    /**
     * An event, and the original starts for which it has rows.
     *
     * @param from null: no original start lies before those that have rows
     * @param until null: none lies at or after it
     */
    record Kept(
            UUID id, @Nullable LocalDateTime from, @Nullable LocalDateTime until) {}

    /** What of an event is unique and was in use. */
    enum InUse {
        ID,
        UID,
        EXTERNAL_ID
    }

    /** One that is asked for alone and cannot be read is an error; among others it is left out. */
    Flux<Event> find(Collection<UUID> ids);

    /** Those that can be read, also of one. */
    Flux<Event> findReadable(Collection<UUID> ids);

    /** The parts of series that own these occurrences' slots, or else an earlier part of each. */
    Flux<Event> findByOccurrences(Collection<OccurrenceKey> keys);

    /** The parts of split series that follow on these. */
    Flux<Event> findFollowing(Collection<UUID> parts);

    /** With all that belongs to them; as of {@link #find}. */
    Flux<EventContents> contents(Collection<UUID> ids);

    /** With all that belongs to them, those that can be read, also of one. */
    Flux<EventContents> readableContents(Collection<UUID> ids);

    /** With all that belongs to it, locked until the transaction ends. */
    Mono<EventContents> lock(UUID id);

    /** The part of a series that owns the occurrence's slot, or else an earlier one; locked until the transaction ends. */
    Mono<EventContents> lock(OccurrenceKey key);

    /** The events of a calendar that have one of these UIDs, locked until the transaction ends. */
    Flux<EventContents> lockByUids(UUID calendar, Collection<String> uids);

    /** Adds all or none; answers what was in use, or nothing where they were added. */
    Mono<InUse> insert(Operation operation, List<Entry> entries);

    /** Puts an event in the place of the stored one; answers what was in use, or nothing. */
    Mono<InUse> update(Operation operation, Entry entry);

    /** Marks it as deleted and removes its rows. */
    Mono<Void> delete(Operation operation, UUID id);

    /** A page of each calendar's events in order of their ids, after or before one of them; in the order read. */
    Flux<Event> pages(
            Collection<UUID> calendars, @Nullable UUID after, @Nullable UUID before, boolean backwards, int limit);

    /** Events in order of their ids, after one of them. */
    Flux<Kept> kept(@Nullable UUID after, int limit);

    /** Puts what is derived from an event in the place of its rows, in a transaction of its own that locks the event. */
    Mono<Void> rederive(UUID id, Function<EventContents, Derived> derivation);
}
