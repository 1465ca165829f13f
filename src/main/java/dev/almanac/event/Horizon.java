package dev.almanac.event;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The original starts, on the wall clock, for which rows are kept.
 *
 * @param from inclusive
 * @param until exclusive
 */
public record Horizon(LocalDateTime from, LocalDateTime until) {

    private static final int YEARS_BACK = 2;
    private static final int YEARS_AHEAD = 3;

    /** As it is now: from two years back to three years ahead, in whole days. */
    public static Horizon now(Clock clock) {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return new Horizon(
                today.minusYears(YEARS_BACK).atStartOfDay(),
                today.plusYears(YEARS_AHEAD).atStartOfDay());
    }

    public boolean contains(LocalDateTime start) {
        return !start.isBefore(from) && start.isBefore(until);
    }
}
