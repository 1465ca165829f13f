package dev.almanac.change;

import org.jspecify.annotations.Nullable;

/**
 * How a request is recognised when it comes again.
 *
 * @param field the mutation's field
 * @param key the caller's idempotency key; null: the request stands for itself
 * @param inputHash a digest of the input without the key
 */
public record Repeatable(String field, @Nullable String key, String inputHash) {

    /** For what no caller asked for by a mutation. */
    public static Repeatable once(String field) {
        return new Repeatable(field, null, "");
    }
}
