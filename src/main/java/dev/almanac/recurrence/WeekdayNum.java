package dev.almanac.recurrence;

import java.time.DayOfWeek;
import java.util.Comparator;

/**
 * One value of BYDAY (RFC 5545 "weekdaynum").
 *
 * @param ordinal which of the weekdays in the month or year, 1 to 53 from the front and −1 to −53 from the back; 0 = all
 */
public record WeekdayNum(int ordinal, DayOfWeek day) implements Comparable<WeekdayNum> {
    private static final int MAX_ORDINAL = 53;
    private static final Comparator<WeekdayNum> ORDER =
            Comparator.comparing(WeekdayNum::day).thenComparingInt(WeekdayNum::ordinal);

    public WeekdayNum {
        if (Math.abs(ordinal) > MAX_ORDINAL) {
            throw new IllegalArgumentException("ordinal");
        }
    }

    @Override
    public int compareTo(WeekdayNum other) {
        return ORDER.compare(this, other);
    }

    /** The RFC 5545 text: {@code MO}, {@code 2TU}, {@code -1FR}. */
    @Override
    public String toString() {
        return (ordinal == 0 ? "" : Integer.toString(ordinal)) + code(day);
    }

    static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
