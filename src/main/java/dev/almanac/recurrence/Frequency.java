package dev.almanac.recurrence;

/** The FREQ values Almanac expands. SECONDLY and MINUTELY are refused: no calendar shows more than a day can hold. */
public enum Frequency {
    YEARLY,
    MONTHLY,
    WEEKLY,
    DAILY,
    HOURLY
}
