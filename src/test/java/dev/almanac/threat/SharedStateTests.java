package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What one request looks up stays with it, and what a key keeps is judged anew. */
@AlmanacTest
class SharedStateTests {

    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 10_000 : 300;

    private static final String HOME = """
            query($ids: [ID!]!, $event: ID!) {
              viewer {
                user { id }
                calendars(first: 5) { nodes { id events(first: 5) { nodes { id title } } } }
                categories(first: 5) { nodes { name color } }
                agenda(window: { fromDate: "2026-03-01", toDate: "2026-03-04" }, first: 5) {
                  nodes { calendar { id } ... on Occurrence { title event { id title } categories { name color } } }
                }
              }
              nodes(ids: $ids) { id }
              event(id: $event) { title calendar { id } categories { name color } }
            }""";

    @Autowired
    Api api;

    @Test
    @Tag("B6")
    void twoViewersAtOnceNeverMix() throws Exception {
        var ada = Person.of(api.somebody(), "Ada's");
        var bob = Person.of(api.somebody(), "Bob's");
        colour(ada, "#aaaaaa");
        colour(bob, "#bbbbbb");
        // Both ask for the things of both, so that a shared loader would have the other's at hand.
        var ids = List.of(ada.event(), bob.event(), ada.calendar(), bob.calendar(), ada.occurrence(), bob.occurrence());
        var expectedOfAda = answer(ada, ids);
        var expectedOfBob = answer(bob, ids);
        assertThat(expectedOfAda).contains("Ada's", "#aaaaaa").doesNotContain("Bob's", "#bbbbbb", "errors");
        assertThat(expectedOfBob).contains("Bob's", "#bbbbbb").doesNotContain("Ada's", "#aaaaaa", "errors");
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> questions = IntStream.range(0, ROUNDS)
                    .<Callable<Boolean>>mapToObj(i -> () -> i % 2 == 0
                            ? answer(ada, ids).equals(expectedOfAda)
                            : answer(bob, ids).equals(expectedOfBob))
                    .toList();
            int mixed = 0;
            for (Future<Boolean> same : threads.invokeAll(questions)) {
                mixed += same.get() ? 0 : 1;
            }
            assertThat(mixed).isZero();
        }
    }

    private static void colour(Person person, String color) {
        person.caller().mutate("createCategory", "category { id }", Map.of("name", "Shared", "color", color));
    }

    private static String answer(Person person, List<String> ids) {
        return person.caller()
                .post(HOME, Map.of("ids", ids, "event", person.event()))
                .body();
    }

    @Test
    @Tag("B5")
    void aRepeatShowsNothingThatTheCallerHasLost() {
        var ada = Person.of(api.somebody(), "Ada's");
        var input = Map.<String, Object>of(
                "calendarId",
                ada.calendar(),
                "title",
                "Secret",
                "time",
                Map.of("allDay", Map.of("first", "2026-03-02")),
                "idempotencyKey",
                "key");
        ada.caller().event(input);
        var rename = Map.<String, Object>of("id", ada.calendar(), "name", "Secret", "idempotencyKey", "rename");
        ada.caller().mutate("updateCalendar", "calendar { name }", rename);
        ada.caller().mutate("deleteCalendar", "deletedId", Map.of("id", ada.calendar()));
        var repeat = ada.caller().mutate("createEvent", "event { title }", input);
        assertThat(repeat.get("event").isNull()).isTrue();
        assertThat(ada.caller()
                        .mutate("updateCalendar", "calendar { name }", rename)
                        .get("calendar")
                        .isNull())
                .isTrue();
        var mismatch = new HashMap<>(input);
        mismatch.put("title", "Another");
        assertThat(ada.caller()
                        .mutate("createEvent", "event { title }", mismatch)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("IDEMPOTENCY_MISMATCH");
        var stranger = api.somebody();
        var theirs = new HashMap<>(input);
        theirs.put("calendarId", stranger.calendar());
        assertThat(stranger.mutate("createEvent", "event { title }", theirs)
                        .at("/event/title")
                        .asString())
                .isEqualTo("Secret");
        // The key of a foreign calendar's event gives a stranger no more than the calendar itself: nothing.
        assertThat(api.somebody()
                        .mutate("createEvent", "event { title }", input)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }
}
