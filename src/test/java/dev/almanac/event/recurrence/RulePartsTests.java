package dev.almanac.event.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.recurrence.RandomRules;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A rule part by part, in and out, and as a sentence. */
@AlmanacTest
class RulePartsTests {

    private static final long SEED = Long.getLong("almanac.seed", 20_260_304L);
    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 1_000 : 40;
    private static final Map<String, ?> MONDAY = Series.timed("2026-03-02T09:00:00", "America/New_York");
    private static final String PARTS = """
            recurrence { rule summary ruleParts { frequency interval count until { date localDateTime instant } byMonth byWeekNo
              byYearDay byMonthDay byDay { day ordinal } byHour byMinute bySecond bySetPos weekStart } }""";

    private final Caller caller;
    private final Series series;

    RulePartsTests(@Autowired Api api) {
        caller = api.somebody();
        series = Series.of(caller);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(
                        Map.of("frequency", "WEEKLY", "interval", 2, "byDay", List.of(day("FRIDAY"), day("MONDAY"))),
                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR"),
                Arguments.of(
                        Map.of("frequency", "MONTHLY", "byDay", List.of(Map.of("day", "TUESDAY", "ordinal", 2))),
                        "FREQ=MONTHLY;BYDAY=2TU"),
                Arguments.of(
                        Map.of("frequency", "DAILY", "until", Map.of("date", "2026-12-31")),
                        "FREQ=DAILY;UNTIL=20261231"),
                Arguments.of(
                        Map.of("frequency", "DAILY", "until", Map.of("localDateTime", "2026-12-31T09:00:00")),
                        "FREQ=DAILY;UNTIL=20261231T090000"),
                Arguments.of(
                        Map.of("frequency", "DAILY", "until", Map.of("instant", "2026-12-31T09:00:00-05:00")),
                        "FREQ=DAILY;UNTIL=20261231T140000Z"),
                Arguments.of(
                        Map.of("frequency", "YEARLY", "count", 3, "byMonth", List.of(), "byYearDay", List.of(-1, 1)),
                        "FREQ=YEARLY;COUNT=3;BYYEARDAY=-1,1"),
                Arguments.of(
                        Map.of(
                                "frequency", "YEARLY",
                                "byWeekNo", List.of(20),
                                "byDay", List.of(day("MONDAY")),
                                "byHour", List.of(9, 17),
                                "byMinute", List.of(0, 30),
                                "bySecond", List.of(5),
                                "bySetPos", List.of(1, -1),
                                "weekStart", "SUNDAY"),
                        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;BYHOUR=9,17;BYMINUTE=0,30;BYSECOND=5;BYSETPOS=-1,1;WKST=SU"),
                Arguments.of(
                        Map.of("frequency", "MONTHLY", "byMonth", List.of(1, 6), "byMonthDay", List.of(-1)),
                        "FREQ=MONTHLY;BYMONTH=1,6;BYMONTHDAY=-1"));
    }

    private static Map<String, ?> day(String day) {
        return Map.of("day", day);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theyAreTheTextThatSaysTheSame(Map<String, ?> parts, String rule) {
        var event = created(Map.of("ruleParts", parts));
        assertThat(event.at("/recurrence/rule").asString()).isEqualTo(rule);
        var again = created(Map.of("ruleParts", input(event.at("/recurrence/ruleParts"))));
        assertThat(again.at("/recurrence/rule").asString()).isEqualTo(rule);
    }

    @Test
    void anyRuleGoesInAsItCameOut() {
        var random = new RandomRules(SEED);
        System.out.println("almanac.seed=" + SEED);
        for (int round = 0; round < ROUNDS; ) {
            var rule = random.rule();
            var set = new RecurrenceSet(LocalDateTime.of(2026, 3, 2, 9, 0), false, null, rule, List.of(), List.of());
            if (Recurrences.of(set).ruleIsEmpty()) {
                continue;
            }
            round++;
            var one = created(Map.of("rule", rule + ";COUNT=3"));
            var other = created(Map.of("ruleParts", input(one.at("/recurrence/ruleParts"))));
            assertThat(other).isEqualTo(one);
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Map.of("interval", 0), "interval"),
                Arguments.of(Map.of("interval", -5), "interval"),
                Arguments.of(Map.of("interval", Integer.MAX_VALUE), "interval"),
                Arguments.of(Map.of("count", 0), "count"),
                Arguments.of(Map.of("count", 1_000_000_000), "count"),
                Arguments.of(Map.of("count", 3, "until", Map.of("date", "2026-12-31")), "until"),
                Arguments.of(Map.of("byMonth", List.of(1, 13)), "byMonth,1"),
                Arguments.of(Map.of("byMonthDay", List.of(1, 0)), "byMonthDay,1"),
                Arguments.of(Map.of("byMonthDay", List.of(-32)), "byMonthDay,0"),
                Arguments.of(Map.of("byWeekNo", List.of(54)), "byWeekNo,0"),
                Arguments.of(Map.of("byYearDay", List.of(1, 2, 367)), "byYearDay,2"),
                Arguments.of(Map.of("byDay", List.of(day("MONDAY"), Map.of("day", "FRIDAY", "ordinal", 0))), "byDay,1"),
                Arguments.of(Map.of("byDay", List.of(Map.of("day", "FRIDAY", "ordinal", 54))), "byDay,0"),
                Arguments.of(Map.of("byHour", List.of(24)), "byHour,0"),
                Arguments.of(Map.of("byMinute", List.of(-1)), "byMinute,0"),
                Arguments.of(Map.of("bySecond", List.of(61)), "bySecond,0"),
                Arguments.of(Map.of("bySetPos", List.of(1)), "bySetPos"),
                Arguments.of(Map.of("byHour", List.of(1, 2, 3, 4, 5), "byMinute", List.of(1, 2, 3, 4, 5)), "byMinute"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamed(Map<String, ?> parts, String path) {
        Map<String, Object> all = new HashMap<>(Map.of("frequency", "MONTHLY"));
        all.putAll(parts);
        var error = refused(Map.of("ruleParts", all));
        assertThat(error.get("code").asString()).isEqualTo("INVALID_RECURRENCE");
        assertThat(path(error)).isEqualTo("recurrence,ruleParts," + path);
    }

    @Test
    void oneFormIsGivenAndNotBoth() {
        var error = refused(Map.of("rule", "FREQ=DAILY", "ruleParts", Map.of("frequency", "DAILY")));
        assertThat(error.get("code").asString()).isEqualTo("INVALID_RECURRENCE");
        assertThat(path(error)).isEqualTo("recurrence,ruleParts");
    }

    @Test
    void aSeriesOfDatesAloneHasNoParts() {
        var recurrence =
                created(Map.of("rdates", List.of("2026-03-03T09:00:00"))).get("recurrence");
        assertThat(recurrence.get("ruleParts").isNull()).isTrue();
        assertThat(recurrence.get("summary").asString()).isEqualTo("Once on 2 March 2026, and on 1 more date");
    }

    @Test
    void anUpdateTakesThemToo() {
        var id = series.id(MONDAY, Map.of("rule", "FREQ=DAILY"));
        var payload = caller.mutate(
                "updateEvent",
                "event { recurrence { rule } }",
                Map.of("id", id, "recurrence", Map.of("ruleParts", Map.of("frequency", "YEARLY"))));
        assertThat(payload.at("/event/recurrence/rule").asString()).isEqualTo("FREQ=YEARLY");
    }

    @Test
    void theSentenceIsInTheLanguageOfTheViewer() {
        var id = series.id(MONDAY, Map.of("rule", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20261231T140000Z"));
        var query = "query($id: ID!) { event(id: $id) { recurrence { summary } } }";
        assertThat(caller.data(query, Map.of("id", id))
                        .at("/event/recurrence/summary")
                        .asString())
                .isEqualTo("Every 2 weeks on Monday and Friday, until 31 December 2026");
        caller.mutate("updatePreferences", "preferences { locale }", Map.of("locale", "de-CH"));
        assertThat(caller.data(query, Map.of("id", id))
                        .at("/event/recurrence/summary")
                        .asString())
                .isEqualTo("Alle 2 Wochen am Montag und Freitag, bis 31. Dezember 2026");
    }

    private JsonNode created(Map<String, ?> recurrence) {
        var payload = caller.mutate("createEvent", "event { " + PARTS + " }", series.input(MONDAY, recurrence));
        assertThat(payload.get("userErrors")).as(recurrence.toString()).isEmpty();
        return payload.get("event");
    }

    private JsonNode refused(Map<String, ?> recurrence) {
        var payload = series.create(MONDAY, recurrence);
        assertThat(payload.get("event").isNull()).isTrue();
        return payload.at("/userErrors/0");
    }

    private static String path(JsonNode error) {
        return String.join(
                ",",
                error.get("path").valueStream().map(step -> step.asString()).toList());
    }

    /** What came out, as it goes in: without what is null. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> input(JsonNode parts) {
        Map<String, Object> input = new JsonMapper().convertValue(parts, Map.class);
        input.values().removeIf(value -> value == null);
        if (input.get("until") instanceof Map<?, ?> until) {
            until.values().removeIf(value -> value == null);
        }
        return input;
    }
}
