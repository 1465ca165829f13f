package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules made to keep a server busy. Their work is counted in bytes: every day that is looked at and every start that is made is an object of
 * at least 24. {@code -Psoak} prints the milliseconds.
 */
class BoundedWorkTests {
    private static final LocalDateTime START = LocalDateTime.of(2026, 2, 2, 9, 0);
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // About a million steps; the largest COUNT takes a third of them. A walk to the year 9999 takes several times as
    // many.
    private static final long MOST_BYTES = 30_000_000;

    @Tag("C18")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=YEARLY;INTERVAL=9999;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
                "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
                "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2SU",
                "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2",
                "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYDAY=6MO",
                "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4,6,9,11;BYYEARDAY=1",
                "FREQ=DAILY;BYSETPOS=2;BYHOUR=9",
                "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
                "FREQ=HOURLY;INTERVAL=6;BYHOUR=3;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=HOURLY;INTERVAL=24;BYHOUR=9;BYSETPOS=2",
                "FREQ=HOURLY;BYSETPOS=2;BYMINUTE=0;BYHOUR=9"
            })
    void a_rule_that_never_produces_leaves_the_start_alone(String rule) {
        for (String end : List.of("", ";COUNT=100000", ";UNTIL=99991231T235959Z")) {
            Expansion expansion = expansion(rule + end);
            assertThat(within(expansion::ruleIsEmpty)).isTrue();
            assertThat(expansion.endless()).isFalse();
            assertThat(within(expansion::last)).contains(START);
            assertThat(within(() -> expansion.from(START.plusSeconds(1)).hasNext()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY;BYMONTH=1",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
                "FREQ=HOURLY;INTERVAL=9999;BYMONTH=2;BYMONTHDAY=29",
                "FREQ=WEEKLY;INTERVAL=52;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"
            })
    void a_rule_that_produces_rarely_is_not_taken_for_empty(String rule) {
        LocalDateTime start = LocalDateTime.of(2024, 2, 29, 9, 0);
        Expansion expansion = Recurrences.of(new RecurrenceSet(start, false, null, rule, List.of(), List.of()));
        assertThat(within(() -> expansion.from(start.plusYears(1)).next())).isAfter(start);
        assertThat(expansion.endless()).isTrue();
        assertThat(expansion.last()).isEmpty();
    }

    @Test
    @Tag("C17")
    void a_dense_yearly_rule_is_expanded_lazily() {
        StringBuilder days = new StringBuilder("1");
        for (int day = 2; day <= 31; day++) {
            days.append(',').append(day);
        }
        Expansion dense = expansion("FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=" + days
                + ";BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,30;COUNT=1");
        assertThat(within(dense::last)).contains(START);
    }

    @Test
    @Tag("C18")
    void the_largest_count_is_resolved_in_one_walk() {
        assertThat(within(expansion("FREQ=HOURLY;COUNT=100000")::last)).contains(START.plusHours(99_999));
        assertThat(within(expansion("FREQ=YEARLY;COUNT=100000")::last)).contains(START.withYear(9999));
    }

    @Test
    void a_far_off_window_is_reached_without_walking() {
        LocalDateTime far = LocalDateTime.of(9998, 7, 1, 0, 0);
        for (String rule : List.of("FREQ=HOURLY", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")) {
            // An hourly walk from the start would be 70 million steps.
            assertThat(within(() -> expansion(rule).from(far).next())).isAfterOrEqualTo(far);
        }
    }

    @Test
    void the_last_start_before_a_far_until_is_found_without_walking() {
        assertThat(within(expansion("FREQ=DAILY;UNTIL=99991231")::last)).contains(LocalDateTime.of(9999, 12, 31, 9, 0));
        assertThat(within(expansion("FREQ=HOURLY;BYMONTH=3;UNTIL=99991231T235959Z")::last))
                .contains(LocalDateTime.of(9999, 3, 31, 23, 0));
    }

    private static Expansion expansion(String rule) {
        return Recurrences.of(new RecurrenceSet(START, false, ZoneId.of("Europe/Berlin"), rule, List.of(), List.of()));
    }

    private static <T> T within(Supplier<T> work) {
        long begin = System.nanoTime();
        long before = THREAD.getCurrentThreadAllocatedBytes();
        T result = work.get();
        long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
        if (Boolean.getBoolean("almanac.soak")) {
            System.out.printf("%s: %.1f ms, %,d bytes%n", result, (System.nanoTime() - begin) / 1e6, allocated);
        }
        assertThat(allocated).isLessThan(MOST_BYTES);
        return result;
    }
}
