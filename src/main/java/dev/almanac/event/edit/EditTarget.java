package dev.almanac.event.edit;

import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.plan.EditScope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an edit speaks of. */
public sealed interface EditTarget {

    /** How far the edit reaches, if it was said. */
    @Nullable EditScope scope();

    /** An event by its own id. */
    record OfEvent(UUID id, @Nullable EditScope scope) implements EditTarget {}

    /** An event by one of its occurrences. */
    record OfOccurrence(OccurrenceKey key, @Nullable EditScope scope) implements EditTarget {}
}
