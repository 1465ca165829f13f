package dev.almanac.event.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Edits of one, following and all, as clients see them. */
@AlmanacTest
class ScopedEditTests {

    private static final String EDITED = """
            event { id version localStart recurrence { rule exdates } previousPart { id } nextPart { id }
              occurrences(first: 10) { nodes { id localStart title overridden originalStart } } }
            occurrence { id localStart title overridden }""";

    private final Api api;
    private Caller caller;
    private String event = "";
    private List<String> ids = List.of();

    ScopedEditTests(@Autowired Api api) {
        this.api = api;
        this.caller = api.somebody();
    }

    @BeforeEach
    void aSeriesOverTheNightOfChange() {
        caller = api.somebody();
        event = series("2026-03-16T09:00:00", "FREQ=WEEKLY;COUNT=6");
        ids = occurrences(event).stream().map(node -> node.get("id").asString()).toList();
    }

    @Test
    void oneOccurrenceIsMovedAndTheOthersAreNot() {
        var payload = update(Map.of("id", ids.get(1), "scope", "THIS", "time", at("2026-03-24T15:00:00")));
        assertThat(payload.at("/occurrence/id").asString()).isEqualTo(ids.get(1));
        assertThat(payload.at("/occurrence/localStart").asString()).isEqualTo("2026-03-24T15:00:00");
        assertThat(payload.at("/occurrence/overridden").asBoolean()).isTrue();
        assertThat(starts(event))
                .containsExactly(
                        "2026-03-16T09:00:00",
                        "2026-03-24T15:00:00",
                        "2026-03-30T09:00:00",
                        "2026-04-06T09:00:00",
                        "2026-04-13T09:00:00",
                        "2026-04-20T09:00:00");
        assertThat(agenda("2026-03-24", "2026-03-25")).containsExactly("2026-03-24T15:00:00");
        assertThat(agenda("2026-03-23", "2026-03-24")).isEmpty();
    }

    @Test
    void whatIsSetBackIsNoOverrideAnyMore() {
        update(Map.of("id", ids.get(1), "scope", "THIS", "title", "Other"));
        var payload = update(Map.of("id", ids.get(1), "scope", "THIS", "title", "Series"));
        assertThat(payload.at("/occurrence/overridden").asBoolean()).isFalse();
    }

    @Test
    void theFollowingAreCutOffAndKeepTheirIds() {
        update(Map.of("id", ids.get(1), "scope", "THIS", "title", "Second"));
        update(Map.of("id", ids.get(4), "scope", "THIS", "title", "Fifth"));
        var payload =
                update(Map.of("id", ids.get(2), "scope", "THIS_AND_FOLLOWING", "time", at("2026-03-31T10:30:00")));
        var second = payload.at("/event/id").asString();
        assertThat(second).isNotEqualTo(event);
        assertThat(payload.at("/event/previousPart/id").asString()).isEqualTo(event);
        assertThat(payload.at("/event/recurrence/rule").asString()).isEqualTo("FREQ=WEEKLY;COUNT=4");
        assertThat(starts(event)).containsExactly("2026-03-16T09:00:00", "2026-03-23T09:00:00");
        assertThat(starts(second))
                .containsExactly(
                        "2026-03-31T10:30:00", "2026-04-07T10:30:00", "2026-04-14T10:30:00", "2026-04-21T10:30:00");
        var after = new ArrayList<String>();
        occurrences(event).forEach(node -> after.add(node.get("id").asString()));
        occurrences(second).forEach(node -> after.add(node.get("id").asString()));
        assertThat(after).isEqualTo(ids);
        assertThat(titles(event)).containsExactly("Series", "Second");
        assertThat(titles(second)).containsExactly("Series", "Series", "Fifth", "Series");
        assertThat(nodes(ids))
                .allSatisfy(
                        node -> assertThat(node.get("__typename").asString()).isEqualTo("Occurrence"));
        var first = caller.data("query($id: ID!) { event(id: $id) { nextPart { id } } }", Map.of("id", event));
        assertThat(first.at("/event/nextPart/id").asString()).isEqualTo(second);
    }

