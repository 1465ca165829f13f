package dev.almanac.event.recurrence;

import dev.almanac.server.Api.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes and reads series for tests, as a client does. */
record Series(Caller caller, String calendar) {

    private static final String PAGE = """
            query($id: ID!, $first: Int, $after: String) { event(id: $id) { occurrences(first: $first, after: $after) {
              nodes { id localStart originalStart title overridden } pageInfo { hasNextPage endCursor } } } }""";

    static Series of(Caller caller) {
        return new Series(caller, caller.calendar());
    }

    static Map<String, ?> timed(String start, String zone) {
        return Map.of("timed", Map.of("start", start, "duration", "PT1H", "timeZone", zone));
    }

    static Map<String, ?> allDay(String first) {
        return Map.of("allDay", Map.of("first", first));
    }

    Map<String, Object> input(Map<String, ?> time, Map<String, ?> recurrence) {
        return new HashMap<>(Map.of("calendarId", calendar, "title", "Series", "time", time, "recurrence", recurrence));
    }

    JsonNode create(Map<String, ?> time, Map<String, ?> recurrence) {
        return caller.mutate(
                "createEvent",
                "event { id localStart recurrence { rule summary rdates exdates } }",
                input(time, recurrence));
    }

    String id(Map<String, ?> time, Map<String, ?> recurrence) {
        return caller.event(input(time, recurrence));
    }

    /** The first occurrences, read page by page, and whether there are more. */
    record Read(List<JsonNode> nodes, boolean more) {

        List<String> starts() {
            return nodes.stream()
                    .map(node -> node.get("originalStart").asString())
                    .toList();
        }
    }

    Read read(String event, int count, int page) {
        List<JsonNode> nodes = new ArrayList<>();
        @Nullable String after = null;
        boolean more = true;
        while (more && nodes.size() < count) {
            var variables =
                    new HashMap<String, Object>(Map.of("id", event, "first", Math.min(page, count - nodes.size())));
            if (after != null) {
                variables.put("after", after);
            }
            var connection = caller.data(PAGE, variables).at("/event/occurrences");
            connection.get("nodes").forEach(nodes::add);
            more = connection.at("/pageInfo/hasNextPage").asBoolean();
            after = connection.at("/pageInfo/endCursor").asString(null);
        }
        return new Read(nodes, more);
    }
}
