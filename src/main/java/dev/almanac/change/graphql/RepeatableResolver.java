package dev.almanac.change.graphql;

import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
        Map<String, Object> rest = new TreeMap<>(input);
        rest.remove(KEY);
        var text = new StringBuilder();
        write(text, rest);
        return new Repeatable(field, key, hash(text.toString()));
    }

    /** Equal inputs give equal texts, in whatever order their fields came; each value is preceded by its length. */
    private static void write(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append('-');
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((name, field) -> sorted.put(name.toString(), field));
                text.append('{');
                sorted.forEach((name, field) -> {
                    text.append(name).append('=');
                    write(text, field);
                });
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                list.forEach(item -> write(text, item));
                text.append(']');
            }
            default -> {
                var written = value.toString();
                text.append(written.length()).append(':').append(written);
            }
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
