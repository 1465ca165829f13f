package dev.almanac.event.bulk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of each thing in an imported file, in the file's order.
 *
 * @param calendar where to; null where none was there and nothing was to be written
 * @param removed how many events the calendar has no more, since the file does not have them
 */
public record ImportReceipt(List<Result> results, @Nullable UUID calendar, int removed) {

    public ImportReceipt {
        results = List.copyOf(results);
    }

    /** What became of one thing. */
    public enum Became {
        CREATED,
        UPDATED,
        UNCHANGED,
        SKIPPED,
        FAILED
    }

    /**
     * What became of one thing.
     *
     * @param line number of its first line in the file, from 1
     * @param code of the schema's {@code ImportProblemCode}; null where it is kept
     * @param message a sentence: why, where it is not kept; else what of it was left out, if anything
     * @param event the calendar's event of this UID; null where it has none
     */
    public record Result(
            @Nullable String uid,
            int line,
            Became outcome,
            @Nullable String code,
            @Nullable String message,
            @Nullable UUID event) {}

    public int count(Became outcome) {
        return (int)
                results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
