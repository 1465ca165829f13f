package dev.almanac.change;

import java.util.ArrayList;
import java.util.List;

/**
 * Why an input was refused, for the person who can mend it.
 *
 * @param code one of the codes that the mutation's schema lists
 * @param message a sentence in English
 * @param path the names and indices that lead from the input to the value in question
 */
public record Problem(String code, String message, List<String> path) {

    public Problem {
        path = List.copyOf(path);
    }

    /** The same of an input that lies at these names and indices of another. */
    public Problem below(String... names) {
        List<String> longer = new ArrayList<>(List.of(names));
        longer.addAll(path);
        return new Problem(code, message, longer);
    }

    public static Problem of(Enum<?> code, String message, String... path) {
        return new Problem(code.name(), message, List.of(path));
    }
}
