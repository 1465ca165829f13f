package dev.almanac.event.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import dev.almanac.server.StatementCounter.Statements;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Recurrences made to cost, and ones that nobody means. */
@AlmanacTest
class HostileRecurrenceTests {

    private static final Map<String, ?> MONDAY = Series.timed("2026-03-02T09:00:00", "Europe/Zurich");
    private static final int STATEMENTS_OF_A_SPLIT = 15;
    private static final int SPLITS = Boolean.getBoolean("almanac.soak") ? 1_000 : 12;

    private final Caller caller;
    private final Series series;
    private final Database database;
    private final Statements statements;

    HostileRecurrenceTests(@Autowired Api api, @Autowired Database database, @Autowired Statements statements) {
        caller = api.somebody();
        series = Series.of(caller);
        this.database = database;
        this.statements = statements;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2SU",
                "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2",
                "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=32;BYMONTH=2",
                "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=100000",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231"
            })
    @Tag("C18")
    void aRuleThatNeverHappensIsSaidSo(String rule) {
        var error = refused(Map.of("rule", rule));
        assertThat(error.get("code").asString())
                .isEqualTo(rule.contains("=32") ? "INVALID_RECURRENCE" : "NO_OCCURRENCES");
        assertThat(error.get("path").toString()).isEqualTo("[\"recurrence\",\"rule\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY;COUNT=1000000000          | COUNT=1000000000
            FREQ=DAILY;INTERVAL=2147483648       | INTERVAL=2147483648
            FREQ=DAILY;INTERVAL=99999999999999   | INTERVAL=99999999999999
            FREQ=DAILY;UNTIL=99999999999999      | UNTIL=99999999999999
            """)
    @Tag("C18")
    void numbersBeyondTheirBoundsAreNamed(String rule, String part) {
        var error = refused(Map.of("rule", rule));
        assertThat(error.get("code").asString()).isEqualTo("INVALID_RECURRENCE");
        assertThat(error.get("message").asString()).startsWith(part + ":");
    }

    @Test
    @Tag("C17")
    void aRuleTooDenseIsRefusedHoweverFewAreMeant() {
        var rule = "FREQ=YEARLY;BYMONTH=%s;BYMONTHDAY=%s;BYHOUR=%s;BYMINUTE=%s;BYSECOND=%s;COUNT=1"
                .formatted(numbers(1, 12), numbers(1, 31), numbers(0, 23), numbers(0, 59), numbers(0, 59));
        var error = refused(Map.of("rule", rule));
        assertThat(error.get("code").asString()).isEqualTo("INVALID_RECURRENCE");
        assertThat(error.get("message").asString()).startsWith("BYSECOND:");
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    @Tag("C16")
    void aSeriesIsPagedAtTheEndOfTimeAsAtItsStart() {
        var id = series.id(MONDAY, Map.of("rule", "FREQ=DAILY;UNTIL=99991231"));
        var late = caller.data("""
                query($id: ID!) { event(id: $id) { occurrences(first: 200, from: "9999-12-30T00:00:00Z") {
                  nodes { localStart } pageInfo { hasNextPage } } } }""", Map.of("id", id));
        assertThat(late.at("/event/occurrences/nodes").findValuesAsString("localStart"))
                .containsExactly("9999-12-30T09:00:00", "9999-12-31T09:00:00");
        assertThat(late.at("/event/occurrences/pageInfo/hasNextPage").asBoolean())
                .isFalse();
    }

    @Test
    @Tag("C19")
    void moreDatesThanTheLimitAreRefused() {
        var dates = IntStream.rangeClosed(1, 2_001)
                .mapToObj(day -> LocalDate.of(2026, 3, 2).plusDays(day) + "T09:00:00")
                .toList();
        for (var field : List.of("rdates", "exdates")) {
            var first = series.input(MONDAY, Map.of("rule", "FREQ=DAILY", field, dates.subList(0, 200)));
            assertThat(caller.mutate("createEvent", "event { id }", first).get("userErrors"))
                    .isEmpty();
            var answer = caller.send(
                    "mutation($input: CreateEventInput!) { createEvent(input: $input) { userErrors { code path } } }",
                    Map.of("input", series.input(MONDAY, Map.of("rule", "FREQ=DAILY", field, dates))));
            // A list of an input is bounded before the series is.
            assertThat(answer.toString()).containsAnyOf("TOO_MANY", "LIMIT_EXCEEDED");
        }
    }

    @Test
    @Tag("C19")
    void splitsInARowCostTheSameEach() {
        var event = series.id(MONDAY, Map.of("rule", "FREQ=DAILY"));
        Set<Integer> counts = new LinkedHashSet<>();
        for (int split = 0; split < SPLITS; split++) {
            var second = series.read(event, 2, 2).nodes().getLast().get("id").asString();
            statements.clear();
            var payload = caller.mutate(
                    "updateEvent",
                    "event { id }",
                    Map.of("id", second, "scope", "THIS_AND_FOLLOWING", "title", "Part " + split));
            counts.add(statements.sent().size());
            assertThat(payload.get("userErrors")).isEmpty();
            event = payload.at("/event/id").asString();
        }
        System.out.println(SPLITS + " splits in a row, statements each: " + counts);
        assertThat(counts).containsExactly(STATEMENTS_OF_A_SPLIT);
    }

    @Test
    @Tag("C19")
    void datesThatMeetTheRuleAddNothing() {
        var id = series.id(
                MONDAY,
                Map.of(
                        "rule", "FREQ=DAILY;COUNT=3",
                        "rdates", List.of("2026-03-03T09:00:00", "2026-03-03T09:00:00", "2026-03-02T09:00:00"),
                        "exdates", List.of("2026-03-04T09:00:01")));
        assertThat(series.read(id, 10, 10).starts())
                .containsExactly("2026-03-02T09:00:00", "2026-03-03T09:00:00", "2026-03-04T09:00:00");
    }

    @Test
    @Tag("B3")
    void theIdOfAnOccurrenceIsThatOfItsSeriesAlone() {
        var one = series.read(series.id(MONDAY, Map.of("rule", "FREQ=DAILY;COUNT=3")), 3, 3);
        var noon = Series.timed("2026-03-02T12:00:00", "Europe/Zurich");
        var other = series.read(series.id(noon, Map.of("rule", "FREQ=DAILY;COUNT=3")), 3, 3);
        var id = one.nodes().getFirst().get("id").asString();
        var foreign = other.nodes().getFirst().get("id").asString();
        var mixed = id.substring(0, id.lastIndexOf('_')) + foreign.substring(foreign.lastIndexOf('_'));
        for (var scope : List.of("THIS", "THIS_AND_FOLLOWING", "ALL")) {
            assertThat(edited("updateEvent", Map.of("id", mixed, "scope", scope, "title", "x")))
                    .containsExactly("NOT_FOUND");
            assertThat(edited("deleteEvent", Map.of("id", mixed, "scope", scope)))
                    .containsExactly("NOT_FOUND");
        }
        for (var broken : List.of(id + "0", id.substring(0, id.length() - 1), id.replace("T09", "T25"), id + "Z")) {
            assertThat(edited("updateEvent", Map.of("id", broken, "scope", "ALL", "title", "x")))
                    .as(broken)
                    .containsExactly("INVALID_ID");
        }
    }

    @Test
    @Tag("D26")
    void aStoredRuleThatCannotBeReadSpoilsNoOtherSeries() {
        var bad = series.id(MONDAY, Map.of("rule", "FREQ=DAILY"));
        series.id(MONDAY, Map.of("rule", "FREQ=WEEKLY"));
        var spoil = "UPDATE event_series SET rule = 'FREQ=SOMETIMES' WHERE id = $1";
        Await.done(database.inTransaction(() -> database.update("SET LOCAL session_replication_role = replica")
                .then(database.update(spoil, UUID.fromString(bad.substring(4))))));
        var answer = caller.send(
                "{ viewer { calendars(first: 1) { nodes { events { nodes { id recurrence { rule summary ruleParts { frequency } } } } } } } }",
                Map.of());
        assertThat(answer.toString()).contains("Weekly on Monday").doesNotContain("Exception");
        var pages = caller.data(
                "{ viewer { calendars(first: 1) { nodes { events { nodes { title occurrences(first: 2) { nodes { id } } } } } } } }");
        assertThat(pages.at("/viewer/calendars/nodes/0/events/nodes").valueStream())
                .extracting(node -> node.at("/occurrences/nodes").size())
                .contains(0, 2);
        Await.value(database.update("DELETE FROM event_series WHERE id = $1", UUID.fromString(bad.substring(4))));
    }

    private List<String> edited(String mutation, Map<String, ?> input) {
        return caller.mutate(mutation, "event { id }", input).get("userErrors").findValuesAsString("code");
    }

    private JsonNode refused(Map<String, ?> recurrence) {
        var payload = series.create(MONDAY, recurrence);
        assertThat(payload.get("event").isNull()).isTrue();
        return payload.at("/userErrors/0");
    }
}
