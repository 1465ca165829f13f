package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.job.JobRuns;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** A cursor leads on in the list that gave it, for the person who got it, and nowhere else. */
@AlmanacTest
class CursorTests {

    private static final String HEAD =
            "query($calendar: ID!, $event: ID!, $job: ID!, $after: String) { calendar(id: $calendar) { id } event(id: $event) { id }"
                    + " importJob(id: $job) { id } ";
    private static final String PAGE = "pageInfo { endCursor hasNextPage } } ";
    private static final String MARCH = "window: { fromDate: \"2026-03-01\", toDate: \"2026-04-01\" }";
    private static final String APRIL = "window: { fromDate: \"2026-03-01\", toDate: \"2026-04-02\" }";

    /** Each list with its variants: another filter is another list. The first is where cursors are taken from. */
    private static final Map<String, List<String>> LISTS = new TreeMap<>(Map.of(
            "Viewer.calendars", List.of("viewer { calendars(first: 1, after: $after) { " + PAGE + "} "),
            "Viewer.categories", List.of("viewer { categories(first: 1, after: $after) { " + PAGE + "} "),
            "Viewer.agenda",
                    List.of(
                            "viewer { agenda(" + MARCH + ", first: 1, after: $after) { " + PAGE + "} ",
                            "viewer { agenda(" + APRIL + ", first: 1, after: $after) { " + PAGE + "} ",
                            "viewer { agenda(" + MARCH + ", categories: [\"Shared\"], first: 1, after: $after) { "
                                    + PAGE + "} ",
                            "viewer { agenda(" + MARCH + ", calendars: [$calendar], first: 1, after: $after) { " + PAGE
                                    + "} ",
                            "viewer { agenda(" + MARCH + ", timeZone: \"Asia/Tokyo\", first: 1, after: $after) { "
                                    + PAGE + "} "),
            "Calendar.agenda",
                    List.of(
                            "c: calendar(id: $calendar) { agenda(" + MARCH + ", first: 1, after: $after) { " + PAGE
                                    + "} ",
                            "c: calendar(id: $calendar) { agenda(" + MARCH
                                    + ", categories: [\"Shared\"], first: 1, after: $after) { " + PAGE + "} "),
            "Calendar.events", List.of("c: calendar(id: $calendar) { events(first: 1, after: $after) { " + PAGE + "} "),
            "ImportJob.components",
                    List.of("j: importJob(id: $job) { components(first: 1, after: $after) { " + PAGE + "} "),
            "Event.occurrences",
                    List.of(
                            "e: event(id: $event) { occurrences(first: 1, after: $after) { " + PAGE + "} ",
                            "e: event(id: $event) { occurrences(first: 1, after: $after, from: \"2026-03-01T00:00:00Z\") { "
                                    + PAGE + "} ")));

    private static final Pattern CURSOR = Pattern.compile("\"endCursor\":\"([^\"]+)\"");

    @Autowired
    Api api;

    @Autowired
    GraphQlSource source;

    @Autowired
    Statements statements;

    @Autowired
    JobRuns jobs;

    private static String list(String name) {
        return Objects.requireNonNull(LISTS.get(name)).getFirst();
    }

    private static Map<String, Object> variables(Person person, String after) {
        return variables(person.calendar(), person.event(), person.job(), after);
    }

    private static Map<String, Object> variables(String calendar, String event, String job, String after) {
        Map<String, Object> variables = new HashMap<>(Map.of("calendar", calendar, "event", event, "job", job));
        if (!after.isEmpty()) {
            variables.put("after", after);
        }
        return variables;
    }

    private static String send(Caller caller, String list, Map<String, Object> variables) {
        return caller.post(HEAD + list + "}", variables).body();
    }

    private static String cursor(Person person, String list) {
        var answer = send(person.caller(), list, variables(person, ""));
        var cursor = CURSOR.matcher(answer);
        assertThat(cursor.find()).as("%s: %s", list, answer).isTrue();
        return cursor.group(1);
    }

    @Test
    @Tag("B4")
    void everyListIsTried() {
        var lists = new TreeSet<String>();
        SchemaPositions.of(source.schema()).values().stream()
                .filter(position -> position.path().equals(List.of("after")))
                .forEach(position -> lists.add(position.field()));
        assertThat(lists).isEqualTo(LISTS.keySet());
    }

