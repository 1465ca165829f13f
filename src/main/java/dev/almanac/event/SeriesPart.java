package dev.almanac.event;

import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a split series holds of it. Parts that share a root own disjoint ranges of slots, so that no edit of one can make an
 * occurrence with the id of another's.
 *
 * @param from the first slot that is its own; null: no bound
 * @param until the first slot that is not its own any more; null: no bound
 * @param previous the part before it, which may have been deleted since; null for the first
 */
public record SeriesPart(
        @Nullable LocalDateTime from,
        @Nullable LocalDateTime until,
        @Nullable UUID previous) {

    public boolean owns(LocalDateTime slot) {
        return (from == null || !slot.isBefore(from)) && (until == null || slot.isBefore(until));
    }
}
