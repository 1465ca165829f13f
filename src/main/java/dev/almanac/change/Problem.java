package dev.almanac.change;

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

    public static Problem of(Enum<?> code, String message, String... path) {
        return new Problem(code.name(), message, List.of(path));
    }
}
