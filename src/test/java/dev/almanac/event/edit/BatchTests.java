package dev.almanac.event.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Events that change calendars, and several edits at once. */
@AlmanacTest
class BatchTests {

    private static final String RESULTS =
            "results { event { id title } occurrence { id } deletedId userErrors { code path } }";

    private final Api api;
    private final Statements statements;
    private Caller caller;
    private String calendar = "";
    private String other = "";

    BatchTests(@Autowired Api api, @Autowired Statements statements) {
        this.api = api;
        this.statements = statements;
        this.caller = api.somebody();
    }

    @BeforeEach
    void twoCalendars() {
        caller = api.somebody();
        calendar = caller.calendar();
        other = caller.mutate("createCalendar", "calendar { id }", Map.of("name", "Other"))
                .at("/calendar/id")
                .asString();
    }

    @Test
    void anEventThatChangesItsCalendarKeepsItsIds() {
        var event = caller.event(draft("Moving"));
        var before = occurrences(event);
        var payload = caller.mutate(
                "moveEvent", "event { id version calendar { id } }", Map.of("id", event, "calendarId", other));
        assertThat(payload.get("userErrors")).isEmpty();
        assertThat(payload.at("/event/calendar/id").asString()).isEqualTo(other);
        assertThat(payload.at("/event/version").asInt()).isEqualTo(2);
        assertThat(occurrences(event)).isEqualTo(before);
        assertThat(agenda(calendar)).isEmpty();
        assertThat(agenda(other)).hasSize(3);
    }

    @Test
    void itNeedsTheRightAtBothEnds() {
        var stranger = api.somebody();
        var event = caller.event(draft("Mine"));
        assertThat(code(caller.mutate(
                        "moveEvent", "event { id }", Map.of("id", event, "calendarId", stranger.calendar()))))
                .isEqualTo("NOT_FOUND");
        assertThat(code(stranger.mutate(
                        "moveEvent", "event { id }", Map.of("id", event, "calendarId", stranger.calendar()))))
                .isEqualTo("NOT_FOUND");
        assertThat(agenda(calendar)).hasSize(3);
    }

    @Test
    void severalAreDoneTogetherAndEachSeesThoseBefore() {
        var id = "evt_" + UUID.randomUUID();
        var first = new HashMap<String, Object>(draft("First"));
        first.put("id", id);
        var payload = apply(
                true,
                List.of(
                        Map.of("create", first),
                        Map.of("update", Map.of("id", id, "title", "Renamed")),
                        Map.of("move", Map.of("id", id, "calendarId", other)),
                        Map.of("create", draft("Second"))));
        assertThat(payload.get("userErrors")).isEmpty();
        assertThat(payload.get("results")).hasSize(4);
        assertThat(payload.at("/results/0/event/title").asString()).isEqualTo("Renamed");
        assertThat(agenda(other)).hasSize(3);
        assertThat(agenda(calendar)).hasSize(3);
    }

    @Test
    void oneThatIsRefusedLeavesNothing() {
        var payload = apply(
                true,
                List.of(
                        Map.of("create", draft("First")),
                        Map.of("update", Map.of("id", "evt_" + UUID.randomUUID(), "title", "x"))));
        assertThat(payload.get("results")).isEmpty();
        assertThat(code(payload)).isEqualTo("NOT_FOUND");
        assertThat(payload.at("/userErrors/0/path").valueStream().map(JsonNode::asString))
                .containsExactly("operations", "1", "id");
        assertThat(agenda(calendar)).isEmpty();
    }

    @Test
    void apartEachStandsForItself() {
        var payload = apply(
                false,
                List.of(
                        Map.of("create", draft("First")),
                        Map.of("delete", Map.of("id", "nonsense")),
                        Map.of("create", draft("Third"))));
        assertThat(payload.get("results")).hasSize(3);
        assertThat(payload.at("/results/1/userErrors/0/code").asString()).isEqualTo("INVALID_ID");
        assertThat(agenda(calendar)).hasSize(6);
    }

    @Test
    void aRepeatDoesNothingAgain() {
        for (boolean atomic : new boolean[] {true, false}) {
            twoCalendars();
            var input = Map.of(
                    "operations",
                    List.of(Map.of("create", draft("Once")), Map.of("create", draft("Once more"))),
                    "atomic",
                    atomic,
                    "idempotencyKey",
                    "again");
            var one = caller.mutate("applyChanges", RESULTS, input);
            var two = caller.mutate("applyChanges", RESULTS, input);
            assertThat(two).isEqualTo(one);
            assertThat(agenda(calendar)).hasSize(6);
        }
    }

    @Test
    void whatWasMadeIsReadTogether() {
        assertThat(readsAfter(6)).isEqualTo(readsAfter(2));
    }

    private int readsAfter(int operations) {
        List<Map<String, ?>> creates = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            creates.add(Map.of("create", draft("One of " + operations)));
        }
        apply(true, creates);
        statements.clear();
        apply(true, creates);
        var sent = statements.sent();
        int last = IntStream.range(0, sent.size())
                .filter(i -> sent.get(i).contains("idempotency") || sent.get(i).contains("INSERT"))
                .max()
                .orElseThrow();
        return sent.size() - last;
    }

    @Test
    void thereIsABound() {
        assertThat(code(apply(true, List.of()))).isEqualTo("INVALID_VALUE");
        List<Map<String, ?>> many = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            many.add(Map.of("delete", Map.of("id", "evt_" + UUID.randomUUID())));
        }
        assertThat(code(caller.mutate("applyChanges", RESULTS, Map.of("operations", many))))
                .isEqualTo("TOO_MANY");
    }

    private Map<String, ?> draft(String title) {
        return Map.of(
                "calendarId",
                calendar,
                "title",
                title,
                "time",
                Map.of("timed", Map.of("start", "2026-03-16T09:00:00", "duration", "PT1H", "timeZone", "UTC")),
                "recurrence",
                Map.of("rule", "FREQ=DAILY;COUNT=3"));
    }

    private JsonNode apply(boolean atomic, List<Map<String, ?>> operations) {
        return caller.mutate("applyChanges", RESULTS, Map.of("operations", operations, "atomic", atomic));
    }

    private static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString();
    }

    private List<String> occurrences(String event) {
        return caller.data(
                        "query($id: ID!) { event(id: $id) { occurrences(first: 10) { nodes { id } } } }",
                        Map.of("id", event))
                .at("/event/occurrences/nodes")
                .findValuesAsString("id");
    }

    private List<String> agenda(String of) {
        return caller.data(
                        "query($id: ID!) { calendar(id: $id) { agenda(window: { fromDate: \"2026-03-01\", toDate: \"2026-04-01\" }) { nodes { ... on Occurrence { id } } } } }",
                        Map.of("id", of))
                .at("/calendar/agenda/nodes")
                .findValuesAsString("id");
    }
}
