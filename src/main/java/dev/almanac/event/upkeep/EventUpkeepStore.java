package dev.almanac.event.upkeep;

import dev.almanac.event.EventStore.Derived;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events and their rows as their upkeep sees them. What is deleted, or in a deleted calendar, is not found but by the purge. */
public interface EventUpkeepStore {

    /**
     * How the rows of an event were derived.
     *
     * @param zoneData the version of the zone data
     * @param until the first original start without a row, if any is
     */
    record Made(String zoneData, @Nullable LocalDateTime until) {}

    /** A row: the slot, and from when to when it happens. */
    record Row(LocalDateTime slot, Instant start, Instant end) {}

    /**
     * Series whose rows end before {@code reach}, or begin so long before {@code from} that some can go, derived by this zone data; in
     * order of their ids, after one of them.
     */
    Flux<UUID> behind(LocalDateTime from, LocalDateTime reach, String zoneData, @Nullable UUID after, int limit);

    /** Events derived by zone data of an earlier version, in order of their ids, after one of them. */
    Flux<UUID> outdated(String zoneData, @Nullable UUID after, int limit);

    Mono<Made> made(UUID event);

    Flux<Row> rows(UUID event);

    /** Puts what is derived from an event in the place of its rows. */
    Mono<Void> replaceRows(UUID event, Derived derived, String zoneData);

    /** Makes the partitions of the years that come. */
    Mono<Void> makePartitions(Instant today);

    /** Removes events that were deleted by then, or whose calendar was, with all that belongs to them; how many, at most {@code limit}. */
    Mono<Long> purge(Instant deletedBy, int limit);
}
