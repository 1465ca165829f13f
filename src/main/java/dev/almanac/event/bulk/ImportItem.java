package dev.almanac.event.bulk;

import dev.almanac.event.bulk.ImportReceipt.Result;
import org.jspecify.annotations.Nullable;

/** What was found in a file: an event to be kept, or something that is answered as it is. */
public sealed interface ImportItem {

    /**
     * An event; no two of a file share a UID.
     *
     * @param line number of its first line in the file, from 1
     * @param note a sentence on what of it could not be kept
     */
    record Found(ImportedEvent event, int line, @Nullable String note) implements ImportItem {}

    /** Nothing that can be kept. */
    record Unusable(Result result) implements ImportItem {}
}
