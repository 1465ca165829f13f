package dev.almanac.platform.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as RFC 5545 (section 3.3.6) means it: days are days of the wall clock, whatever their length, and
 * seconds are exact. It is never negative and knows neither years nor months.
 *
 * @param days nominal days, 0 to 3,660,000
 * @param seconds exact seconds, 0 to 316,224,000,000; more than a day's stay seconds
 */
public record NominalDuration(int days, long seconds) {

    public static final NominalDuration ZERO = new NominalDuration(0, 0);

    private static final int MOST_DAYS = 3_660_000;
    private static final long MOST_SECONDS = MOST_DAYS * 86_400L;
    private static final Pattern FORM = Pattern.compile(
            "P(?:([0-9]{1,7})W)?(?:([0-9]{1,7})D)?(T(?:([0-9]{1,9})H)?(?:([0-9]{1,10})M)?(?:([0-9]{1,12})S)?)?");

    /** @throws IllegalArgumentException outside the ranges above */
    public NominalDuration {
        if (days < 0 || days > MOST_DAYS || seconds < 0 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("a duration is not negative and at most 10,000 years long");
        }
    }

    public static NominalDuration exact(Duration duration) {
        return new NominalDuration(0, duration.toSeconds());
    }

    /**
     * Reads ISO 8601 without years, months, fractions and signs: {@code P1W2DT3H}.
     *
     * @throws IllegalArgumentException for any other text, with a sentence that does not repeat it
     */
    public static NominalDuration parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > 64 || !parts.matches() || text.endsWith("P") || text.endsWith("T")) {
            throw new IllegalArgumentException(
                    "a duration is written in weeks, days, hours, minutes and seconds, such as P1DT2H30M,"
                            + " without sign, fraction, years and months");
        }
        long days = number(parts, 1) * 7 + number(parts, 2);
        long seconds = number(parts, 4) * 3_600 + number(parts, 5) * 60 + number(parts, 6);
        return new NominalDuration((int) Math.min(days, Integer.MAX_VALUE), seconds);
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    public boolean isZero() {
        return days == 0 && seconds == 0;
    }

    /** ISO 8601, in days, hours, minutes and seconds; {@code PT0S} for none. */
    @Override
    public String toString() {
        if (isZero()) {
            return "PT0S";
        }
        StringBuilder text = new StringBuilder("P");
        if (days > 0) {
            text.append(days).append('D');
        }
        if (seconds > 0) {
            text.append('T');
            append(text, seconds / 3_600, 'H');
            append(text, seconds / 60 % 60, 'M');
            append(text, seconds % 60, 'S');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
