package dev.almanac.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private void spoil(String id, String sql) {
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
    void aRowThatCannotBeReadSpoilsNoAgenda() {
        var caller = api.somebody();
        event(caller, "good");
        var bad = event(caller, "bad");
        spoil(bad, "UPDATE events SET time_zone = 'Nowhere/Land' WHERE series_id = $1");
        assertThat(titles(caller, "2026-03-02", "2026-03-03")).containsExactly("good");
    }
}
