package dev.almanac.recurrence.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.recurrence.RandomRules;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both parts of a split make what the whole made. Fix the seed with {@code -Dalmanac.seed=…}. */
class RecurrenceSplitTests {

    private static final long SEED = Long.getLong("almanac.seed", 20_260_302L);
    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 50_000 : 1_000;
    private static final int MOST = 200;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kolkata"));

    private final RandomRules random = new RandomRules(SEED);

    @Test
    void nothingIsLostAndNothingAdded() {
        int splits = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var set = random.oneIn(3) ? endless() : zoned(random.finiteSet());
            var starts = take(Recurrences.of(set).from(LocalDateTime.MIN.withYear(1)), MOST);
            if (starts.size() < 2) {
                continue;
            }
            var at = starts.get(1 + random.below(starts.size() - 1));
            var split = RecurrenceSplit.at(set, at);
            var before = take(Recurrences.of(split.before()).from(LocalDateTime.MIN.withYear(1)), MOST);
            assertThat(before)
                    .as("seed %d: before %s of %s", SEED, at, set)
                    .isEqualTo(
                            starts.stream().filter(start -> start.isBefore(at)).toList());
            var together = new ArrayList<>(before);
            together.addAll(
                    take(Recurrences.of(split.after()).from(LocalDateTime.MIN.withYear(1)), MOST - before.size()));
            assertThat(together).as("seed %d: split at %s of %s", SEED, at, set).isEqualTo(starts);
            assertThat(Recurrences.of(split.after()).endless())
                    .isEqualTo(Recurrences.of(set).endless());
            splits++;
        }
        assertThat(splits).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void theFirstPartEndsInTheFormThatItsKindAsksFor() {
        var at = LocalDateTime.of(2026, 3, 9, 9, 0);
        var start = LocalDateTime.of(2026, 2, 23, 9, 0);
        var rule = "FREQ=WEEKLY";
        assertThat(before(new RecurrenceSet(start, false, ZoneId.of("Europe/Zurich"), rule, List.of(), List.of()), at))
                .isEqualTo("FREQ=WEEKLY;UNTIL=20260302T080000Z");
        assertThat(before(new RecurrenceSet(start, false, null, rule, List.of(), List.of()), at))
                .isEqualTo("FREQ=WEEKLY;UNTIL=20260302T090000");
        var day = start.toLocalDate().atStartOfDay();
        assertThat(before(
                        new RecurrenceSet(day, true, null, rule, List.of(), List.of()),
                        at.toLocalDate().atStartOfDay()))
                .isEqualTo("FREQ=WEEKLY;UNTIL=20260302");
    }

    @Test
    void aCountIsSharedOut() {
        var start = LocalDateTime.of(2026, 3, 2, 9, 0);
        var set = new RecurrenceSet(
                start, false, null, "FREQ=DAILY;COUNT=10", List.of(start.plusHours(1)), List.of(start.plusDays(1)));
        var split = RecurrenceSplit.at(set, start.plusDays(4));
        assertThat(split.before().rule()).isEqualTo("FREQ=DAILY;COUNT=4");
        assertThat(split.after().rule()).isEqualTo("FREQ=DAILY;COUNT=6");
        assertThat(split.before().exdates()).containsExactly(start.plusDays(1));
        assertThat(split.after().rdates()).isEmpty();
    }

    private static String before(RecurrenceSet set, LocalDateTime at) {
        return String.valueOf(RecurrenceSplit.at(set, at).before().rule());
    }

    private RecurrenceSet endless() {
        return zoned(new RecurrenceSet(random.start(), false, null, random.rule(), List.of(), List.of()));
    }

    private RecurrenceSet zoned(RecurrenceSet set) {
        return random.oneIn(3)
                ? set
                : new RecurrenceSet(set.start(), false, random.oneOf(ZONES), set.rule(), set.rdates(), set.exdates());
    }

    private static List<LocalDateTime> take(Iterator<LocalDateTime> starts, int most) {
        List<LocalDateTime> taken = new ArrayList<>();
        while (taken.size() < most && starts.hasNext()) {
            taken.add(starts.next());
        }
        return taken;
    }
}
