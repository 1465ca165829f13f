package dev.almanac.icalendar;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

    private static String revised(String title, int sequence, String modified) {
        return file(component(
                "VEVENT",
                "UID:revised",
                "DTSTAMP:20260101T000000Z",
                "SEQUENCE:" + sequence,
                "LAST-MODIFIED:" + modified,
                "DTSTART:20260302",
                "SUMMARY:" + title));
    }

    @Test
    void anOutdatedComponentIsSkippedAndReplacedOnlyOnDemand() {
        var caller = api.somebody();
        load(caller, revised("Later", 2, "20260201T000000Z"));
        for (var earlier : List.of(revised("Old", 1, "20260301T000000Z"), revised("Old", 2, "20260131T000000Z"))) {
            var answer = load(caller, earlier);
            assertThat(outcomes(answer)).isEqualTo("SKIPPED");
            assertThat(answer.at("/components/0/code").asString()).isEqualTo("OUTDATED");
        }
        assertThat(outcomes(load(caller, revised("Later", 1, "20260101T000000Z"))))
                .as("nothing to be changed")
                .isEqualTo("UNCHANGED");
        assertThat(outcomes(load(caller, revised("Newer", 2, "20260202T000000Z"))))
                .isEqualTo("UPDATED");
        var input = input(caller, revised("Old", 1, "20260101T000000Z"));
        input.put("mode", "REPLACE");
        assertThat(outcomes(load(caller, input))).isEqualTo("UPDATED");
        assertThat(titles(caller)).containsExactly("Old");
    }

    @Test
    void anotherStampChangesNothing() {
        var caller = api.somebody();
        var text = revised("Title", 0, "20260201T000000Z");
        load(caller, text);
        var again =
                load(caller, text.replace("DTSTAMP:2026", "DTSTAMP:2027").replace("MODIFIED:2026", "MODIFIED:2027"));
        assertThat(outcomes(again)).isEqualTo("UNCHANGED");
    }

    private static Map<String, Object> input(Caller caller, String content) {
        return new HashMap<>(Map.of("calendarId", caller.calendar(), "content", content));
    }

    private static List<String> titles(Caller caller) {
        return caller.data("{ viewer { calendars(first: 1) { nodes { events(first: 50) { nodes { title } } } } } }")
                .at("/viewer/calendars/nodes/0/events/nodes")
                .valueStream()
                .map(node -> node.get("title").asString())
                .toList();
    }

    private static String named(String... uids) {
        return Arrays.stream(uids)
                .map(uid -> component("VEVENT", "UID:" + uid, "DTSTART:20260302", "SUMMARY:" + uid))
                .collect(Collectors.joining());
    }

    @Test
    void aFileThatReplacesACalendarLeavesNothingElseInItButWhatItCannotRead() {
        var caller = api.somebody();
        load(caller, file(named("stays", "goes", "broken")));
        var input = input(caller, file(named("new", "stays"), component("VEVENT", "UID:broken", "SUMMARY:No start")));
        input.put("mode", "REPLACE");
        input.put("dryRun", true);
        var tried = caller.mutate("importICalendar", ANSWER + " removed", input);
        assertThat(outcomes(tried)).isEqualTo("CREATED UNCHANGED FAILED");
        assertThat(tried.get("removed").asInt()).isEqualTo(1);
        assertThat(titles(caller)).containsExactlyInAnyOrder("stays", "goes", "broken");
        input.remove("dryRun");
        var done = caller.mutate("importICalendar", ANSWER + " removed", input);
        assertThat(done).isEqualTo(tried);
        assertThat(titles(caller)).containsExactlyInAnyOrder("stays", "broken", "new");
    }

    @Test
    void whatWouldBeDoneIsToldAndNotDone() {
        var caller = api.somebody();
        load(caller, file(SERIES));
        var input = input(caller, file(SERIES.replace("Stand-up", "Daily"), named("new")));
        input.put("dryRun", true);
        var answer = caller.mutate("importICalendar", ANSWER + " components { event { title } }", input);
        assertThat(outcomes(answer)).isEqualTo("UPDATED CREATED");
        assertThat(answer.at("/components/0/event/title").asString()).isEqualTo("Stand-up");
        assertThat(answer.at("/components/1/event").isNull()).isTrue();
        assertThat(titles(caller)).containsExactly("Stand-up");
    }

    @Test
    void withoutACalendarANewOneIsMadeAsTheFileStatesIt() {
        var caller = api.somebody();
        var text = file(named("one"))
                .replace(
                        "VERSION:2.0",
                        "VERSION:2.0\r\nX-WR-CALNAME:Ours\\, and theirs\r\nX-WR-CALDESC:Said\r\n"
                                + "X-WR-TIMEZONE:Asia/Tokyo\r\nX-APPLE-CALENDAR-COLOR:#FF0000FF");
        var selection = ANSWER + " calendar { name description color timeZone eventCount }";
        var dry = caller.mutate("importICalendar", selection, Map.of("content", text, "dryRun", true));
        assertThat(outcomes(dry)).isEqualTo("CREATED");
        assertThat(dry.get("calendar").isNull()).isTrue();
        var calendar = caller.mutate("importICalendar", selection, Map.of("content", text))
                .get("calendar");
        assertThat(calendar.toString())
                .isEqualTo("{\"name\":\"Ours, and theirs\",\"description\":\"Said\",\"color\":\"#ff0000\","
                        + "\"timeZone\":\"Asia/Tokyo\",\"eventCount\":1}");
        var unnamed = caller.mutate("importICalendar", selection, Map.of("content", file(named("one"))));
        assertThat(unnamed.at("/calendar/name").asString()).isEqualTo("Imported");
        assertThat(caller.data("{ viewer { calendars(first: 9) { nodes { id } } } }")
                        .at("/viewer/calendars/nodes"))
                .hasSize(3);
    }

    @Test
    void eachComponentTellsItsLineAndItsEvent() {
        var caller = api.somebody();
        var answer = caller.mutate(
                "importICalendar",
                "components { line event { title uid } }",
                input(caller, file(OVERRIDE, component("VTODO", "UID:todo"), SERIES)));
        assertThat(answer.get("components").toString())
                .isEqualTo("[{\"line\":3,\"event\":{\"title\":\"Stand-up\",\"uid\":\"series\"}},"
                        + "{\"line\":11,\"event\":null}]");
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
