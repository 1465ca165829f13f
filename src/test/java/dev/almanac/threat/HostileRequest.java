package dev.almanac.threat;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that is made to exhaust the server, and the answer that it must get.
 *
 * @param name what it is
 * @param body of the POST
 * @param query of the GET; null where the document does not travel by GET
 * @param codes of which the answer has one
 */
record HostileRequest(String name, String body, @Nullable String query, int status, List<String> codes) {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String toString() {
        return name;
    }

    /** Refused as it stands, with 400. */
    static HostileRequest document(String name, String document, String... codes) {
        return document(name, document, Map.of(), codes);
    }

    static HostileRequest document(String name, String document, Map<String, ?> variables, String... codes) {
        Map<String, Object> body = new HashMap<>(Map.of("query", document));
        if (!variables.isEmpty()) {
            body.put("variables", variables);
        }
        return new HostileRequest(
                name, JSON.writeValueAsString(body), variables.isEmpty() ? document : null, 400, List.of(codes));
    }

    static HostileRequest body(String name, String body, int status, String... codes) {
        return new HostileRequest(name, body, null, status, List.of(codes));
    }

    /** A body whose variable {@code input} of a created event has this field, as JSON. */
    static HostileRequest event(String name, String field, int status, String... codes) {
        return body(
                name,
                "{\"query\":\"mutation($input: CreateEventInput!) { createEvent(input: $input) { userErrors { code path } } }\","
                        + "\"variables\":{\"input\":{\"calendarId\":\"cal_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77\","
                        + "\"time\":{\"allDay\":{\"first\":\"2026-03-02\"}}," + field + "}}}",
                status,
                codes);
    }

    static String times(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(joining(" "));
    }

    /** Fragments that each spread the next one. */
    static String chain(int length) {
        return "{ ...f0 } "
                + times(
                        length,
                        i -> "fragment f%d on Query { %s }"
                                .formatted(i, i + 1 < length ? "...f" + (i + 1) : "__typename"));
    }

    /** Fragments that each spread the next one, the last the first. */
    static String ring(int length) {
        return "{ ...f0 } " + times(length, i -> "fragment f%d on Query { ...f%d }".formatted(i, (i + 1) % length));
    }

    /** Fragments that each spread the next one twice. */
    static String doubling(int length, String twice) {
        return "{ ...f0 } "
                + times(
                        length,
                        i -> "fragment f%d on Query { %s }"
                                .formatted(i, i + 1 < length ? twice.replace("$", "f" + (i + 1)) : "__typename"));
    }

    /** Selections that nest. */
    static String nested(int depth, String open, String inner) {
        return open.repeat(depth) + inner + "}".repeat(depth);
    }
}
