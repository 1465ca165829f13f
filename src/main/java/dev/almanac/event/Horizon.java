package dev.almanac.event;

import dev.almanac.recurrence.Expansion;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The original starts, on the wall clock, for which rows are kept.
 *
 * @param from inclusive
 * @param until exclusive
 */
public record Horizon(LocalDateTime from, LocalDateTime until) {

    /** The most original starts of one series for which rows are kept: two a day for five years are fewer. */
    public static final int MOST_STARTS = 4_000;

    private static final int YEARS_BACK = 2;
    private static final int YEARS_AHEAD = 3;

    /** The nearest horizon still ends more than a month ahead. */
    private static final int MOST_HALVINGS = 5;

    /** As it is now: from two years back to three years ahead, in whole days. */
    public static Horizon now(Clock clock) {
        return around(today(clock), 0);
    }

    /**
     * As it is now for one series. Where that would be more than {@link #MOST_STARTS}, both its sides are halved until it is not: an
     * hourly series has rows for four months.
     */
    public static Horizon now(Clock clock, Expansion expansion) {
        var today = today(clock);
        int halvings = 0;
        while (halvings < MOST_HALVINGS && around(today, halvings).overflows(expansion)) {
            halvings++;
        }
        return around(today, halvings);
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private static Horizon around(LocalDate today, int halvings) {
        long back = ChronoUnit.DAYS.between(today.minusYears(YEARS_BACK), today) >> halvings;
        long ahead = ChronoUnit.DAYS.between(today, today.plusYears(YEARS_AHEAD)) >> halvings;
        return new Horizon(
                today.minusDays(back).atStartOfDay(), today.plusDays(ahead).atStartOfDay());
    }

    private boolean overflows(Expansion expansion) {
        var starts = expansion.from(from);
        int count = 0;
        while (starts.hasNext() && starts.next().isBefore(until)) {
            if (++count > MOST_STARTS) {
                return true;
            }
        }
        return false;
    }

    public boolean contains(LocalDateTime start) {
        return !start.isBefore(from) && start.isBefore(until);
    }
}
