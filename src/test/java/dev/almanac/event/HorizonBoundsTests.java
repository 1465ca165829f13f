package dev.almanac.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.recurrence.Expansion;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows a series has at the most. */
@Tag("C17")
class HorizonBoundsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T07:00:00Z"), ZoneOffset.UTC);

    private static Expansion expansion(String rule, List<LocalDateTime> rdates) {
        return Recurrences.of(
                new RecurrenceSet(LocalDateTime.of(1970, 1, 1, 0, 30), false, ZoneOffset.UTC, rule, rdates, List.of()));
    }

    private static int starts(Expansion expansion, Horizon horizon) {
        var starts = expansion.from(horizon.from());
        int count = 0;
        while (starts.hasNext() && starts.next().isBefore(horizon.until())) {
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY                                | 2024-03-02 | 2029-03-02
            FREQ=DAILY;BYHOUR=8,20                    | 2024-03-02 | 2029-03-02
            FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10 | 2024-03-02 | 2029-03-02
            FREQ=HOURLY;UNTIL=20260101T000000Z        | 2025-09-01 | 2026-12-01
            FREQ=DAILY;BYHOUR=8,12,20                 | 2025-03-02 | 2027-09-01
            FREQ=HOURLY;INTERVAL=6                    | 2025-03-02 | 2027-09-01
            FREQ=HOURLY                               | 2026-01-16 | 2026-05-09
            """)
    void itIsNearerForWhatHappensOften(String rule, String from, String until) {
        var expansion = expansion(rule, List.of());
        var horizon = Horizon.now(CLOCK, expansion);
        assertThat(horizon.from().toLocalDate()).hasToString(from);
        assertThat(horizon.until().toLocalDate()).hasToString(until);
        assertThat(starts(expansion, horizon)).isLessThanOrEqualTo(Horizon.MOST_STARTS);
    }

    @Test
    void datesThatWereAddedCountToo() {
        var rdates = IntStream.range(0, 2_000)
                .mapToObj(second -> LocalDateTime.of(2026, 3, 3, 0, 0).plusSeconds(second))
                .toList();
        var expansion = expansion("FREQ=HOURLY", rdates);
        var horizon = Horizon.now(CLOCK, expansion);
        assertThat(starts(expansion, horizon)).isBetween(2_000, Horizon.MOST_STARTS);
        assertThat(horizon.until()).isAfter(LocalDateTime.of(2026, 4, 2, 0, 0));
    }
}
