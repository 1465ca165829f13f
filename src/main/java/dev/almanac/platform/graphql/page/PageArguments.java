package dev.almanac.platform.graphql.page;

import dev.almanac.platform.Limits;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for: {@code first} after {@code after}, or {@code last} before {@code before}. A
 * controller takes it as a parameter of this type.
 *
 * @param size how many at most, 1 to the server's limit
 * @param backwards whether the page ends at the cursor, or at the list's end, instead of beginning there
 * @param cursor where the page begins or ends, that item excluded; null for the list's own beginning or end
 */
public record PageArguments(
        int size, boolean backwards, @Nullable String cursor) {

    /** The size of a page where none is asked for. */
    public static final int DEFAULT_SIZE = 50;

    /** The first page of the default size. */
    public static PageArguments ofDefault() {
        return new PageArguments(DEFAULT_SIZE, false, null);
    }

    /**
     * Reads the arguments of a field. An explicit null counts as absent beside another bound and is refused alone,
     * because then nothing says how much is wanted.
     *
     * @throws RequestRefusedException {@link Refusal#INVALID_ARGUMENT} naming the argument
     */
    public static PageArguments of(DataFetchingEnvironment environment, Limits limits) {
        Map<String, Object> arguments = environment.getArguments();
        Integer first = (Integer) arguments.get("first");
        Integer last = (Integer) arguments.get("last");
        if (first == null && last == null) {
            for (String name : new String[] {"first", "last"}) {
                if (arguments.containsKey(name)) {
                    throw invalid("%s must not be null".formatted(name));
                }
            }
        }
        return of(first, (String) arguments.get("after"), last, (String) arguments.get("before"), limits.pageSize());
    }

    /**
     * Reads the arguments one by one.
     *
     * @throws RequestRefusedException {@link Refusal#INVALID_ARGUMENT} naming the argument
     */
    public static PageArguments of(
            @Nullable Integer first,
            @Nullable String after,
            @Nullable Integer last,
            @Nullable String before,
            int largest) {
        if (first != null && last != null) {
            throw invalid("first and last exclude each other");
        }
        if (after != null && before != null) {
            throw invalid("after and before exclude each other");
        }
        if (last != null ? after != null : first != null && before != null) {
            throw invalid("first goes with after, and last with before");
        }
        boolean backwards = last != null || before != null;
        Integer asked = backwards ? last : first;
        if (asked != null && (asked < 1 || asked > largest)) {
            throw invalid("%s must be from 1 to %d".formatted(backwards ? "last" : "first", largest));
        }
        int size = asked == null ? Math.min(DEFAULT_SIZE, largest) : asked;
        return new PageArguments(size, backwards, backwards ? before : after);
    }

    private static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.INVALID_ARGUMENT, message);
    }
}
