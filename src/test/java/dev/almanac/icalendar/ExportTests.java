package dev.almanac.icalendar;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.icalendar.writing.IndependentReaders;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@AlmanacTest
class ExportTests {

    private static final String EXPORT = "query ExportCalendar($id: ID!) { calendar(id: $id) { iCalendar } }";

    private static final String SERIES = component(
            "VEVENT",
            "UID:series",
            "SUMMARY:Stand-up\\, daily",
            "DTSTART;TZID=Europe/Zurich:20260302T090000",
            "DTEND;TZID=Europe/Zurich:20260302T093000",
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE;TZID=Europe/Zurich:20260305T090000",
            "X-MOOD:good",
            "ORGANIZER:mailto:ann@example.org",
            component("VALARM", "TRIGGER:-PT5M", "ACTION:EMAIL").strip());

    private static final String OVERRIDE = component(
            "VEVENT",
            "UID:series",
            "RECURRENCE-ID:20260303T080000Z",
            "SUMMARY:On the roof",
            "DTSTART;TZID=America/New_York:20260303T100000",
            "DURATION:PT1H");

    private static final String DAY = component("VEVENT", "UID:day", "DTSTART;VALUE=DATE:20261224", "SUMMARY:Eve");

    @Autowired
    Api api;

    @Autowired
    Statements statements;

    private static JsonNode load(Caller caller, String calendar, String content) {
        return caller.mutate(
                "importICalendar",
                "created unchanged components { uid outcome message }",
                Map.of("calendarId", calendar, "content", content));
    }

    private Caller somebody() {
        var caller = api.somebody();
        load(caller, caller.calendar(), file(SERIES, OVERRIDE, DAY));
        return caller;
    }

    private static String export(Caller caller, String calendar) {
        return caller.data(EXPORT, Map.of("id", calendar))
                .at("/calendar/iCalendar")
                .asString();
    }

    private HttpResponse<String> request(String method, String path, String token, String tag) {
        var request = HttpRequest.newBuilder(
                        URI.create(api.uri("/") + path.substring(1).replace("Ω", "%CE%A9")))
                .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        return api.send(request.build());
    }

    private HttpResponse<String> get(Caller caller, String calendar) {
        return request("GET", "/export/" + calendar + ".ics", caller.token(), "");
    }

    @Test
    void whatIsExportedIsImportedAsTheSame() {
        var caller = somebody();
        var text = export(caller, caller.calendar());
        assertThat(IndependentReaders.faults(text)).isEmpty();
        assertThat(text)
                .contains("TZID:Europe/Zurich\r\n", "TZID:America/New_York\r\n", "X-WR-CALNAME:", "X-MOOD:good\r\n")
                .contains("RECURRENCE-ID;TZID=Europe/Zurich:20260303T090000\r\n")
                .contains("ACTION:EMAIL\r\nSUMMARY:Stand-up\\, daily\r\nATTENDEE;X-ALMANAC-VIEWER=TRUE:mail");
        var again = load(caller, caller.calendar(), text);
        assertThat(again.get("unchanged").asInt()).as(again.toString()).isEqualTo(2);
        var other = api.somebody();
        assertThat(load(other, other.calendar(), text).get("created").asInt()).isEqualTo(2);
        var second = export(other, other.calendar());
        assertThat(events(second)).isEqualTo(events(text));
    }

    /** Without what tells when and for whom it was written. */
    private static String events(String text) {
        return text.substring(text.indexOf("BEGIN:VEVENT"))
                .replaceAll("(DTSTAMP|CREATED|LAST-MODIFIED|ATTENDEE)[;:][^\r]*(\r\n [^\r]*)*", "$1");
    }

