package dev.almanac.event.edit;

import dev.almanac.event.EventReads.OccurrenceKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What resulted from an edit.
 *
 * @param event that the edit left, or made for what it speaks of; of a deletion, what is left, null where nothing is
 * @param deleted the event that a deletion deleted; null where it took out occurrences
 * @param occurrence that the edit spoke of, under the id that it has now; null where it spoke of an event
 */
public record EditReceipt(
        @Nullable UUID event,
        @Nullable UUID deleted,
        @Nullable OccurrenceKey occurrence) {}
