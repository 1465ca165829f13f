package dev.almanac.change.graphql;

import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.stereotype.Component;

/** Gives the controllers of mutations their {@link Repeatable}. */
@Component
class RepeatableResolver implements HandlerMethodArgumentResolver {

    private static final String KEY = "idempotencyKey";
    private static final int LONGEST_KEY = 255;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Repeatable.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        Map<String, Object> input = environment.getArgumentOrDefault("input", Map.of());
        var key = (String) input.get(KEY);
        var field = environment.getField().getName();
        if (key == null) {
            return Repeatable.once(field);
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY || !Problems.storable(key)) {
            throw new RequestRefusedException(
                    Refusal.INVALID_ARGUMENT, "An idempotencyKey has 1 to " + LONGEST_KEY + " characters");
        }
        return new Repeatable(field, key, InputHash.of(input, Set.of(KEY)));
    }
}
