package dev.almanac.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class BadInputTests {

    private static final String CREATE =
            "mutation($input: CreateEventInput!) { createEvent(input: $input) { event { id } userErrors { code message path } } }";

    @Autowired
    Api api;

    private static Map<String, Object> event(Caller caller, String field, Object value) {
        var input = new HashMap<String, Object>(Map.of(
                "calendarId", caller.calendar(),
                "title", "t",
                "time", Map.of("timed", Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H"))));
        input.put(field, value);
        return input;
    }

    private static int count(Caller caller) {
        return caller.data("{ viewer { calendars { nodes { eventCount } } } }")
                .at("/viewer/calendars/nodes/0/eventCount")
                .asInt();
    }

    static Stream<Arguments> whatAUserCanMend() {
        var timed = Map.of("start", "2026-03-02T09:00:00", "end", "2026-03-02T08:00:00", "timeZone", "UTC");
        var both = Map.of("start", "2026-03-02T09:00:00", "end", "2026-03-02T10:00:00", "duration", "PT1H");
        var crowd = new ArrayList<Map<String, String>>();
        for (int i = 0; i < 501; i++) {
            crowd.add(Map.of("email", "p" + i + "@example.com"));
        }
        var twice = List.of(Map.of("email", "a@example.com"), Map.of("email", "A@example.com"));
        var organizers = List.of(
                Map.of("email", "a@example.com", "organizer", true),
                Map.of("email", "b@example.com", "organizer", true));
        return Stream.of(
                Arguments.of("time", Map.of("timed", timed), "INVALID_TIME", "time,timed,end"),
                Arguments.of("time", Map.of("timed", both), "INVALID_TIME", "time,timed,duration"),
                Arguments.of(
                        "time",
                        Map.of("allDay", Map.of("first", "2026-03-02", "last", "2026-03-01")),
                        "INVALID_TIME",
                        "time,allDay,last"),
                Arguments.of("title", "x".repeat(1_001), "INVALID_VALUE", "title"),
                Arguments.of("description", "x".repeat(32_001), "INVALID_VALUE", "description"),
                Arguments.of("url", "javascript:alert(1)", "INVALID_VALUE", "url"),
                Arguments.of("url", " https://example.com", "INVALID_VALUE", "url"),
                Arguments.of("url", "data:text/html,x", "INVALID_VALUE", "url"),
                Arguments.of("categories", List.of("Work", "Work"), "INVALID_VALUE", "categories,1"),
                Arguments.of("categories", List.of(""), "INVALID_VALUE", "categories,0"),
                Arguments.of("attendees", List.of(Map.of("email", "nobody")), "INVALID_VALUE", "attendees,0,email"),
                Arguments.of("attendees", twice, "INVALID_VALUE", "attendees,1,email"),
                Arguments.of("attendees", organizers, "INVALID_VALUE", "attendees,1,organizer"),
                Arguments.of("attendees", crowd, "TOO_MANY", "attendees"),
                Arguments.of(
                        "reminders",
                        List.of(Map.of("minutesBefore", -1)),
                        "INVALID_VALUE",
                        "reminders,0,minutesBefore"),
                Arguments.of("externalId", "", "INVALID_VALUE", "externalId"),
                Arguments.of("recurrence", Map.of("rule", "FREQ=SECONDLY"), "INVALID_RECURRENCE", "recurrence,rule"),
                Arguments.of(
                        "recurrence", Map.of("rule", "FREQ=DAILY;INTERVAL=0"), "INVALID_RECURRENCE", "recurrence,rule"),
                Arguments.of("recurrence", Map.of("rule", "nonsense"), "INVALID_RECURRENCE", "recurrence,rule"),
                Arguments.of(
                        "recurrence",
                        Map.of("rule", "FREQ=DAILY", "exdates", List.of("2026-03-02")),
                        "INVALID_RECURRENCE",
                        "recurrence,exdates,0"),
                Arguments.of(
                        "recurrence",
                        Map.of("rule", "FREQ=DAILY;COUNT=1", "exdates", List.of("2026-03-02T09:00:00")),
                        "NO_OCCURRENCES",
                        "recurrence"),
                Arguments.of("calendarId", "cal_nonsense", "INVALID_ID", "calendarId"),
                Arguments.of("id", "evt_00000000-0000-0000-0000-000000000000", "INVALID_ID", "id"));
    }

    @ParameterizedTest
    @MethodSource("whatAUserCanMend")
    @Tag("C15")
    @Tag("G2")
    void isToldWithACodeAndAPath(String field, Object value, String code, String path) {
        var caller = api.somebody();
        var payload = caller.mutate("createEvent", "event { id }", event(caller, field, value));
        assertThat(payload.get("event").isNull()).isTrue();
        assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo(code);
        assertThat(String.join(
                        ",",
                        payload.at("/userErrors/0/path")
                                .valueStream()
                                .map(step -> step.asString())
                                .toList()))
                .isEqualTo(path);
        assertThat(payload.at("/userErrors/0/message").asString()).hasSizeLessThan(200);
        assertThat(count(caller)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "start, 2026-02-30T09:00:00",
        "start, 2026-03-02T25:00:00",
        "start, 2026-03-02",
        "start, 2026-03-02T09:00:00Z",
        "timeZone, Mars/Olympus",
        "timeZone, +01:00",
        "duration, P1M",
        "duration, -PT1H"
    })
    void whatIsNoneOfItsTypeIsRefusedBeforeItRuns(String field, String value) {
        var caller = api.somebody();
        var time = new HashMap<String, Object>(Map.of("start", "2026-03-02T09:00:00"));
        time.put(field, value);
        var answer = caller.post(CREATE, Map.of("input", event(caller, "time", Map.of("timed", time))));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALIDATION_FAILED").doesNotContain("Exception");
    }

    @Test
    void twoKindsOfTimeAtOnceAreRefused() {
        var caller = api.somebody();
        var time = Map.of("allDay", Map.of("first", "2026-03-02"), "timed", Map.of("start", "2026-03-02T09:00:00"));
        assertThat(caller.post(CREATE, Map.of("input", event(caller, "time", time)))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0000"})
    @Tag("C14")
    void aNulIsRefusedAndNeverAFault(String title) {
        var caller = api.somebody();
        var answer = caller.post(CREATE, Map.of("input", event(caller, "title", title)));
        assertThat(answer.statusCode()).isEqualTo(400);
        var literal = caller.post(
                "mutation { createCategory(input: { name: \"a\\u0000b\" }) { userErrors { code } } }", Map.of());
        assertThat(literal.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301\u0301\u0301", "\u202eabc", "\ufeffx", "a\u200bb", "\u0007bell", "😀", "<script>"})
    @Tag("C14")
    void oddTextComesBackAsItWas(String title) {
        var caller = api.somebody();
        var payload = caller.mutate("createEvent", "event { title }", event(caller, "title", title));
        assertThat(payload.at("/event/title").asString()).isEqualTo(title);
    }

    @Test
    @Tag("C15")
    void aTitleOfAMegabyteIsTooLarge() {
        var caller = api.somebody();
        var answer = caller.post(CREATE, Map.of("input", event(caller, "title", "x".repeat(1_000_000))));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "201", "2147483648", "null"})
    @Tag("C11")
    void aPageSizeOutOfRangeIsATypedError(String first) {
        var answer =
                api.somebody().send("{ viewer { calendars(first: %s) { nodes { id } } } }".formatted(first), Map.of());
        assertThat(answer.at("/errors/0/extensions/code").asString()).isIn("INVALID_ARGUMENT", "VALIDATION_FAILED");
    }

    @Test
    @Tag("B18")
    void whatIsNotInAnInputCannotBeSet() {
        var caller = api.somebody();
        for (var field : List.of("version", "ownerId", "createdAt", "uid", "slotShift")) {
            assertThat(caller.post(CREATE, Map.of("input", event(caller, field, "x")))
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
