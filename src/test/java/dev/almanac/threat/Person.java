package dev.almanac.threat;

import dev.almanac.server.Api.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Somebody with one thing of each kind.
 *
 * @param title of the event
 */
record Person(
        Caller caller,
        String title,
        String calendar,
        String event,
        String occurrence,
        String category,
        String user,
        String job) {

    static Person of(Caller caller, String title) {
        var calendar = caller.calendar();
        var event = caller.event(Map.of(
                "calendarId", calendar,
                "title", title,
                "categories", List.of("Shared"),
                "recurrence", Map.of("rule", "FREQ=DAILY;COUNT=5"),
                "time", Map.of("allDay", Map.of("first", "2026-03-02"))));
        var category = caller.mutate("createCategory", "category { id }", Map.of("name", "Own"));
        var rest = caller.data(
                "query($id: ID!) { viewer { user { id } } event(id: $id) { occurrences { nodes { id } } } }",
                Map.of("id", event));
        var job = caller.mutate(
                "importICalendar",
                "job { id }",
                Map.of(
                        "calendarId",
                        calendar,
                        "content",
                        // Two components of which nothing comes.
                        "BEGIN:VCALENDAR\r\n" + "BEGIN:VTODO\r\nEND:VTODO\r\n".repeat(2) + "END:VCALENDAR\r\n",
                        "background",
                        true));
        return new Person(
                caller,
                title,
                calendar,
                event,
                rest.at("/event/occurrences/nodes/1/id").asString(),
                category.at("/category/id").asString(),
                rest.at("/viewer/user/id").asString(),
                job.at("/job/id").asString());
    }

    /** The id of the thing of this kind: {@code calendar}, {@code event}, {@code occurrence} or {@code category}. */
    String id(String kind) {
        return switch (kind) {
            case "calendar" -> calendar;
            case "event" -> event;
            case "occurrence" -> occurrence;
            case "category" -> category;
            case "user" -> user;
            case "job" -> job;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** An id of the same kind that nobody has. */
    static String missing(String id) {
        return id.substring(0, 4) + UUID.randomUUID() + id.substring(40);
    }

    /** The answer's text, the same for two ids that are treated alike. */
    static String text(Caller caller, String document, Map<String, ?> variables, String id) {
        return caller.post(document, variables)
                .body()
                .replaceAll("\"requestId\":\"[^\"]*\"", "\"requestId\":\"\"")
                .replace(id, "ID");
    }

    static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString("");
    }
}
