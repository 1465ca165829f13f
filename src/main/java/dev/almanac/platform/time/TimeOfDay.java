package dev.almanac.platform.time;

import java.time.LocalTime;

/**
 * A wall-clock time to the minute, with the end of the day as a time of its own.
 *
 * @param minutes since 00:00 on the dial, 0 to 1,440; 1,440 is 24:00
 */
public record TimeOfDay(int minutes) implements Comparable<TimeOfDay> {

    public static final TimeOfDay START = new TimeOfDay(0);
    public static final TimeOfDay END = new TimeOfDay(1_440);

    /** @throws IllegalArgumentException outside 0 to 1,440 */
    public TimeOfDay {
        if (minutes < 0 || minutes > 1_440) {
            throw new IllegalArgumentException("a time of the day lies between 00:00 and 24:00");
        }
    }

    public static TimeOfDay of(LocalTime time) {
        return new TimeOfDay(time.getHour() * 60 + time.getMinute());
    }

    /**
     * Reads {@code hh:mm}, and nothing else.
     *
     * @throws IllegalArgumentException for any other text, with a sentence that does not repeat it
     */
    public static TimeOfDay parse(String text) {
        if (text.length() != 5 || text.charAt(2) != ':') {
            throw new IllegalArgumentException("a time of the day is written hh:mm, such as 09:00");
        }
        int hours = digits(text, 0);
        int minutes = digits(text, 3);
        if (hours > 24 || minutes > 59) {
            throw new IllegalArgumentException("a time of the day lies between 00:00 and 24:00");
        }
        return new TimeOfDay(hours * 60 + minutes);
    }

    private static int digits(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new IllegalArgumentException("a time of the day is written hh:mm, such as 09:00");
        }
        return tens * 10 + ones;
    }

    @Override
    public int compareTo(TimeOfDay other) {
        return Integer.compare(minutes, other.minutes);
    }

    /** {@code hh:mm}. */
    @Override
    public String toString() {
        int hours = minutes / 60;
        int rest = minutes % 60;
        return (hours < 10 ? "0" : "") + hours + (rest < 10 ? ":0" : ":") + rest;
    }
}
