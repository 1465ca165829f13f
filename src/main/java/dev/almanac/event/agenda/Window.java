package dev.almanac.event.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A half-open stretch of time, seen from a zone.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 * @param zone in which dates are counted, and in which all-day and floating events happen
 */
public record Window(Instant from, Instant to, ZoneId zone) {

    /** The most days of a window. */
    public static final int MOST_DAYS = 400;

    // A day more for zones that change their offset within.
    private static final Duration LONGEST = Duration.ofDays(MOST_DAYS).plusHours(25);

    /** @throws IllegalArgumentException where it is empty, reversed or too long, with a sentence for clients */
    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A window ends after it starts.");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A window has at most " + MOST_DAYS + " days.");
        }
    }

    /** The dates from one to another, the last excluded. */
    public static Window ofDates(LocalDate from, LocalDate to, ZoneId zone) {
        return new Window(
                from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant(), zone);
    }

    /** The first date that the window touches. */
    public LocalDate firstDate() {
        return from.atZone(zone).toLocalDate();
    }

    /** The last date that the window touches. */
    public LocalDate lastDate() {
        return to.minusNanos(1).atZone(zone).toLocalDate();
    }

    /** Whether something overlaps it; what has no length does where its start lies in it. */
    public boolean holds(Instant start, Instant end) {
        return start.isBefore(to) && (end.isAfter(from) || !start.isBefore(from));
    }
}
