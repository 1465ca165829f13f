package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.almanac.recurrence.Vectors.Vector;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@link Vectors}, judged at the engine itself. Skipped only where their folder is not named. */
class VectorTests {

    private final List<Vector> vectors = Vectors.all();

    @BeforeEach
    void read() {
        assumeTrue(Vectors.corpora().isPresent(), "ALMANAC_CORPORA is not set");
    }

    @Test
    void vectors_that_all_implementations_agree_on_are_met() {
        List<String> failures = new ArrayList<>();
        int met = 0;
        for (var vector : vectors) {
            if (!vector.agreed() || vector.rules().size() > 1) {
                continue;
            }
            String difference = difference(vector, vector.judgedAt());
            if (difference == null) {
                met++;
            } else {
                failures.add(difference);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(met).isEqualTo(218);
    }

    @Test
    void vectors_of_broken_rules_are_refused() {
        for (var vector : vectors) {
            if (vector.error()) {
                assertThat(difference(vector, vector.judgedAt()))
                        .as(vector.toString())
                        .contains("refused");
            }
        }
    }

    @Test
    void vectors_that_need_a_policy_are_refused_or_expanded() {
        int agree = 0;
        int rebased = 0;
        int refused = 0;
        List<String> differ = new ArrayList<>();
        for (var vector : vectors) {
            var start = vector.start();
            if (!vector.tier().equals("B") || vector.rules().size() != 1 || start == null) {
                continue;
            }
            String difference = difference(vector, start);
            if (difference == null) {
                agree++;
            } else if (difference.contains(" refused ")) {
                refused++;
            } else if (!vector.expected().isEmpty()
                    && difference(vector, vector.expected().getFirst().toString()) == null) {
                rebased++;
            } else {
                differ.add(difference);
            }
        }
        // Each of them is told on the page about recurrence.
        System.out.printf(
                "Tier B: %d agree, %d agree but for the start that always counts, %d refused, %d differ:%n  %s%n",
                agree, rebased, refused, differ.size(), String.join("\n  ", differ));
        assertThat(agree).isPositive();
    }

    @Test
    void rules_of_vectors_without_an_instance_are_found_empty() {
        for (var vector : vectors) {
            if (vector.empty()) {
                assertThat(Recurrences.of(vector.set(vector.judgedAt())).ruleIsEmpty())
                        .as(vector.toString())
                        .isTrue();
            }
        }
    }

    private static @Nullable String difference(Vector vector, String start) {
        var expected = vector.expected();
        String what = vector.id() + " " + vector.rules();
        List<LocalDateTime> actual = new ArrayList<>();
        boolean ended;
        try {
            Iterator<LocalDateTime> starts = Recurrences.of(vector.set(start)).from(LocalDateTime.MIN);
            while (starts.hasNext() && actual.size() < expected.size()) {
                actual.add(starts.next());
            }
            ended = !starts.hasNext();
        } catch (InvalidRecurrenceException refused) {
            return what + " refused " + refused.reason() + " " + refused.part();
        }
        boolean same = actual.equals(expected) && (ended || !vector.finite());
        return same ? null : what + " expected " + expected + " but was " + actual + (ended ? "" : " …");
    }
}
