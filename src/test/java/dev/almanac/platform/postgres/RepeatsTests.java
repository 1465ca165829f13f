package dev.almanac.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a transaction that failed on others begins anew, and after how long. */
@Tag("D5")
class RepeatsTests {

    private static Set<Duration> pauses(int repetition) {
        return IntStream.range(0, 2_000)
                .mapToObj(_ -> Repeats.pause(repetition))
                .collect(Collectors.toSet());
    }

    @Test
    void aTransactionRunsFourTimesAtMost() {
        assertThat(Repeats.MOST).isEqualTo(3);
    }

    @Test
    void pausesDoubleAndAreAtRandomBetweenHalfAndTheWhole() {
        for (int repetition = 0; repetition < Repeats.MOST; repetition++) {
            var most = Duration.ofMillis(20L << repetition);
            assertThat(pauses(repetition))
                    .hasSizeGreaterThan(8)
                    .allSatisfy(pause -> assertThat(pause).isBetween(most.dividedBy(2), most));
        }
    }
}