    @Test
    void allMoveByTheDifferenceAndNotToTheDate() {
        update(Map.of("id", ids.get(1), "scope", "THIS", "time", at("2026-03-24T15:00:00")));
        var payload = update(Map.of("id", ids.get(3), "scope", "ALL", "time", at("2026-04-07T08:00:00")));
        assertThat(payload.at("/event/id").asString()).isEqualTo(event);
        assertThat(starts(event))
                .containsExactly(
                        "2026-03-17T08:00:00",
                        "2026-03-24T15:00:00",
                        "2026-03-31T08:00:00",
                        "2026-04-07T08:00:00",
                        "2026-04-14T08:00:00",
                        "2026-04-21T08:00:00");
        assertThat(occurrences(event).stream().map(node -> node.get("id").asString()))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void overridesAreKeptMovedOrGivenUp() {
        for (var policy : Map.of(
                        "KEEP", "2026-03-24T15:00:00",
                        "REBASE", "2026-03-24T16:00:00",
                        "DISCARD", "2026-03-23T10:00:00")
                .entrySet()) {
            aSeriesOverTheNightOfChange();
            update(Map.of("id", ids.get(1), "scope", "THIS", "time", at("2026-03-24T15:00:00")));
            update(Map.of("id", event, "time", at("2026-03-16T10:00:00"), "overrides", policy.getKey()));
            assertThat(starts(event).get(1)).as(policy.getKey()).isEqualTo(policy.getValue());
        }
    }

    @Test
    void aNewRuleKeepsTheIdsOfWhatBothRulesMake() {
        update(Map.of("id", event, "recurrence", Map.of("rule", "FREQ=WEEKLY;INTERVAL=2;COUNT=3")));
        var found = nodes(ids);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(found.get(i).get("__typename").asString()).isEqualTo(i % 2 == 0 ? "Occurrence" : "Gone");
        }
        assertThat(found.get(1).at("/event/id").asString()).isEqualTo(event);
    }

    @Test
    void aPartThatGrowsBeyondItsRangeNeverTakesTheIdsOfAnother() {
        update(Map.of("id", ids.get(3), "scope", "THIS_AND_FOLLOWING", "title", "Late"));
        update(Map.of("id", event, "recurrence", Map.of("rule", "FREQ=WEEKLY;COUNT=6"), "title", "Early"));
        var found = nodes(ids);
        assertThat(found.subList(0, 3))
                .allSatisfy(
                        node -> assertThat(node.get("__typename").asString()).isEqualTo("Gone"));
        assertThat(found.subList(3, 6))
                .allSatisfy(node -> assertThat(node.get("title").asString()).isEqualTo("Late"));
        assertThat(occurrences(event).stream().map(node -> node.get("id").asString()))
                .doesNotContainAnyElementsOf(ids);
    }

    @Test
    void deletionsReachWhatTheirScopeSays() {
        var one = delete(Map.of("id", ids.get(1), "scope", "THIS"));
        assertThat(one.get("deletedId").asString()).isEqualTo(ids.get(1));
        assertThat(one.at("/event/id").asString()).isEqualTo(event);
        assertThat(nodes(List.of(ids.get(1))).getFirst().get("__typename").asString())
                .isEqualTo("Gone");
        delete(Map.of("id", ids.get(3), "scope", "THIS_AND_FOLLOWING"));
        assertThat(starts(event)).containsExactly("2026-03-16T09:00:00", "2026-03-30T09:00:00");
        delete(Map.of("id", ids.get(2), "scope", "THIS"));
        var last = delete(Map.of("id", ids.get(0), "scope", "THIS"));
        assertThat(last.get("deletedId").asString()).isEqualTo(event);
        assertThat(last.get("event").isNull()).isTrue();
    }

    @Test
    void anEditThatDidNotKnowOfASplitIsAConflict() {
        update(Map.of("id", ids.get(2), "scope", "THIS_AND_FOLLOWING", "time", at("2026-03-31T10:30:00")));
        var late = Map.of("id", ids.get(3), "ifVersion", 1, "scope", "THIS", "time", at("2026-04-07T12:00:00"));
        assertThat(errors(late)).containsExactly("CONFLICT");
        assertThat(errors(Map.of("id", ids.get(3), "ifVersion", 2, "scope", "THIS", "title", "x")))
                .isEmpty();
    }

    @Test
    void theFirstAndFollowingAreAll() {
        var payload = update(Map.of("id", ids.getFirst(), "scope", "THIS_AND_FOLLOWING", "title", "New"));
        assertThat(payload.at("/event/id").asString()).isEqualTo(event);
        assertThat(titles(event)).containsOnly("New");
    }