    @Test
    void aWindowChoosesTheSeriesThatHappenInIt() {
        var caller = somebody();
        var document = "query($id: ID!, $window: WindowInput) { calendar(id: $id) { iCalendar(window: $window) } }";
        var march = Map.of("fromDate", "2026-03-04", "toDate", "2026-03-05");
        var text = caller.data(document, Map.of("id", caller.calendar(), "window", march))
                .at("/calendar/iCalendar")
                .asString();
        assertThat(text)
                .contains("UID:series", "RRULE:FREQ=DAILY;COUNT=5", "RECURRENCE-ID")
                .doesNotContain("UID:day");
        var none = Map.of("fromDate", "2027-03-04", "toDate", "2027-03-05");
        var empty = caller.data(document, Map.of("id", caller.calendar(), "window", none))
                .at("/calendar/iCalendar")
                .asString();
        assertThat(empty).doesNotContain("VEVENT");
        assertThat(IndependentReaders.faults(empty)).isEmpty();
        var wrong = caller.send(document, Map.of("id", caller.calendar(), "window", Map.of("fromDate", "2026-03-04")));
        assertThat(wrong.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void anEventIsExportedByItselfAndWhatIsInConflictAsItWouldBe() {
        var caller = somebody();
        var nodes = caller.data(
                        "{ viewer { calendars(first: 1) { nodes { events(first: 9) { nodes { id uid iCalendar } } } } } }")
                .at("/viewer/calendars/nodes/0/events/nodes");
        assertThat(nodes).hasSize(2);
        for (var node : nodes) {
            var text = node.get("iCalendar").asString();
            assertThat(IndependentReaders.faults(text)).isEmpty();
            assertThat(text).contains("UID:" + node.get("uid").asString()).doesNotContain("X-WR-CALNAME");
        }
        var refused = caller.mutate(
                "updateEvent",
                "conflict { yours { iCalendar } theirs { iCalendar } }",
                Map.of("id", nodes.at("/0/id").asString(), "title", "New", "scope", "ALL", "ifVersion", 7));
        assertThat(refused.at("/conflict/yours/iCalendar").asString()).contains("SUMMARY:New\r\n");
        assertThat(refused.at("/conflict/theirs/iCalendar").asString()).matches("(?s).*SUMMARY:(Eve|Stand-up).*");
    }

    @Test
    void partsOfASplitSeriesNameEachOther() {
        var caller = api.somebody();
        var event = caller.event(Map.of(
                "calendarId", caller.calendar(),
                "title", "Class",
                "recurrence", Map.of("rule", "FREQ=WEEKLY"),
                "time", Map.of("timed", Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H"))));
        var third = caller.data(
                "query($id: ID!) { event(id: $id) { uid occurrences(first: 3) { nodes { id } } } }",
                Map.of("id", event));
        caller.mutate(
                "updateEvent",
                "event { id }",
                Map.of(
                        "id",
                        third.at("/event/occurrences/nodes/2/id").asString(),
                        "title",
                        "Lab",
                        "scope",
                        "THIS_AND_FOLLOWING"));
        var uid = third.at("/event/uid").asString();
        var text = export(caller, caller.calendar()).replace("\r\n ", "");
        assertThat(text).contains("RELATED-TO;RELTYPE=FIRST:" + uid).contains("RELATED-TO;RELTYPE=NEXT:");
        assertThat(IndependentReaders.faults(text)).isEmpty();
    }

    @Test
    void whatIsTooLargeForOneAnswerIsStreamed() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var long32 = "x".repeat(31_000);
        var events = IntStream.range(0, 150)
                .mapToObj(i -> component("VEVENT", "UID:" + i, "DTSTART:20260302T090000Z", "DESCRIPTION:" + long32))
                .collect(Collectors.joining());
        assertThat(load(caller, calendar, file(events)).get("created").asInt()).isEqualTo(150);
        var error = caller.send(EXPORT, Map.of("id", calendar)).at("/errors/0/extensions");
        assertThat(error.get("code").asString()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(error.get("limit").asString()).isEqualTo("exportBytes");
        assertThat(error.get("actual").asLong()).isBetween(4_600_000L, 5_500_000L);
        var max = caller.data("{ serverInfo { limits { exportBytes } } }")
                .at("/serverInfo/limits/exportBytes")
                .asInt();
        assertThat(error.get("max").asInt()).isEqualTo(max);
        var streamed = request("GET", error.get("address").asString(), caller.token(), "");
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(uids(streamed.body())).hasSize(150).doesNotHaveDuplicates();
    }

    private static List<String> uids(String text) {
        return text.lines().filter(line -> line.startsWith("UID:")).toList();
    }

    @Test
    void aFileIsStreamedPageByPage() {
        var caller = api.somebody();
        var events = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> component("VEVENT", "UID:" + i, "DTSTART;TZID=Asia/Tokyo:20260302T090000", "SUMMARY:" + i))
                .collect(Collectors.joining());
        load(caller, caller.calendar(), file(events));
        statements.clear();
        var answer = get(caller, caller.calendar());
        assertThat(statements.sent().stream().filter(sql -> sql.contains("event_overrides o ON")))
                .as("pages")
                .hasSizeBetween(5, 7);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=")
                .contains(".ics");
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(uids(answer.body())).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(answer.body()).containsOnlyOnce("TZID:Asia/Tokyo\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(answer.body().indexOf("BEGIN:VTIMEZONE"))
                .isLessThan(answer.body().indexOf("BEGIN:VEVENT"));
        assertThat(answer.body()).isEqualTo(export(caller, caller.calendar()));
    }

    @Test
    void anEmptyCalendarIsOneToo() {
        var caller = api.somebody();
        var text = get(caller, caller.calendar()).body();
        assertThat(IndependentReaders.faults(text)).isEmpty();
        assertThat(text).doesNotContain("VEVENT").isEqualTo(export(caller, caller.calendar()));
    }

    @Test
    void aCopyThatIsStillGoodIsNotSentAgain() {
        var caller = somebody();
        var path = "/export/" + caller.calendar() + ".ics";
        var tag = request("GET", path, caller.token(), "")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(tag).matches("\"[0-9]+-[0-9a-f]{16}\"");
        var again = request("GET", path, caller.token(), tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        var head = request("HEAD", path, caller.token(), "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).hasValue(tag);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(request("HEAD", path, caller.token(), tag).statusCode()).isEqualTo(304);
        caller.event(Map.of(
                "calendarId",
                caller.calendar(),
                "title",
                "More",
                "time",
                Map.of("allDay", Map.of("first", "2026-05-01"))));
        var changed = request("GET", path, caller.token(), tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("SUMMARY:More");
        assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    }

    @Test
    void nobodyWithoutATokenIsAnswered() {
        var caller = somebody();
        for (var method : List.of("GET", "HEAD")) {
            var answer = request(method, "/export/" + caller.calendar() + ".ics", "", "");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(request(method, "/export/" + caller.calendar() + ".ics", "wrong", "")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(request("POST", "/export/" + caller.calendar() + ".ics", caller.token(), "")
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void whatIsForeignDeletedMissingOrMalformedIsTheSameNothing() {
        var owner = somebody();
        var tag = get(owner, owner.calendar()).headers().firstValue("ETag").orElseThrow();
        var stranger = somebody();
        var deleted = stranger.mutate("createCalendar", "calendar { id }", Map.of("name", "Gone"))
                .at("/calendar/id")
                .asString();
        stranger.mutate("deleteCalendar", "deletedId", Map.of("id", deleted));
        var answers = new HashSet<String>();
        for (var id : List.of(
                owner.calendar(),
                deleted,
                "cal_" + UUID.randomUUID(),
                "cal_",
                "x",
                owner.calendar().toUpperCase(Locale.ROOT),
                owner.calendar().replace("cal_", "evt_"),
                owner.calendar() + ".ics",
                "Ω")) {
            for (var method : List.of("GET", "HEAD")) {
                for (var known : List.of("", tag, "*")) {
                    var answer = request(method, "/export/" + id + ".ics", stranger.token(), known);
                    var headers = answer.headers().map().entrySet().stream()
                            .filter(header -> !List.of("x-request-id", "date").contains(header.getKey()))
                            .map(Object::toString)
                            .sorted()
                            .toList();
                    answers.add(answer.statusCode() + " " + headers + answer.body());
                }
            }
        }
        assertThat(answers).singleElement().asString().startsWith("404 ").endsWith("]");
        assertThat(request("GET", "/export/" + owner.calendar(), owner.token(), "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void manyCalendarsAndEventsAreReadTogether() {
        var document =
                "{ viewer { calendars(first: 50) { nodes { iCalendar events(first: 50) { nodes { iCalendar } } } } } }";
        var sent = List.of(1, 7).stream()
                .map(times -> {
                    var caller = api.somebody();
                    for (int i = 0; i < times; i++) {
                        var calendar = caller.mutate("createCalendar", "calendar { id }", Map.of("name", "C" + i))
                                .at("/calendar/id")
                                .asString();
                        load(caller, calendar, file(SERIES, OVERRIDE, DAY));
                    }
                    statements.clear();
                    caller.data(document);
                    return statements.sent().stream().sorted().toList();
                })
                .toList();
        assertThat(sent.getLast()).isEqualTo(sent.getFirst()).hasSizeLessThan(13);
    }
}
