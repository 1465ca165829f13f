package dev.almanac.change;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an update says of one field: nothing, or a value, which may be null to clear it.
 *
 * @param present whether it says anything
 */
public record Patch<T>(boolean present, @Nullable T value) {

    private static final Patch<?> ABSENT = new Patch<>(false, null);

    @SuppressWarnings("unchecked")
    public static <T> Patch<T> absent() {
        return (Patch<T>) ABSENT;
    }

    public static <T> Patch<T> of(@Nullable T value) {
        return new Patch<>(true, value);
    }

    /** The field after the update; null where it is cleared. */
    public @Nullable T over(@Nullable T stored) {
        return present ? value : stored;
    }

    /** The field after the update; what clears it leaves the default. */
    public T over(T stored, T whenCleared) {
        if (!present) {
            return stored;
        }
        return value == null ? whenCleared : value;
    }

    /** Whether it says null. */
    public boolean clears() {
        return present && value == null;
    }

    public <U> Patch<U> map(Function<? super T, ? extends U> mapping) {
        return present ? Patch.of(value == null ? null : mapping.apply(value)) : absent();
    }
}
