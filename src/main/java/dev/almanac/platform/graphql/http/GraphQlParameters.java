package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The parameters of a GraphQL-over-HTTP request. Members of other names are ignored, as the specification asks.
 *
 * @param operationName null also where it was given empty
 * @param variables empty where there are none
 * @param extensions empty where there are none; null members are left out
 */
record GraphQlParameters(
        String query,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, Object> extensions) {

    /** @throws RequestRefusedException where a member is missing or of another type */
    static GraphQlParameters ofBody(@Nullable Object body) {
        if (body instanceof List) {
            throw bad("Requests are not batched: one JSON object is expected, not an array");
        }
        if (!(body instanceof Map<?, ?> members)) {
            throw bad("A JSON object is expected");
        }
        return of(
                members.get("query"),
                members.get("operationName"),
                members.get("variables"),
                members.get("extensions"));
    }

    /** @throws RequestRefusedException where a parameter is missing, repeated or malformed */
    static GraphQlParameters ofQuery(MultiValueMap<String, String> query, StrictJson json) {
        return of(
                one(query, "query"),
                one(query, "operationName"),
                parsed(one(query, "variables"), json),
                parsed(one(query, "extensions"), json));
    }

    private static @Nullable String one(MultiValueMap<String, String> query, String name) {
        List<String> values = query.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() > 1) {
            throw bad("The parameter %s is given more than once".formatted(name));
        }
        String value = values.get(0);
        if (value != null && value.indexOf('\0') >= 0) {
            throw bad("A parameter holds the character U+0000");
        }
        return value;
    }

    private static @Nullable Object parsed(@Nullable String text, StrictJson json) {
        return text == null || text.isEmpty() ? null : json.read(text);
    }

    private static GraphQlParameters of(
            @Nullable Object query,
            @Nullable Object operationName,
            @Nullable Object variables,
            @Nullable Object extensions) {
        if (!(query instanceof String text) || text.isBlank()) {
            throw bad("The parameter query must be a string that holds a document");
        }
        if (operationName != null && !(operationName instanceof String)) {
            throw bad("The parameter operationName must be a string");
        }
        String name = operationName instanceof String given && !given.isEmpty() ? given : null;
        return new GraphQlParameters(
                text, name, map("variables", variables), withoutNulls(map("extensions", extensions)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(String parameter, @Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map)) {
            throw bad("The parameter %s must be an object".formatted(parameter));
        }
        return (Map<String, @Nullable Object>) value;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> map) {
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                entries.put(name, value);
            }
        });
        return entries;
    }

    private static RequestRefusedException bad(String message) {
        return new RequestRefusedException(Refusal.BAD_REQUEST, message);
    }
}
