package dev.almanac.icalendar;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@AlmanacTest
class ImportTests {

    private static final String ANSWER =
            "created updated unchanged skipped failed components { uid outcome code message }";

    private static final String SERIES = component(
            "VEVENT",
            "UID:series",
            "SUMMARY:Stand-up",
            "DTSTART;TZID=Europe/Zurich:20260302T090000",
            "DTEND;TZID=Europe/Zurich:20260302T093000",
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE;VALUE=DATE:20260305",
            "X-MOOD:good",
            "ORGANIZER:mailto:ann@example.org",
            component("VALARM", "TRIGGER:-PT5M", "ACTION:DISPLAY").strip());

    private static final String OVERRIDE = component(
            "VEVENT",
            "UID:series",
            "RECURRENCE-ID:20260303T080000Z",
            "SUMMARY:On the roof",
            "DTSTART;TZID=Europe/Zurich:20260303T100000",
            "DURATION:PT1H",
            "ATTENDEE;CN=Bob:mailto:bob@example.org");

    @Autowired
    Api api;

    @Autowired
    Statements statements;

    private static JsonNode load(Caller caller, String content) {
        return load(caller, Map.of("calendarId", caller.calendar(), "content", content));
    }

    private static JsonNode load(Caller caller, Map<String, ?> input) {
        return caller.mutate("importICalendar", ANSWER, input);
    }

    private static String outcomes(JsonNode payload) {
        assertThat(payload.get("userErrors")).isEmpty();
        return IntStream.range(0, payload.get("components").size())
                .mapToObj(i -> payload.at("/components/" + i + "/outcome").asString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void theSameFileAgainChangesNothingAndAnotherUpdates() {
        var caller = api.somebody();
        var text = file(OVERRIDE, component("VTODO", "UID:todo"), SERIES, component("VEVENT", "UID:bad"));
        var first = load(caller, text);
        assertThat(outcomes(first)).isEqualTo("CREATED SKIPPED FAILED");
        assertThat(first.get("created").asInt()).isEqualTo(1);
        assertThat(outcomes(load(caller, text))).isEqualTo("UNCHANGED SKIPPED FAILED");
        assertThat(outcomes(load(caller, text.replace("Stand-up", "Daily").replace("T090000", "T091500"))))
                .isEqualTo("UPDATED SKIPPED FAILED");
        var events = caller.data("{ viewer { calendars(first: 1) { nodes { events(first: 5) { nodes {"
                + " uid title version occurrences(first: 10) { nodes { localStart title } } } } } } } }");
        var nodes = events.at("/viewer/calendars/nodes/0/events/nodes");
        assertThat(nodes).hasSize(1);
        assertThat(nodes.at("/0/title").asString()).isEqualTo("Daily");
        assertThat(nodes.at("/0/version").asInt()).isEqualTo(2);
        assertThat(nodes.at("/0/occurrences/nodes").toString())
                .contains("On the roof")
                .doesNotContain("2026-03-05");
    }

    @Test
    void anEventThatCannotBeKeptLosesNoneOfTheOthers() {
        var wordy = component("VEVENT", "UID:long", "DTSTART:20260302", "DESCRIPTION:" + "x".repeat(32_001));
        var never = component("VEVENT", "UID:never", "DTSTART:20260302", "EXDATE:20260302");
        var noise = component("VEVENT", "UID:noise", "DTSTART:20260302", "SUMMARY:\u0015\uFFFE");
        var answer = load(api.somebody(), file(wordy, SERIES, never, noise));
        assertThat(outcomes(answer)).isEqualTo("FAILED CREATED FAILED CREATED");
        assertThat(answer.at("/components/0/code").asString()).isEqualTo("INVALID_VALUE");
        assertThat(answer.at("/components/0/message").asString()).startsWith("description: ");
        assertThat(answer.at("/components/2/code").asString()).isEqualTo("NO_OCCURRENCES");
    }

    @Test
    void aRepeatedRequestAnswersTheSame() {
        var caller = api.somebody();
        var input = new HashMap<String, Object>(Map.of("calendarId", caller.calendar(), "content", file(SERIES)));
        input.put("idempotencyKey", "once");
        var first = load(caller, input);
        assertThat(load(caller, input)).isEqualTo(first);
        assertThat(outcomes(first)).isEqualTo("CREATED");
    }

    @Test
    void whatIsNoCalendarAndWhoseIsNotTheirsIsRefused() {
        var caller = api.somebody();
        assertThat(load(caller, "Hello").at("/userErrors/0/code").asString()).isEqualTo("NOT_ICALENDAR");
        var foreign = Map.of("calendarId", api.somebody().calendar(), "content", file(SERIES));
        assertThat(load(caller, foreign).at("/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    void manyEventsAreWrittenByFewStatements() {
        var caller = api.somebody();
        var events = IntStream.range(0, 1_000)
                .mapToObj(i -> component("VEVENT", "UID:" + i, "DTSTART:20260302T090000Z", "SUMMARY:" + i))
                .collect(Collectors.joining());
        var input = Map.of("calendarId", caller.calendar(), "content", file(events));
        statements.clear();
        assertThat(load(caller, input).get("created").asInt()).isEqualTo(1_000);
        assertThat(statements.sent()).hasSizeLessThan(20);
        assertThat(load(caller, input).get("unchanged").asInt()).isEqualTo(1_000);
    }
}
