package dev.almanac.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a write.
 *
 * @param <R> the receipt: what resulted, by ids and versions
 * @param <E> the entity that a conflict shows
 */
public sealed interface Outcome<R, E> {

    /** It was done, now or by the request that this one repeats. */
    record Done<R, E>(R receipt, List<Change> changes) implements Outcome<R, E> {
        public Done {
            changes = List.copyOf(changes);
        }
    }

    /** It was not done, and nothing was changed. */
    record Refused<R, E>(List<Problem> problems, @Nullable Conflict<E> conflict) implements Outcome<R, E> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    static <R, E> Outcome<R, E> done(R receipt, Change... changes) {
        return new Done<>(receipt, List.of(changes));
    }

    static <R, E> Outcome<R, E> refused(Problem... problems) {
        return new Refused<>(List.of(problems), null);
    }

    static <R, E> Outcome<R, E> refused(List<Problem> problems) {
        return new Refused<>(problems, null);
    }

    static <R, E> Outcome<R, E> conflict(int stored, Conflict<E> conflict) {
        var problem = new Problem("CONFLICT", "The stored version is " + stored + ".", List.of("ifVersion"));
        return new Refused<>(List.of(problem), conflict);
    }
}
