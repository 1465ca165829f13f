package dev.almanac.event.bulk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each thing in an imported file, in the file's order. */
public record ImportReceipt(List<Result> results) {

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
     * @param code of the schema's {@code ImportProblemCode}; null where it is kept
     * @param message a sentence: why, where it is not kept; else what of it was left out, if anything
     */
    public record Result(
            @Nullable String uid,
            Became outcome,
            @Nullable String code,
            @Nullable String message) {}

    public int count(Became outcome) {
        return (int)
                results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
