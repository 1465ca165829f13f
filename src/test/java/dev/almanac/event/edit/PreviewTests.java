package dev.almanac.event.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a preview tells is what the edit then does. */
@AlmanacTest
class PreviewTests {

    private static final String PREVIEW = """
            query($input: PreviewEventChangeInput!, $from: DateTime, $first: Int) {
              previewEventChange(input: $input, from: $from, first: $first) {
                token complete
                added { id localStart } removed { id localStart } lostOverrides { id localStart title }
                moved { id before { localStart } after { localStart } }
                conflict { theirs { version } }
                userErrors { code path }
              }
            }""";

    private final Api api;
    private final Statements statements;
    private Caller caller;
    private String event = "";
    private List<String> ids = List.of();

    PreviewTests(@Autowired Api api, @Autowired Statements statements) {
        this.api = api;
        this.statements = statements;
        this.caller = api.somebody();
    }

    @BeforeEach
    void aSeries() {
        caller = api.somebody();
        event = caller.event(Map.of(
                "calendarId", caller.calendar(),
                "title", "Series",
                "time", at("2026-03-16T09:00:00"),
                "recurrence", Map.of("rule", "FREQ=WEEKLY;COUNT=6")));
        ids = caller.data(
                        "query($id: ID!) { event(id: $id) { occurrences(first: 10) { nodes { id } } } }",
                        Map.of("id", event))
                .at("/event/occurrences/nodes")
                .findValuesAsString("id");
    }

    @Test
    void itTellsWhatMovesAndChangesNothing() {
        update(Map.of("id", ids.get(4), "scope", "THIS", "title", "Other"));
        Map<String, Object> input = Map.of(
                "id",
                ids.get(2),
                "scope",
                "THIS_AND_FOLLOWING",
                "overrides",
                "DISCARD",
                "time",
                at("2026-03-31T10:00:00"));
        statements.clear();
        var preview = preview(Map.of("update", input));
        assertThat(statements.sent()).noneMatch(sql -> sql.contains("INSERT") || sql.contains("FOR UPDATE"));
        assertThat(preview.get("moved")).hasSize(4);
        assertThat(preview.at("/moved/0/before/localStart").asString()).isEqualTo("2026-03-30T09:00:00");
        assertThat(preview.at("/moved/0/after/localStart").asString()).isEqualTo("2026-03-31T10:00:00");
        assertThat(preview.get("added")).isEmpty();
        assertThat(preview.get("removed")).isEmpty();
        assertThat(preview.at("/lostOverrides/0/title").asString()).isEqualTo("Other");
        assertThat(preview.get("complete").asBoolean()).isTrue();

        var withToken = new HashMap<String, Object>(input);
        withToken.put("previewToken", preview.get("token").asString());
        assertThat(update(withToken).get("userErrors")).isEmpty();
        var moved = caller.data(
                        "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Occurrence { localStart } } }",
                        Map.of("ids", ids.subList(2, 6)))
                .get("nodes");
        assertThat(moved.findValuesAsString("localStart"))
                .isEqualTo(preview.get("moved")
                        .valueStream()
                        .map(one -> one.at("/after/localStart").asString())
                        .toList());
    }

    @Test
    void aNewRuleTellsWhatComesAndGoes() {
        var preview = preview(
                Map.of("update", Map.of("id", event, "recurrence", Map.of("rule", "FREQ=WEEKLY;INTERVAL=2;COUNT=4"))));
        assertThat(preview.get("removed").findValuesAsString("localStart"))
                .containsExactly("2026-03-23T09:00:00", "2026-04-06T09:00:00", "2026-04-20T09:00:00");
        assertThat(preview.get("added").findValuesAsString("localStart")).containsExactly("2026-04-27T09:00:00");
        assertThat(preview.get("moved")).isEmpty();
    }

    @Test
    void aDeletionTellsWhatGoes() {
        var preview = preview(Map.of("delete", Map.of("id", ids.get(4), "scope", "THIS_AND_FOLLOWING")));
        assertThat(preview.get("removed").findValuesAsString("id")).isEqualTo(ids.subList(4, 6));
    }

    @Test
    void aSeriesWithoutEndIsToldPageByPage() {
        var endless = caller.event(Map.of(
                "calendarId", caller.calendar(),
                "time", at("1990-01-01T09:00:00"),
                "recurrence", Map.of("rule", "FREQ=DAILY")));
        var input = Map.of("update", Map.of("id", endless, "time", at("1990-01-01T10:00:00")));
        var page = preview(Map.of("input", input, "from", "2026-03-01T00:00:00Z", "first", 3));
        assertThat(page.get("moved")).hasSize(3);
        assertThat(page.at("/moved/0/after/localStart").asString()).isEqualTo("2026-03-01T10:00:00");
        assertThat(page.get("complete").asBoolean()).isFalse();
    }

    @Test
    void whatChangedSinceIsAConflictAndNeverMerged() {
        Map<String, Object> input = Map.of("id", event, "title", "Mine");
        var token = preview(Map.of("update", input)).get("token").asString();
        update(Map.of("id", event, "location", "Elsewhere"));
        var late = new HashMap<String, Object>(input);
        late.put("previewToken", token);
        assertThat(update(late).at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
    }

    @Test
    @Tag("B19")
    void aTokenIsOfOneViewerAndOneInput() {
        Map<String, Object> input = Map.of("id", event, "title", "Mine");
        var token = preview(Map.of("update", input)).get("token").asString();
        var other = new HashMap<String, Object>(Map.of("id", event, "title", "Other"));
        other.put("previewToken", token);
        assertThat(update(other).at("/userErrors/0/code").asString()).isEqualTo("PREVIEW_MISMATCH");
        var forged = new HashMap<String, Object>(input);
        forged.put("previewToken", "AAAA");
        assertThat(update(forged).at("/userErrors/0/code").asString()).isEqualTo("PREVIEW_MISMATCH");
        var stranger = api.somebody();
        var borrowed = new HashMap<String, Object>(input);
        borrowed.put("previewToken", token);
        assertThat(stranger.mutate("updateEvent", "event { id }", borrowed)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("PREVIEW_MISMATCH");
    }

    @Test
    void whatWouldBeRefusedIsSaid() {
        var preview = preview(Map.of("update", Map.of("id", ids.get(1), "title", "x")));
        assertThat(preview.get("token").isNull()).isTrue();
        assertThat(preview.at("/userErrors/0/code").asString()).isEqualTo("INVALID_SCOPE");
        assertThat(preview.at("/userErrors/0/path").valueStream().map(JsonNode::asString))
                .containsExactly("update", "scope");
        var foreign = api.somebody();
        var answer = foreign.data(PREVIEW, Map.of("input", Map.of("delete", Map.of("id", event))));
        assertThat(answer.at("/previewEventChange/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
    }

    private JsonNode preview(Map<String, ?> variables) {
        var all = variables.containsKey("input") ? variables : Map.of("input", variables);
        return caller.data(PREVIEW, all).get("previewEventChange");
    }

    private JsonNode update(Map<String, ?> input) {
        return caller.mutate("updateEvent", "event { id }", input);
    }

    private static Map<String, ?> at(String start) {
        return Map.of("timed", Map.of("start", start, "duration", "PT1H", "timeZone", "Europe/Zurich"));
    }
}
