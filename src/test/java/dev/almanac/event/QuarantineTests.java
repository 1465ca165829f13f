package dev.almanac.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** One event that cannot be read among others that can. */
@AlmanacTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("D26")
class QuarantineTests {

    private static final String SPOIL =
            "UPDATE event_series SET extended_properties = '{\"a\": {\"b\": []}}' WHERE id = $1";

    @Autowired
    Api api;

    @Autowired
    Database database;

    private static String event(Caller caller, String title) {
        return caller.event(Map.of(
                "calendarId",
                caller.calendar(),
                "title",
                title,
                "time",
                Map.of("timed", Map.of("start", "2026-03-02T09:00:00", "timeZone", "Europe/Berlin")),
                "recurrence",
                Map.of("rule", "FREQ=DAILY")));
    }

    private final List<UUID> spoilt = new ArrayList<>();

    @AfterEach
    void nobodyElseMeetsThem() {
        for (var id : spoilt) {
            Await.done(database.update("DELETE FROM event_series WHERE id = $1", id));
            Await.done(database.update("DELETE FROM events WHERE series_id = $1", id));
        }
    }

    private void spoil(String id, String sql) {
        spoilt.add(UUID.fromString(id.substring(4)));
        // What a check now refuses may have been written before there was one.
        Await.done(database.inTransaction(() -> database.update("SET LOCAL session_replication_role = replica")
                .then(database.update(sql, UUID.fromString(id.substring(4))))));
    }

    private static List<String> titles(Caller caller, String from, String to) {
        return caller.data(
                        "query($w: WindowInput!) { viewer { agenda(window: $w) { nodes { ... on Occurrence { title } } } } }",
                        Map.of("w", Map.of("fromDate", from, "toDate", to)))
                .at("/viewer/agenda/nodes")
                .valueStream()
                .map(node -> node.get("title").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event_series SET time_zone = 'Nowhere/Land' WHERE id = $1",
                "UPDATE event_series SET extended_properties = '{\"a\": {\"b\": []}}' WHERE id = $1",
            })
    void itIsLeftOutOfListsAndIsAnErrorAlone(String sql, CapturedOutput log) {
        var caller = api.somebody();
        var good = event(caller, "good");
        var bad = event(caller, "bad");
        spoil(bad, sql);

        var listed = caller.data("{ viewer { calendars(first: 1) { nodes { events { nodes { id } } } } } }");
        assertThat(listed.at("/viewer/calendars/nodes/0/events/nodes").valueStream())
                .extracting(node -> node.get("id").asString())
                .containsExactly(good);

        JsonNode alone = caller.send("query($id: ID!) { event(id: $id) { id } }", Map.of("id", bad));
        assertThat(alone.at("/errors/0/extensions/code").asString("")).isEqualTo("INTERNAL");
        assertThat(titles(caller, "2026-03-02", "2026-03-03")).contains("good");
        assertThat(titles(caller, "2040-03-02", "2040-03-03")).containsExactly("good");
        assertThat(log.getOut().split("The event " + bad.substring(4), -1)).hasSize(2);
    }

    @Test
    void aRuleThatDoesNotParseSpoilsNothingElse() {
        var caller = api.somebody();
        event(caller, "good");
        var bad = event(caller, "bad");
        spoil(bad, "UPDATE event_series SET rule = 'FREQ=SOMETIMES' WHERE id = $1");
        assertThat(titles(caller, "2026-03-02", "2026-03-03")).containsExactlyInAnyOrder("good", "bad");
        assertThat(titles(caller, "2040-03-02", "2040-03-03")).containsExactly("good");
    }

    @Test
    void whatIsAloneBeyondTheHorizonSpoilsNoAgenda() {
        var caller = api.somebody();
        spoil(event(caller, "bad"), SPOIL);
        assertThat(titles(caller, "2040-03-02", "2040-03-03")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anAgendaThatShowsEventsLeavesItOut(int others) {
        var caller = api.somebody();
        var good =
                IntStream.range(0, others).mapToObj(_ -> event(caller, "good")).toList();
        spoil(event(caller, "bad"), SPOIL);
        var both = caller.data(
                """
                query($w: WindowInput!, $id: ID!) {
                  viewer { agenda(window: $w) { nodes { ... on Occurrence { event { id } } } days { count } } }
                  calendar(id: $id) { agenda(window: $w) { edges { node { ... on Occurrence { event { id } } } } } } }""", Map.of("w", Map.of("fromDate", "2026-03-02", "toDate", "2026-03-03"), "id", caller.calendar()));
        assertThat(both.at("/viewer/agenda/nodes").findValuesAsString("id")).isEqualTo(good);
        assertThat(both.at("/viewer/agenda/days/0/count").asInt()).isEqualTo(others + 1);
        assertThat(both.at("/calendar/agenda/edges").findValuesAsString("id")).isEqualTo(good);
    }

    @Test
    void pagesGoOnBehindWhatIsLeftOut() {
        var caller = api.somebody();
        event(caller, "one");
        spoil(event(caller, "bad"), SPOIL);
        event(caller, "two");
        List<String> titles = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>();
        for (int page = 0; page < 6; page++) {
            var agenda = caller.data("""
                    query($after: String) { viewer { agenda(window: { fromDate: "2026-03-02", toDate: "2026-03-04" }, first: 1, after: $after) {
                      nodes { ... on Occurrence { event { title } } } pageInfo { endCursor hasNextPage } } } }""", variables).at("/viewer/agenda");
            titles.addAll(agenda.get("nodes").findValuesAsString("title"));
            assertThat(agenda.at("/pageInfo/hasNextPage").asBoolean()).isEqualTo(page < 5);
            variables.put("after", agenda.at("/pageInfo/endCursor").asString());
        }
        assertThat(titles).containsExactlyInAnyOrder("one", "two", "one", "two");
    }

    @Test
    void aRowThatCannotBeReadSpoilsNoAgenda() {
        var caller = api.somebody();
        event(caller, "good");
        var bad = event(caller, "bad");
        spoil(bad, "UPDATE events SET time_zone = 'Nowhere/Land' WHERE series_id = $1");
        assertThat(titles(caller, "2026-03-02", "2026-03-03")).containsExactly("good");
    }
}
