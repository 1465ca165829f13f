package dev.almanac.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class IsolationTests {

    private static final Map<String, Object> DAY = Map.of("allDay", Map.of("first", "2026-03-02"));

    @Autowired
    Api api;

    /** What the request id makes differ is the same again. */
    private static String body(Caller caller, String document, Map<String, ?> variables, String id) {
        return caller.post(document, variables)
                .body()
                .replaceAll("\"requestId\":\"[^\"]*\"", "\"requestId\":\"\"")
                .replace(id, "ID");
    }

    private record Ids(String calendar, String event, String occurrence, String category, String user) {

        Stream<String> all() {
            return Stream.of(calendar, event, occurrence, category, user);
        }
    }

    private Ids ids(Caller owner) {
        var calendar = owner.calendar();
        var event = owner.event(Map.of("calendarId", calendar, "title", "Secret", "time", DAY));
        var category = owner.mutate("createCategory", "category { id }", Map.of("name", "Secret"));
        var rest = owner.data(
                "query($id: ID!) { viewer { user { id } } event(id: $id) { occurrences { nodes { id } } } }",
                Map.of("id", event));
        return new Ids(
                calendar,
                event,
                rest.at("/event/occurrences/nodes/0/id").asString(),
                category.at("/category/id").asString(),
                rest.at("/viewer/user/id").asString());
    }

    private static String missing(String id) {
        var uuid = UUID.randomUUID().toString();
        return id.substring(0, 4) + uuid + id.substring(40);
    }

    @Test
    @Tag("B1")
    void foreignDeletedAndMissingIdsAreTheSameByNode() {
        var stranger = api.somebody();
        ids(api.somebody()).all().forEach(foreign -> {
            for (var document : List.of(
                    "query($id: ID!) { node(id: $id) { id } }", "query($id: ID!) { nodes(ids: [$id]) { id } }")) {
                var missing = missing(foreign);
                assertThat(body(stranger, document, Map.of("id", foreign), foreign))
                        .isEqualTo(body(stranger, document, Map.of("id", missing), missing))
                        .contains("null")
                        .doesNotContain("errors");
            }
        });
    }

    @Test
    @Tag("B1")
    void foreignCalendarsAndEventsAreMissingByTheirFields() {
        var stranger = api.somebody();
        var foreign = ids(api.somebody());
        for (var document : List.of(
                "query($id: ID!) { calendar(id: $id) { id name } }",
                "query($id: ID!) { event(id: $id) { id title } }")) {
            var id = document.contains("calendar") ? foreign.calendar() : foreign.event();
            var missing = missing(id);
            assertThat(body(stranger, document, Map.of("id", id), id))
                    .isEqualTo(body(stranger, document, Map.of("id", missing), missing))
                    .doesNotContain("errors");
        }
    }

    @Test
    @Tag("B2")
    void foreignIdsInInputsAreMissing() {
        var stranger = api.somebody();
        var foreign = ids(api.somebody());
        Map<String, Map<String, Object>> inputs = new HashMap<>();
        inputs.put("updateCalendar", Map.of("id", foreign.calendar(), "name", "Mine"));
        inputs.put("deleteCalendar", Map.of("id", foreign.calendar()));
        inputs.put("updateCategory", Map.of("id", foreign.category(), "name", "Mine"));
        inputs.put("deleteCategory", Map.of("id", foreign.category()));
        inputs.put("createEvent", Map.of("calendarId", foreign.calendar(), "title", "t", "time", DAY));
        inputs.put("updateEvent", Map.of("id", foreign.event(), "title", "Mine"));
        inputs.put("deleteEvent", Map.of("id", foreign.event()));
        inputs.forEach((field, input) -> {
            var key = input.containsKey("id") ? "id" : "calendarId";
            var id = String.valueOf(input.get(key));
            var missing = missing(id);
            var other = new HashMap<>(input);
            other.put(key, missing);
            var type = Character.toUpperCase(field.charAt(0)) + field.substring(1);
            var document = "mutation($input: %sInput!) { %s(input: $input) { userErrors { code message path } } }"
                    .formatted(type, field);
            assertThat(body(stranger, document, Map.of("input", input), id))
                    .isEqualTo(body(stranger, document, Map.of("input", other), missing))
                    .contains("NOT_FOUND");
        });
        var occurrence =
                stranger.mutate("updateEvent", "event { id }", Map.of("id", foreign.occurrence(), "title", "x"));
        assertThat(occurrence.at("/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    @Tag("B3")
    void anIdOfAnotherKindIsNeverLookedUp() {
        var caller = api.somebody();
        var own = ids(caller);
        var asEvent = own.calendar().replace("cal_", "evt_");
        assertThat(caller.data("query($id: ID!) { event(id: $id) { id } }", Map.of("id", asEvent))
                        .get("event")
                        .isNull())
                .isTrue();
        for (var wrong :
                List.of(own.calendar(), own.event().toUpperCase(java.util.Locale.ROOT), own.event() + "0", "", "x")) {
            assertThat(caller.send("query($id: ID!) { event(id: $id) { id } }", Map.of("id", wrong))
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("INVALID_ID");
            assertThat(caller.mutate("deleteEvent", "deletedId", Map.of("id", wrong))
                            .at("/userErrors/0/code")
                            .asString())
                    .isEqualTo("INVALID_ID");
        }
    }

    @Test
    @Tag("B4")
    void aCursorIsOfOnePersonAndOneList() {
        var one = api.somebody();
        var other = api.somebody();
        var list = "query($after: String) { viewer { calendars(first: 1, after: $after) { pageInfo { endCursor } } } }";
        var cursor = one.data(list).at("/viewer/calendars/pageInfo/endCursor").asString();
        assertThat(one.send(list, Map.of("after", cursor)).has("errors")).isFalse();
        assertThat(other.send(list, Map.of("after", cursor))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INVALID_CURSOR");
        assertThat(one.send(list.replace("calendars", "categories"), Map.of("after", cursor))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void aClientMadeIdInUseIsSaidToBeWhoeverOwnsIt() {
        var stranger = api.somebody();
        var owner = api.somebody();
        var foreign = ids(owner);
        owner.mutate("deleteEvent", "deletedId", Map.of("id", foreign.event()));
        var created = stranger.mutate(
                "createEvent",
                "event { id }",
                Map.of("id", foreign.event(), "calendarId", stranger.calendar(), "title", "t", "time", DAY));
        assertThat(created.at("/userErrors/0/code").asString()).isEqualTo("ID_IN_USE");
        var calendar =
                stranger.mutate("createCalendar", "calendar { id }", Map.of("id", foreign.calendar(), "name", "n"));
        assertThat(calendar.at("/userErrors/0/code").asString()).isEqualTo("ID_IN_USE");
        var category =
                stranger.mutate("createCategory", "category { id }", Map.of("id", foreign.category(), "name", "n"));
        assertThat(category.at("/userErrors/0/code").asString()).isEqualTo("ID_IN_USE");
    }
}
