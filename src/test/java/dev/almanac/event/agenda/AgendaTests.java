package dev.almanac.event.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@AlmanacTest
class AgendaTests {

    private static final String AGENDA = """
            query($window: WindowInput!, $zone: TimeZone, $first: Int, $after: String, $categories: [String!], $calendars: [ID!]) {
              viewer { agenda(window: $window, timeZone: $zone, first: $first, after: $after, categories: $categories,
                  calendars: $calendars) {
                nodes { __typename start end allDay ... on Occurrence { id title localStart localEnd originalStart dst } }
                days { date count busyMinutes }
                pageInfo { hasNextPage endCursor } } } }""";

    @Autowired
    Api api;

    private static Map<String, Object> timed(String start, String duration, String zone) {
        return Map.of("timed", Map.of("start", start, "duration", duration, "timeZone", zone));
    }

    private static Map<String, Object> input(String calendar, String title, Map<String, Object> time) {
        return new HashMap<>(Map.of("calendarId", calendar, "title", title, "time", time));
    }

    private static Map<String, Object> dates(String from, String to) {
        return Map.of("fromDate", from, "toDate", to);
    }

    private static JsonNode agenda(Caller caller, Map<String, ?> variables) {
        return caller.data(AGENDA, variables).at("/viewer/agenda");
    }

    private static List<String> titles(JsonNode agenda) {
        return agenda.get("nodes")
                .valueStream()
                .map(node -> node.get("title").asString())
                .toList();
    }

    @Test
    void aSeriesKeepsItsWallClockAcrossAChangeOfOffset() {
        var caller = api.somebody();
        var input = input(caller.calendar(), "Stand-up", timed("2026-03-27T09:00:00", "PT15M", "Europe/Zurich"));
        input.put("recurrence", Map.of("rule", "FREQ=DAILY"));
        caller.event(input);
        var nodes = agenda(caller, Map.of("window", dates("2026-03-28", "2026-03-31"), "zone", "Europe/Zurich"))
                .get("nodes");
        assertThat(nodes.valueStream().map(node -> node.get("start").asString()))
                .containsExactly("2026-03-28T09:00:00+01:00", "2026-03-29T09:00:00+02:00", "2026-03-30T09:00:00+02:00");
    }

    @Test
    void aSkippedTimeIsReadWithTheOffsetFromBeforeAndFlagged() {
        var caller = api.somebody();
        caller.event(input(caller.calendar(), "Gap", timed("2026-03-29T02:30:00", "PT1H", "Europe/Zurich")));
        caller.event(input(caller.calendar(), "Overlap", timed("2026-10-25T02:30:00", "PT1H", "Europe/Zurich")));
        var gap = agenda(caller, Map.of("window", dates("2026-03-29", "2026-03-30"), "zone", "Europe/Zurich"))
                .at("/nodes/0");
        assertThat(gap.get("start").asString()).isEqualTo("2026-03-29T03:30:00+02:00");
        assertThat(gap.get("localStart").asString()).isEqualTo("2026-03-29T02:30:00");
        assertThat(gap.get("dst").asString()).isEqualTo("GAP");
        var overlap = agenda(caller, Map.of("window", dates("2026-10-25", "2026-10-26"), "zone", "Europe/Zurich"))
                .at("/nodes/0");
        assertThat(overlap.get("start").asString()).isEqualTo("2026-10-25T02:30:00+02:00");
        assertThat(overlap.get("dst").asString()).isEqualTo("OVERLAP");
    }

