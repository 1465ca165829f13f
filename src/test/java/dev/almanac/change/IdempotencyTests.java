package dev.almanac.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class IdempotencyTests {

    @Autowired
    Api api;

    @Autowired
    TestClock.Settable clock;

    @AfterEach
    void setTheClockBack() {
        clock.set(TestClock.START);
    }

    private static Map<String, Object> event(Caller caller, String title, String key) {
        return Map.of(
                "calendarId",
                caller.calendar(),
                "title",
                title,
                "time",
                Map.of("allDay", Map.of("first", "2026-03-02")),
                "idempotencyKey",
                key);
    }

    private static int count(Caller caller) {
        return caller.data("{ viewer { calendars { nodes { eventCount } } } }")
                .at("/viewer/calendars/nodes/0/eventCount")
                .asInt();
    }

    @Test
    void aRepeatChangesNothingAndMaySelectOtherFields() {
        var caller = api.somebody();
        var input = event(caller, "Once", "key");
        var first = caller.mutate("createEvent", "event { id }", input);
        var repeat = caller.mutate("createEvent", "event { id title version }", input);
        assertThat(repeat.at("/event/id")).isEqualTo(first.at("/event/id"));
        assertThat(repeat.at("/event/title").asString()).isEqualTo("Once");
        assertThat(count(caller)).isEqualTo(1);
    }

    @Test
    void repeatsAtOnceWaitForTheFirstAndAnswerTheSame() throws Exception {
        var caller = api.somebody();
        var input = event(caller, "Once", "key");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> caller.mutate("createEvent", "event { id }", input)))
                    .toList();
            var id = answers.getFirst().get().at("/event/id");
            for (Future<tools.jackson.databind.JsonNode> answer : answers) {
                assertThat(answer.get().at("/event/id")).isEqualTo(id);
                assertThat(answer.get().get("userErrors").size()).isZero();
            }
        }
        assertThat(count(caller)).isEqualTo(1);
    }

    @Test
    @Tag("B5")
    void anotherInputUnderTheSameKeyIsRefused() {
        var caller = api.somebody();
        caller.mutate("createEvent", "event { id }", event(caller, "One", "key"));
        var other = caller.mutate("createEvent", "event { id }", event(caller, "Two", "key"));
        assertThat(other.at("/userErrors/0/code").asString()).isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(count(caller)).isEqualTo(1);
    }

    @Test
    @Tag("B5")
    void aKeyIsTheCallersOwnAndTheFieldsOwn() {
        var one = api.somebody();
        var other = api.somebody();
        one.mutate("createEvent", "event { id }", event(one, "One", "key"));
        var theirs = other.mutate("createEvent", "event { id title }", event(other, "Two", "key"));
        assertThat(theirs.at("/event/title").asString()).isEqualTo("Two");
        var calendar = one.mutate("createCalendar", "calendar { name }", Map.of("name", "C", "idempotencyKey", "key"));
        assertThat(calendar.at("/calendar/name").asString()).isEqualTo("C");
    }

    @Test
    void aRefusedInputIsNotKept() {
        var caller = api.somebody();
        var wrong = new HashMap<>(event(caller, "One", "key"));
        wrong.put("url", "javascript:alert(1)");
        assertThat(caller.mutate("createEvent", "event { id }", wrong)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_VALUE");
        assertThat(caller.mutate("createEvent", "event { id }", event(caller, "One", "key"))
                        .get("userErrors")
                        .size())
                .isZero();
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        var email = UUID.randomUUID() + "@example.com";
        var caller = api.caller(email);
        caller.mutate("createEvent", "event { id }", event(caller, "One", "key"));
        clock.set(TestClock.START.plus(Duration.ofHours(24)));
        var dayAfter = api.caller(email);
        dayAfter.mutate("createEvent", "event { id }", event(dayAfter, "Two", "key"));
        assertThat(count(dayAfter)).isEqualTo(2);
    }
}
