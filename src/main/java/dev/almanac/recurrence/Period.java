package dev.almanac.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;

/**
 * The periods of a frequency, numbered without gaps: years, months, weeks from a day of the week on, days, hours. INTERVAL
 * steps through the numbers, BYSETPOS counts within one of them.
 */
final class Period {
    private static final int MONTHS_PER_YEAR = 12;
    private static final int DAYS_PER_WEEK = 7;
    private static final int HOURS_PER_DAY = 24;

    // The Gregorian calendar repeats after 400 years, weekdays and week numbers included: 146,097 days, whole weeks.
    static final int CYCLE_YEARS = 400;
    private static final int CYCLE_DAYS = 146_097;

    private final Frequency frequency;
    private final int weekOrigin;

    Period(Frequency frequency, DayOfWeek weekStart) {
        this.frequency = frequency;
        // 1970-01-01, day 0, was a Thursday.
        this.weekOrigin = weekStart.getValue() - DayOfWeek.THURSDAY.getValue();
    }

    long of(LocalDateTime time) {
        long day = time.toLocalDate().toEpochDay();
        return switch (frequency) {
            case YEARLY -> time.getYear();
            case MONTHLY -> time.getYear() * (long) MONTHS_PER_YEAR + time.getMonthValue() - 1;
            case WEEKLY -> Math.floorDiv(day - weekOrigin, DAYS_PER_WEEK);
            case DAILY -> day;
            case HOURLY -> day * HOURS_PER_DAY + time.getHour();
        };
    }

    LocalDate firstDay(long period) {
        return switch (frequency) {
            case YEARLY -> LocalDate.of((int) period, 1, 1);
            case MONTHLY -> LocalDate.of((int) (period / MONTHS_PER_YEAR), (int) (period % MONTHS_PER_YEAR) + 1, 1);
            case WEEKLY -> LocalDate.ofEpochDay(period * DAYS_PER_WEEK + weekOrigin);
            case DAILY -> LocalDate.ofEpochDay(period);
            case HOURLY -> LocalDate.ofEpochDay(Math.floorDiv(period, HOURS_PER_DAY));
        };
    }

    int days(LocalDate firstDay) {
        return switch (frequency) {
            case YEARLY -> Year.isLeap(firstDay.getYear()) ? 366 : 365;
            case MONTHLY -> firstDay.lengthOfMonth();
            case WEEKLY -> DAYS_PER_WEEK;
            case DAILY, HOURLY -> 1;
        };
    }

    int mostDays() {
        return switch (frequency) {
            case YEARLY -> 366;
            case MONTHLY -> 31;
            case WEEKLY -> DAYS_PER_WEEK;
            case DAILY, HOURLY -> 1;
        };
    }

    /** The hour of the day an hourly period is; 0 for longer ones. */
    int hour(long period) {
        return frequency == Frequency.HOURLY ? Math.floorMod(period, HOURS_PER_DAY) : 0;
    }

    /** How many periods on, at the latest, the calendar looks the same again. */
    long cycle() {
        return switch (frequency) {
            case YEARLY -> CYCLE_YEARS;
            case MONTHLY -> CYCLE_YEARS * (long) MONTHS_PER_YEAR;
            case WEEKLY -> CYCLE_DAYS / DAYS_PER_WEEK;
            case DAILY -> CYCLE_DAYS;
            case HOURLY -> CYCLE_DAYS * (long) HOURS_PER_DAY;
        };
    }
}