    @Test
    void aWindowIsHalfOpenAndMatchedByOverlap() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        caller.event(input(calendar, "ends at the start", timed("2026-03-01T23:00:00", "PT1H", "UTC")));
        caller.event(input(calendar, "reaches in", timed("2026-03-01T23:30:00", "PT1H", "UTC")));
        caller.event(input(calendar, "no length, at the start", timed("2026-03-02T00:00:00", "PT0S", "UTC")));
        caller.event(input(calendar, "no length, at the end", timed("2026-03-03T00:00:00", "PT0S", "UTC")));
        caller.event(input(calendar, "starts at the end", timed("2026-03-03T00:00:00", "PT1H", "UTC")));
        caller.event(input(calendar, "half a year", timed("2026-01-01T00:00:00", "P181D", "UTC")));
        var agenda =
                agenda(caller, Map.of("window", Map.of("from", "2026-03-02T00:00:00Z", "to", "2026-03-03T00:00:00Z")));
        assertThat(titles(agenda)).containsExactly("half a year", "reaches in", "no length, at the start");
    }

    @Test
    void anAllDayEventIsTheSameDateInEveryZone() {
        var caller = api.somebody();
        caller.event(
                input(caller.calendar(), "Day", Map.of("allDay", Map.of("first", "2026-03-02", "last", "2026-03-03"))));
        for (var zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "America/New_York")) {
            var on = agenda(caller, Map.of("window", dates("2026-03-03", "2026-03-04"), "zone", zone));
            assertThat(on.at("/nodes/0/localStart").asString()).isEqualTo("2026-03-02");
            assertThat(on.at("/nodes/0/localEnd").asString()).isEqualTo("2026-03-04");
            assertThat(on.at("/nodes/0/start").asString()).startsWith("2026-03-02T00:00:00");
            assertThat(titles(agenda(caller, Map.of("window", dates("2026-03-04", "2026-03-05"), "zone", zone))))
                    .isEmpty();
            assertThat(titles(agenda(caller, Map.of("window", dates("2026-03-01", "2026-03-02"), "zone", zone))))
                    .isEmpty();
        }
    }

    @Test
    void aSeriesGoesOnBeyondTheHorizonAndBefore() {
        var caller = api.somebody();
        var input = input(caller.calendar(), "Weekly", timed("1990-01-01T18:00:00", "PT1H", "Europe/Zurich"));
        input.put("recurrence", Map.of("rule", "FREQ=WEEKLY"));
        var event = caller.event(input);
        for (var year : List.of("1995", "2023", "2026", "2029", "2060")) {
            var window = dates(year + "-01-01", year + "-03-01");
            var agenda = agenda(caller, Map.of("window", window, "zone", "Europe/Zurich"));
            var paged = caller.data("""
                            query($id: ID!, $from: DateTime) { event(id: $id) { occurrences(first: 9, from: $from) {
                              nodes { id start localStart } } } }""", Map.of("id", event, "from", year + "-01-01T00:00:00+01:00"))
                    .at("/event/occurrences/nodes");
            assertThat(agenda.get("nodes").size()).isBetween(8, 9);
            for (int i = 0; i < agenda.get("nodes").size(); i++) {
                assertThat(agenda.at("/nodes/" + i + "/id"))
                        .isEqualTo(paged.get(i).get("id"));
                assertThat(agenda.at("/nodes/" + i + "/localStart"))
                        .isEqualTo(paged.get(i).get("localStart"));
            }
        }
    }

    @Test
    void daysCountWhatTouchesThemAndCoverOverlapsOnce() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        caller.event(input(calendar, "a", timed("2026-03-02T09:00:00", "PT2H", "UTC")));
        caller.event(input(calendar, "b", timed("2026-03-02T10:00:00", "PT2H", "UTC")));
        caller.event(input(calendar, "night", timed("2026-03-02T23:00:00", "PT2H", "UTC")));
        caller.event(input(calendar, "day", Map.of("allDay", Map.of("first", "2026-03-03"))));
        var free = input(calendar, "free", timed("2026-03-03T12:00:00", "PT1H", "UTC"));
        free.put("transparency", "TRANSPARENT");
        caller.event(free);
        var cancelled = input(calendar, "cancelled", timed("2026-03-03T14:00:00", "PT1H", "UTC"));
        cancelled.put("status", "CANCELLED");
        caller.event(cancelled);
        var days = agenda(caller, Map.of("window", dates("2026-03-02", "2026-03-05"), "first", 1))
                .get("days");
        assertThat(days.toString()).isEqualTo("""
                        [{"date":"2026-03-02","count":3,"busyMinutes":240},{"date":"2026-03-03","count":4,"busyMinutes":60},\
                        {"date":"2026-03-04","count":0,"busyMinutes":0}]""");
    }

    @Test
    void filtersLeaveWhatTheyName() {
        var caller = api.somebody();
        var one = caller.calendar();
        var other = caller.mutate("createCalendar", "calendar { id }", Map.of("name", "Other"))
                .at("/calendar/id")
                .asString();
        var work = input(one, "work", timed("2026-03-02T09:00:00", "PT1H", "UTC"));
        work.put("categories", List.of("Work", "Health"));
        caller.event(work);
        caller.event(input(other, "other", timed("2026-03-02T10:00:00", "PT1H", "UTC")));
        var window = dates("2026-03-02", "2026-03-03");
        assertThat(titles(agenda(caller, Map.of("window", window)))).containsExactly("work", "other");
        assertThat(titles(agenda(caller, Map.of("window", window, "calendars", List.of(other)))))
                .containsExactly("other");
        assertThat(titles(agenda(caller, Map.of("window", window, "categories", List.of("Health", "x")))))
                .containsExactly("work");
        var stranger = api.somebody().calendar();
        assertThat(titles(agenda(caller, Map.of("window", window, "calendars", List.of(stranger)))))
                .isEmpty();
    }

    /** Zones of which the window holds a transition: a gap, an overlap, half an hour, and a day that was left out. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-07, 2026-03-10",
        "Europe/Zurich, 2026-10-24, 2026-10-27",
        "Australia/Lord_Howe, 2026-10-03, 2026-10-06",
        "Pacific/Apia, 2011-12-28, 2012-01-02",
        "UTC, 2026-03-07, 2026-03-10"
    })
    void pagesOfAnySizeTogetherAreTheWhole(String zone, String from, String to) {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var random = new Random(20260302);
        for (int i = 0; i < 60; i++) {
            var day = java.time.LocalDate.parse(from).plusDays(random.nextInt(5) - 1);
            var start = day.atTime(random.nextInt(4), random.nextInt(4) * 15).toString() + ":00";
            var time = switch (random.nextInt(4)) {
                case 0 -> Map.<String, Object>of("allDay", Map.of("first", day.toString()));
                case 1 -> Map.<String, Object>of("floating", Map.of("start", start, "duration", "PT30M"));
                case 2 -> timed(start, "PT45M", zone);
                default -> timed(start, random.nextInt(5) == 0 ? "P40D" : "PT3H", "Asia/Kolkata");
            };
            caller.event(input(calendar, "e" + i, time));
        }
        var window = dates(from, to);
        var whole = ids(agenda(caller, Map.of("window", window, "zone", zone, "first", 200)));
        assertThat(whole).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        for (int size : new int[] {1, 3, 7}) {
            List<String> walked = new ArrayList<>();
            var variables = new HashMap<String, Object>(Map.of("window", window, "zone", zone, "first", size));
            JsonNode page;
            do {
                page = agenda(caller, variables);
                walked.addAll(ids(page));
                variables.put("after", page.at("/pageInfo/endCursor").asString());
            } while (page.at("/pageInfo/hasNextPage").asBoolean());
            assertThat(walked).isEqualTo(whole);
        }
        var starts = agenda(caller, Map.of("window", window, "zone", zone, "first", 200))
                .get("nodes")
                .valueStream()
                .map(node -> java.time.OffsetDateTime.parse(node.get("start").asString())
                        .toInstant())
                .toList();
        assertThat(starts).isSorted();
    }

    private static List<String> ids(JsonNode agenda) {
        return agenda.get("nodes")
                .valueStream()
                .map(node -> node.get("id").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fromDate\":\"2026-01-01\",\"toDate\":\"3026-01-01\"}",
                "{\"fromDate\":\"2026-01-02\",\"toDate\":\"2026-01-01\"}",
                "{\"fromDate\":\"2026-01-02\",\"toDate\":\"2026-01-02\"}",
                "{\"fromDate\":\"2026-01-02\"}",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"toDate\":\"2026-01-03\"}",
                "{}"
            })
    void aWindowThatIsNoneIsATypedError(String window) {
        var variables =
                Map.of("window", tools.jackson.databind.json.JsonMapper.shared().readTree(window));
        var answer = api.somebody().send(AGENDA, variables);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isIn("INVALID_ARGUMENT", "LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/extensions/requestId").isMissingNode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAA", ""})
    void aForgedCursorIsATypedError(String cursor) {
        var answer = api.somebody().send(AGENDA, Map.of("window", dates("2026-03-02", "2026-03-03"), "after", cursor));
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_CURSOR");
    }
}
