package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.SelfContained;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every set, tried on random ones. Fix the seed with {@code -Dalmanac.seed=…}. */
@SelfContained
class ExpansionPropertyTests {
    private static final long SEED = Long.getLong("almanac.seed", 20_260_302L);
    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 100_000 : 800;

    private final RandomRules random = new RandomRules(SEED);

    ExpansionPropertyTests() {
        System.out.println("almanac.seed=" + SEED);
    }

    @Test
    void iteration_splits_anywhere() {
        for (int round = 0; round < ROUNDS; round++) {
            RecurrenceSet set = random.finiteSet();
            Expansion expansion = Recurrences.of(set);
            LocalDateTime a = set.start().plusHours(random.below(20_000) - 4_000);
            LocalDateTime b = random.oneIn(2)
                    ? a.plusHours(random.below(10_000))
                    : all(expansion.from(a)).stream()
                            .skip(random.below(9))
                            .findFirst()
                            .orElse(a);
            List<LocalDateTime> whole = all(expansion.from(a));
            List<LocalDateTime> parts = new ArrayList<>(
                    whole.stream().filter(start -> start.isBefore(b)).toList());
            parts.addAll(all(expansion.from(b)));
            // A fresh expansion for the second part: what an earlier walk left behind must not matter.
            assertThat(all(Recurrences.of(set).from(b)))
                    .as("%s from %s", set, b)
                    .isEqualTo(all(expansion.from(b)));
            assertThat(parts).as("%s split at %s", set, b).isEqualTo(whole);
        }
    }

    @Test
    void endless_rules_split_anywhere_too() {
        for (int round = 0; round < ROUNDS / 4; round++) {
            LocalDateTime start = random.start();
            RecurrenceSet set = new RecurrenceSet(start, false, null, random.rule(), List.of(), List.of());
            Expansion expansion = Recurrences.of(set);
            List<LocalDateTime> whole = take(expansion.from(start), 40);
            int at = random.below(whole.size());
            assertThat(take(expansion.from(whole.get(at)), whole.size() - at))
                    .as("%s from %s", set, whole.get(at))
                    .isEqualTo(whole.subList(at, whole.size()));
            assertThat(expansion.endless()).as(set.toString()).isEqualTo(!expansion.ruleIsEmpty());
        }
    }

    @Test
    void starts_are_ascending_distinct_contained_and_not_excluded() {
        for (int round = 0; round < ROUNDS; round++) {
            RecurrenceSet set = random.finiteSet();
            Expansion expansion = Recurrences.of(set);
            List<LocalDateTime> starts = all(expansion.from(LocalDateTime.MIN));
            assertThat(new ArrayList<>(new TreeSet<>(starts)))
                    .as(set.toString())
                    .isEqualTo(starts);
            assertThat(starts).as(set.toString()).doesNotContainAnyElementsOf(nonEmpty(set.exdates()));
            for (LocalDateTime start : starts) {
                assertThat(expansion.contains(start)).as("%s at %s", set, start).isTrue();
                LocalDateTime beside = start.plusSeconds(1);
                assertThat(expansion.contains(beside))
                        .as("%s at %s", set, beside)
                        .isEqualTo(starts.contains(beside));
            }
        }
    }

    @Test
    void first_and_last_are_the_ends_of_the_walk() {
        for (int round = 0; round < ROUNDS; round++) {
            RecurrenceSet set = random.finiteSet();
            Expansion expansion = Recurrences.of(set);
            List<LocalDateTime> starts = all(Recurrences.of(set).from(LocalDateTime.MIN));
            assertThat(expansion.last())
                    .as(set.toString())
                    .isEqualTo(starts.stream().reduce((_, last) -> last));
            assertThat(expansion.first())
                    .as(set.toString())
                    .isEqualTo(starts.stream().findFirst());
        }
    }

    @Test
    void normalizing_a_rule_changes_nothing_about_it() {
        for (int round = 0; round < ROUNDS; round++) {
            RecurrenceRule rule = RecurrenceRule.parse(random.rule(), false);
            assertThat(RecurrenceRule.parse(rule.toString(), false)).isEqualTo(rule);
        }
    }

    static List<LocalDateTime> take(Iterator<LocalDateTime> starts, int limit) {
        List<LocalDateTime> taken = new ArrayList<>();
        while (taken.size() < limit && starts.hasNext()) {
            taken.add(starts.next());
        }
        return taken;
    }

    private static List<LocalDateTime> all(Iterator<LocalDateTime> starts) {
        return take(starts, Integer.MAX_VALUE);
    }

    private static List<LocalDateTime> nonEmpty(List<LocalDateTime> dates) {
        return dates.isEmpty() ? List.of(LocalDateTime.MIN) : dates;
    }
}