    @Test
    void aSeriesBecomesAllDayAndBack() {
        var allDay = Map.of("allDay", Map.of("first", "2026-03-31"));
        update(Map.of("id", ids.get(2), "scope", "ALL", "time", allDay));
        assertThat(starts(event).subList(0, 3)).containsExactly("2026-03-17", "2026-03-24", "2026-03-31");
        update(Map.of("id", ids.get(2), "scope", "ALL", "time", at("2026-03-30T09:00:00")));
        assertThat(starts(event).get(1)).isEqualTo("2026-03-23T09:00:00");
        assertThat(occurrences(event).stream().map(node -> node.get("id").asString()))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void whatCannotBeMeantIsSaidSo() {
        assertThat(errors(Map.of("id", ids.get(1), "title", "x"))).containsExactly("INVALID_SCOPE");
        assertThat(errors(Map.of("id", event, "scope", "THIS", "title", "x"))).containsExactly("INVALID_SCOPE");
        assertThat(errors(Map.of("id", ids.get(1), "scope", "THIS", "recurrence", Map.of("rule", "FREQ=DAILY"))))
                .containsExactly("INVALID_SCOPE");
        delete(Map.of("id", ids.get(1), "scope", "THIS"));
        assertThat(errors(Map.of("id", ids.get(1), "scope", "THIS", "title", "x")))
                .containsExactly("NOT_FOUND");
        assertThat(errors(Map.of("id", ids.get(1), "scope", "THIS_AND_FOLLOWING", "title", "x")))
                .containsExactly("NOT_FOUND");
        var workdays = series("2026-03-31T09:00:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
        var second = occurrences(workdays).get(1).get("id").asString();
        assertThat(errors(Map.of("id", second, "scope", "ALL", "time", at("2026-05-01T09:00:00"))))
                .containsExactly("RECURRENCE_REQUIRED");
        assertThat(errors(Map.of("id", event, "ifVersion", 99, "title", "x"))).containsExactly("CONFLICT");
    }

    private String series(String start, String rule) {
        return caller.event(Map.of(
                "calendarId", caller.calendar(),
                "title", "Series",
                "time", at(start),
                "recurrence", Map.of("rule", rule)));
    }

    private static Map<String, ?> at(String start) {
        return Map.of("timed", Map.of("start", start, "duration", "PT1H", "timeZone", "Europe/Zurich"));
    }

    private JsonNode update(Map<String, ?> input) {
        var payload = caller.mutate("updateEvent", EDITED, input);
        assertThat(payload.get("userErrors")).isEmpty();
        return payload;
    }

    private JsonNode delete(Map<String, ?> input) {
        var payload = caller.mutate("deleteEvent", "deletedId event { id }", input);
        assertThat(payload.get("userErrors")).isEmpty();
        return payload;
    }

    private List<String> errors(Map<String, ?> input) {
        return caller.mutate("updateEvent", "event { id }", input)
                .get("userErrors")
                .findValuesAsString("code");
    }

    private List<JsonNode> occurrences(String id) {
        var nodes = caller.data(
                        "query($id: ID!) { event(id: $id) { occurrences(first: 10) { nodes { id localStart title } } } }",
                        Map.of("id", id))
                .at("/event/occurrences/nodes");
        return list(nodes);
    }

    private List<String> starts(String id) {
        return occurrences(id).stream()
                .map(node -> node.get("localStart").asString())
                .toList();
    }

    private List<String> titles(String id) {
        return occurrences(id).stream()
                .map(node -> node.get("title").asString())
                .toList();
    }

    private List<JsonNode> nodes(List<String> wanted) {
        return list(caller.data(
                        "query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Occurrence { title } ... on Gone { event { id } } } }",
                        Map.of("ids", wanted))
                .get("nodes"));
    }

    private List<String> agenda(String from, String to) {
        var window = new HashMap<String, Object>(Map.of("fromDate", from, "toDate", to));
        return list(caller.data(
                                "query($w: WindowInput!) { viewer { agenda(window: $w) { nodes { ... on Occurrence { localStart } } } } }",
                                Map.of("w", window))
                        .at("/viewer/agenda/nodes"))
                .stream()
                .map(node -> Objects.requireNonNull(node.get("localStart")).asString())
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}
