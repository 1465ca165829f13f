package dev.almanac.recurrence.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.recurrence.RandomRules;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import dev.almanac.recurrence.edit.RuleShift.Anchor;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleShiftTests {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 20_000 : 500;

    private final RandomRules random = new RandomRules(Long.getLong("almanac.seed", 20_260_302L));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // A week's days turn with the start, and so does the day that the week begins on.
                "2026-03-02T23:00|2026-03-03T01:00|FREQ=WEEKLY;BYDAY=MO|FREQ=WEEKLY;BYDAY=TU",
                "2026-03-02T09:00|2026-03-01T09:00|FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU|FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU",
                "2026-03-02T09:00|2026-03-02T10:00|FREQ=WEEKLY;BYDAY=MO|FREQ=WEEKLY;BYDAY=MO",
                "2026-03-02T09:00|2026-03-04T09:00|FREQ=DAILY;INTERVAL=3|FREQ=DAILY;INTERVAL=3",
                // A place in the month is the place of the new start.
                "2026-03-10T09:00|2026-03-18T09:00|FREQ=MONTHLY;BYDAY=2TU|FREQ=MONTHLY;BYDAY=3WE",
                "2026-03-31T09:00|2026-03-30T09:00|FREQ=MONTHLY;BYDAY=-1TU|FREQ=MONTHLY;BYDAY=-1MO",
                "2026-03-15T09:00|2026-03-17T09:00|FREQ=MONTHLY;BYMONTHDAY=15|FREQ=MONTHLY;BYMONTHDAY=17",
                "2026-03-31T09:00|2026-03-29T09:00|FREQ=MONTHLY;BYMONTHDAY=-1|FREQ=MONTHLY;BYMONTHDAY=-3",
                "2026-03-01T09:00|2026-03-04T09:00|FREQ=MONTHLY;BYMONTHDAY=1,15|FREQ=MONTHLY;BYMONTHDAY=4,18",
                "2026-03-13T09:00|2026-03-14T09:00|FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR|FREQ=MONTHLY;BYMONTHDAY=14;BYDAY=SA",
                "2026-03-31T09:00|2026-04-01T09:00|FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31|FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1",
                "2026-03-31T09:00|2026-04-01T09:00|FREQ=YEARLY|FREQ=YEARLY",
                // Times that the rule names turn as well.
                "2026-03-02T09:00|2026-03-02T10:30|FREQ=DAILY;BYHOUR=9;BYMINUTE=0|FREQ=DAILY;BYHOUR=10;BYMINUTE=30",
                "2026-03-02T09:00|2026-03-02T10:00|FREQ=DAILY;BYHOUR=9,17|FREQ=DAILY;BYHOUR=10,18",
                // No rule says these moved.
                "2026-03-02T09:00|2026-03-02T10:30|FREQ=DAILY;BYHOUR=9,17|none",
                "2026-03-31T09:00|2026-04-01T09:00|FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1|none",
                "2026-03-02T09:00|2026-03-03T09:00|FREQ=YEARLY;BYWEEKNO=10|none",
                "2026-03-02T09:00|2026-03-03T09:00|FREQ=MONTHLY;BYMONTHDAY=2,31|none",
                "2026-03-10T09:00|2026-03-11T09:00|FREQ=MONTHLY;BYDAY=2TU,4TU|none",
                "2026-03-31T09:00|2026-04-01T09:00|FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=31|none",
            })
    void theRuleTurnsWithTheStart(LocalDateTime from, LocalDateTime to, String rule, @Nullable String moved) {
        var shifted = shift(rule, new Anchor(from, false, ZURICH), new Anchor(to, false, ZURICH));
        assertThat(shifted)
                .isEqualTo(
                        moved == null
                                ? null
                                : RecurrenceRule.parse(moved, false).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "20260330T070000Z, 20260331T060000Z",
        "20260330T090000,  20260331T080000",
        "20260330,         20260331",
    })
    void theEndMovesByAsMuch(String until, String moved) {
        var from = new Anchor(LocalDateTime.of(2026, 3, 2, 9, 0), false, ZURICH);
        var to = new Anchor(LocalDateTime.of(2026, 3, 3, 8, 0), false, ZURICH);
        assertThat(shift("FREQ=DAILY;UNTIL=" + until, from, to)).isEqualTo("FREQ=DAILY;UNTIL=" + moved);
    }

    @Test
    void theEndTakesTheFormOfTheNewKind() {
        var nine = LocalDateTime.of(2026, 3, 2, 9, 0);
        var timed = new Anchor(nine, false, ZURICH);
        var floating = new Anchor(nine, false, null);
        var allDay = new Anchor(nine.toLocalDate().atStartOfDay(), true, null);
        assertThat(shift("FREQ=DAILY;UNTIL=20260330T070000Z", timed, allDay)).isEqualTo("FREQ=DAILY;UNTIL=20260330");
        assertThat(shift("FREQ=DAILY;UNTIL=20260330T070000Z", timed, floating))
                .isEqualTo("FREQ=DAILY;UNTIL=20260330T090000");
        assertThat(shift("FREQ=DAILY;UNTIL=20260330", allDay, timed)).isEqualTo("FREQ=DAILY;UNTIL=20260330T070000Z");
    }

    @Test
    void rulesOfDaysAndWeeksMoveEachStartByAsMuchAsTheFirst() {
        for (int round = 0; round < ROUNDS; round++) {
            var frequency = random.oneIn(2) ? "WEEKLY" : "DAILY";
            var rule = "FREQ=%s;INTERVAL=%d%s%s"
                    .formatted(
                            frequency,
                            1 + random.below(4),
                            random.oneIn(2) ? ";BYDAY=MO,SU" : random.oneIn(2) ? ";BYDAY=WE,TH,FR" : "",
                            random.oneIn(3) ? ";COUNT=" + (1 + random.below(30)) : "");
            // On the pattern: a start off it keeps the pattern where it is, and moves alone.
            var from = onPattern(random.start(), rule);
            var shift = Duration.ofMinutes(random.below(40_000) - 20_000);
            var to = from.plus(shift);
            var moved = Objects.requireNonNull(shift(rule, new Anchor(from, false, null), new Anchor(to, false, null)));
            var expected = take(set(from, rule)).stream()
                    .map(start -> start.plus(shift))
                    .toList();
            assertThat(take(set(to, moved)))
                    .as("%s from %s to %s: %s", rule, from, to, moved)
                    .isEqualTo(expected);
        }
    }

    private static LocalDateTime onPattern(LocalDateTime near, String rule) {
        var endless = rule.replaceAll(";COUNT=\\d+", "");
        var starts = Recurrences.of(set(near, endless)).from(near.plusSeconds(1));
        return starts.next();
    }

    private static RecurrenceSet set(LocalDateTime start, String rule) {
        return new RecurrenceSet(start, false, null, rule, List.of(), List.of());
    }

    private static List<LocalDateTime> take(RecurrenceSet set) {
        var starts = Recurrences.of(set).from(set.start());
        List<LocalDateTime> taken = new ArrayList<>();
        while (taken.size() < 50 && starts.hasNext()) {
            taken.add(starts.next());
        }
        return taken;
    }

    private static @Nullable String shift(String rule, Anchor from, Anchor to) {
        var shifted = RuleShift.shift(RecurrenceRule.parse(rule, from.allDay()), from, to);
        return shifted == null ? null : shifted.toString();
    }
}
