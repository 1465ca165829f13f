package dev.almanac.icalendar;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.icalendar.writing.IndependentReaders;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What was exported comes back: into the calendar it is from, as nothing new; into another, as the same. */
@AlmanacTest
class ReimportTests {

    private static final String OTHERS = file(
            "COLOR:tomato\r\nX-WR-TIMEZONE:W. Europe Standard Time\r\nNAME:Ours\r\nX-WR-CALDESC:Said\r\n",
            component(
                    "VEVENT",
                    "UID:cut",
                    "COMMENT:Before the title",
                    "SUMMARY;LANGUAGE=en:Stand-up",
                    "GEO:here",
                    "DTSTART;TZID=Europe/Zurich:20260302T090000",
                    "DURATION:PT30M",
                    "RRULE:FREQ=DAILY;COUNT=8",
                    "X-MOOD:good",
                    "X-MOOD:second",
                    "CATEGORIES;LANGUAGE=en:Work,Daily",
                    "ATTENDEE;ROLE=CHAIR;CN=Bob:mailto:bob@example.org",
                    "ORGANIZER:mailto:ann@example.org",
                    component("VALARM", "TRIGGER:-PT5M", "ACTION:AUDIO", "ATTACH:Basso")
                            .strip(),
                    component("VALARM", "TRIGGER:soon", "ACTION:DISPLAY").strip()),
            component(
                    "VEVENT",
                    "UID:cut",
                    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260305T080000Z",
                    "SUMMARY:Later",
                    "DTSTART;TZID=Europe/Zurich:20260305T100000",
                    "DURATION:PT30M"),
            component(
                    "VEVENT",
                    "UID:cut",
                    "RECURRENCE-ID:20260303T080000Z",
                    "X-MOOD:bad",
                    "SUMMARY:On the roof",
                    "DTSTART;TZID=America/New_York:20260303T040000",
                    "DURATION:PT1H"),
            component("VEVENT", "UID:two", "DTSTART;VALUE=DATE:20261224", "SUMMARY:Eve", "SUMMARY:Second"),
            component(
                    "VEVENT",
                    "UID:gap",
                    "DTSTART;TZID=Europe/Zurich:20260302T090000",
                    "RDATE;TZID=Europe/Zurich:20260329T023000"));

    @Autowired
    Api api;

    @Autowired
    Statements statements;

    private static JsonNode load(Caller caller, Map<String, ?> input) {
        return caller.mutate(
                "importICalendar",
                "created updated unchanged components { uid outcome message } calendar { id }",
                input);
    }

    private static String export(Caller caller, String calendar) {
        return caller.data("query($id: ID!) { calendar(id: $id) { iCalendar } }", Map.of("id", calendar))
                .at("/calendar/iCalendar")
                .asString();
    }

    private static JsonNode events(Caller caller, String calendar) {
        return caller.data(
                        "query($id: ID!) { calendar(id: $id) { events(first: 50) { nodes { id uid version updatedAt } } } }",
                        Map.of("id", calendar))
                .at("/calendar/events/nodes");
    }

    private static void update(Caller caller, String id, Map<String, ?> change) {
        var input = new HashMap<String, Object>(change);
        input.put("id", id);
        var payload = caller.mutate("updateEvent", "event { id }", input);
        assertThat(payload.get("userErrors")).isEmpty();
    }

    private static String occurrence(Caller caller, String event, int number) {
        return caller.data(
                        "query($id: ID!, $first: Int!) { event(id: $id) { occurrences(first: $first) { nodes { id } } } }",
                        Map.of("id", event, "first", number + 1))
                .at("/event/occurrences/nodes/" + number + "/id")
                .asString();
    }