    @Test
    @Tag("B4")
    void aCursorIsGoodForItsOwnListAndPersonAlone() {
        var ada = Person.of(api.somebody(), "Ada's");
        var bob = Person.of(api.somebody(), "Bob's");
        jobs.run("imports").block();
        var second = ada.caller()
                .event(Map.of(
                        "calendarId", ada.calendar(),
                        "title", "Another",
                        "recurrence", Map.of("rule", "FREQ=DAILY;COUNT=5"),
                        "time", Map.of("allDay", Map.of("first", "2026-03-02"))));
        LISTS.forEach((name, variants) -> {
            var list = variants.getFirst();
            var cursor = cursor(ada, list);
            assertThat(send(ada.caller(), list, variables(ada, cursor)))
                    .as(name)
                    .doesNotContain("errors");
            refused(name, bob.caller(), list, variables(bob, cursor));
            variants.stream().skip(1).forEach(other -> refused(other, ada.caller(), other, variables(ada, cursor)));
            LISTS.forEach((otherName, others) -> {
                if (!otherName.equals(name)) {
                    refused(name + " in " + otherName, ada.caller(), others.getFirst(), variables(ada, cursor));
                }
            });
            for (var forged : List.of(
                    cursor + "A",
                    cursor.substring(1),
                    (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1),
                    cursor.substring(0, cursor.length() - 2),
                    "eyJAdHlwZSI6ImphdmEubmV0LlVSTCJ9",
                    "A".repeat(10_240))) {
                refused(name + " forged", ada.caller(), list, variables(ada, forged));
            }
        });
        var occurrences = list("Event.occurrences");
        refused(
                "another event",
                ada.caller(),
                occurrences,
                variables(ada.calendar(), second, ada.job(), cursor(ada, occurrences)));
        var calendar = ada.caller()
                .mutate("createCalendar", "calendar { id }", Map.of("name", "Another"))
                .at("/calendar/id")
                .asString();
        for (var list : List.of("Calendar.events", "Calendar.agenda")) {
            var document = list(list);
            refused(
                    "another calendar",
                    ada.caller(),
                    document,
                    variables(calendar, ada.event(), ada.job(), cursor(ada, document)));
        }
    }

    private static void refused(String name, Caller caller, String list, Map<String, Object> variables) {
        assertThat(send(caller, list, variables))
                .as(name)
                .contains("INVALID_CURSOR")
                .doesNotContain("Exception");
    }

    @Test
    @Tag("C11")
    void aLatePageCostsWhatTheFirstOneDoes() {
        var ada = Person.of(api.somebody(), "first");
        var content = new StringBuilder("BEGIN:VCALENDAR\r\n");
        for (int i = 0; i < 300; i++) {
            content.append("BEGIN:VEVENT\r\nUID:u%d\r\nSUMMARY:s\r\nDTSTART:202603%02dT090000Z\r\nEND:VEVENT\r\n"
                    .formatted(i, 2 + i % 28));
        }
        ada.caller()
                .mutate(
                        "importICalendar",
                        "created",
                        Map.of("calendarId", ada.calendar(), "content", content + "END:VCALENDAR\r\n"));
        for (var name : List.of("Calendar.events", "Viewer.agenda", "Calendar.agenda")) {
            var list = list(name).replace("first: 1,", "first: 10,");
            statements.clear();
            send(ada.caller(), list, variables(ada, ""));
            int first = statements.sent().size();
            var after = "";
            int pages = 0;
            while (true) {
                statements.clear();
                var answer = send(ada.caller(), list, variables(ada, after));
                assertThat(answer).doesNotContain("errors");
                // The same statements as of the first page, none of which counts its way to the place.
                assertThat(statements.sent()).hasSizeLessThanOrEqualTo(2 * first);
                assertThat(statements.sent())
                        .noneMatch(sql ->
                                Pattern.compile("(?i)\\boffset\\b").matcher(sql).find());
                pages++;
                var cursor = CURSOR.matcher(answer);
                if (!answer.contains("\"hasNextPage\":true") || !cursor.find()) {
                    break;
                }
                after = cursor.group(1);
            }
            assertThat(pages).as(name).isGreaterThan(25);
        }
    }
}
