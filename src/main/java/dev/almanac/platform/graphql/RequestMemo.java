package dev.almanac.platform.graphql;

import graphql.GraphQLContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What one request has already looked up. It is emptied after each root field of a mutation, so that what comes after a
 * change sees it. Controllers take it as {@code @ContextValue RequestMemo memo}.
 */
public class RequestMemo {

    /** The name under which it lies in the {@link GraphQLContext}. */
    public static final String NAME = "memo";

    private final Map<Object, Mono<?>> results = new ConcurrentHashMap<>();

    public static RequestMemo of(GraphQLContext context) {
        RequestMemo memo = context.get(NAME);
        return Objects.requireNonNull(memo, "Not within a request");
    }

    /**
     * The answer to {@code lookUp}, asked for at most once per key until the next {@link #clear}. Errors are remembered
     * like values.
     *
     * @param key equal for equal questions, and of the asker's own type so that no two askers collide
     */
    @SuppressWarnings("unchecked")
    public <T> Mono<T> once(Object key, Supplier<Mono<T>> lookUp) {
        return (Mono<T>)
                results.computeIfAbsent(key, absent -> Mono.defer(lookUp).cache());
    }

    public void clear() {
        results.clear();
    }
}