    /** With parts, overrides and what clients keep, of which iCalendar says some in other words. */
    private static void series(Caller caller, String calendar) {
        var event = caller.event(Map.of(
                "calendarId", calendar,
                "title", "Class",
                "description", "One\r\ntwo\u0007",
                "categories", List.of("Work", "Teaching, math"),
                "recurrence", Map.of("rule", "FREQ=WEEKLY;COUNT=12"),
                "reminders", List.of(Map.of("minutesBefore", 10, "method", "EMAIL"), Map.of("minutesBefore", 1_440)),
                "extendedProperties",
                        List.of(
                                Map.of("name", "X-ROOM", "value", "B; 12, left"),
                                Map.of("name", "room: \"2\"", "value", "two\nlines")),
                "time",
                        Map.of(
                                "timed",
                                Map.of(
                                        "start", "2026-03-02T09:00:00",
                                        "duration", "P1DT2H",
                                        "timeZone", "Europe/Zurich",
                                        "endTimeZone", "America/New_York"))));
        update(caller, occurrence(caller, event, 1), Map.of("title", "Lab", "scope", "THIS"));
        caller.mutate("deleteEvent", "deletedId", Map.of("id", occurrence(caller, event, 2), "scope", "THIS"));
        var fifth = occurrence(caller, event, 4);
        var eighth = occurrence(caller, event, 7);
        update(caller, fifth, Map.of("title", "Course", "scope", "THIS_AND_FOLLOWING"));
        update(caller, eighth, Map.of("location", "Elsewhere", "scope", "THIS_AND_FOLLOWING"));
        // The occurrence's title is its own, and the same.
        update(caller, event, Map.of("title", "Lab", "scope", "ALL"));
    }

    private Caller somebody() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        assertThat(load(caller, Map.of("calendarId", calendar, "content", OTHERS))
                        .get("created")
                        .asInt())
                .isEqualTo(4);
        series(caller, calendar);
        return caller;
    }

    @Test
    void whatWasExportedIsNothingNewInItsCalendar() {
        var caller = somebody();
        var calendar = caller.calendar();
        var text = export(caller, calendar);
        assertThat(IndependentReaders.faults(text)).isEmpty();
        assertThat(text.replace("\r\n ", ""))
                .contains("RELATED-TO;RELTYPE=NEXT:", "RELATED-TO;RELTYPE=FIRST:")
                .contains("X-ALMANAC-END-TZID=America/New_York", "X-ALMANAC-LINE:SUMMARY:Second");
        var before = events(caller, calendar);
        assertThat(before).hasSize(7);
        statements.clear();
        var again = load(caller, Map.of("calendarId", calendar, "content", text));
        assertThat(again.get("unchanged").asInt()).as(again.toString()).isEqualTo(7);
        assertThat(statements.sent()).isNotEmpty().noneMatch(sql -> sql.contains("INTO changes"));
        assertThat(events(caller, calendar)).isEqualTo(before);
        assertThat(export(caller, calendar)).isEqualTo(text);
    }

    @Test
    void inAnotherCalendarItBecomesTheSameText() {
        var caller = somebody();
        var text = export(caller, caller.calendar());
        var first = load(caller, Map.of("content", text));
        assertThat(first.get("created").asInt()).as(first.toString()).isEqualTo(7);
        var second = export(caller, first.at("/calendar/id").asString());
        assertThat(pieces(second)).containsExactlyInAnyOrderElementsOf(pieces(text));
    }

    /** The components, and what stands before them, in no order; without when it was written, and when it was made here. */
    private static List<String> pieces(String text) {
        return Arrays.stream(text.split("(?=BEGIN:VEVENT)", -1))
                .map(piece -> piece.replaceAll("(DTSTAMP|CREATED)[^\r]*", "$1").replace("END:VCALENDAR\r\n", ""))
                .toList();
    }

    @Test
    void whatElsewhereWasChangedOfItIsAllThatChanges() {
        var caller = somebody();
        var calendar = caller.calendar();
        var text = export(caller, calendar)
                .replace("SUMMARY:Course", "SUMMARY:Course of ours")
                .replace("SUMMARY;LANGUAGE=en:Stand-up", "SUMMARY:Sit-down");
        var changed = load(caller, Map.of("calendarId", calendar, "content", text));
        assertThat(changed.get("updated").asInt()).as(changed.toString()).isEqualTo(3);
        assertThat(changed.get("unchanged").asInt()).isEqualTo(4);
        var after = export(caller, calendar);
        assertThat(lines(after, "RELATED-TO")).isEqualTo(lines(text, "RELATED-TO"));
        // None of them was kept: they follow from what the parts are.
        var last = events(caller, calendar).valueStream().toList().getLast();
        caller.mutate("deleteEvent", "deletedId", Map.of("id", last.get("id").asString(), "scope", "ALL"));
        assertThat(lines(export(caller, calendar), "RELATED-TO"))
                .hasSizeLessThan(lines(after, "RELATED-TO").size())
                .noneMatch(line -> line.contains(last.get("uid").asString()));
    }

    private static List<String> lines(String text, String property) {
        return text.replace("\r\n ", "")
                .lines()
                .filter(line -> line.startsWith(property))
                .sorted()
                .toList();
    }
}
