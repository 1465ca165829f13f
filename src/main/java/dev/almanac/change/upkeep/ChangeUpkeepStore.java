package dev.almanac.change.upkeep;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The change log and the idempotency keys as their upkeep sees them. Each call is a transaction of its own. */
public interface ChangeUpkeepStore {

    /** Makes the partitions of the months that come. */
    Mono<Void> makePartitions(Instant today);

    /** Drops the oldest month of changes that has ended by then; 1, or 0 where there is none. */
    Mono<Long> dropMonth(Instant endedBy);

    /** Deletes changes of before then that are in no month's partition; how many, at most {@code limit}. */
    Mono<Long> deleteStrayChanges(Instant before, int limit);

    /** Deletes keys that were made by then; how many, at most {@code limit}. */
    Mono<Long> deleteKeys(Instant madeBy, int limit);
}
