package dev.almanac.recurrence;

import dev.almanac.recurrence.InvalidRecurrenceException.Reason;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about when it happens: DTSTART, RRULE, RDATE and EXDATE in wall-clock time.
 *
 * @param start the wall-clock start (DTSTART), a midnight where all-day
 * @param zone the zone of a timed event; null = floating or all-day
 * @param rule RFC 5545 text without {@code RRULE:}; null = no rule. It is read by {@link Recurrences#of}, not here
 * @param rdates starts beside those of the rule; sorted and distinct once constructed
 * @param exdates starts taken out; sorted and distinct once constructed
 */
public record RecurrenceSet(
        LocalDateTime start,
        boolean allDay,
        @Nullable ZoneId zone,
        @Nullable String rule,
        List<LocalDateTime> rdates,
        List<LocalDateTime> exdates) {
    /** The most RDATEs, and the most EXDATEs, of one series. */
    public static final int MAX_DATES = 10_000;

    /**
     * Checks and orders the dates.
     *
     * @throws InvalidRecurrenceException for a date that iCalendar cannot write, or too many of them
     */
    public RecurrenceSet {
        if (allDay && zone != null) {
            throw new IllegalArgumentException("an all-day event has no zone");
        }
        start = checked(start, allDay, "DTSTART");
        rdates = checked(rdates, allDay, "RDATE");
        exdates = checked(exdates, allDay, "EXDATE");
    }

    private static List<LocalDateTime> checked(List<LocalDateTime> dates, boolean allDay, String part) {
        if (dates.size() > MAX_DATES) {
            throw new InvalidRecurrenceException(
                    Reason.TOO_MANY_DATES, part, "An event may have at most " + MAX_DATES + " values of " + part);
        }
        return dates.stream()
                .map(date -> checked(date, allDay, part))
                .sorted()
                .distinct()
                .toList();
    }

    private static LocalDateTime checked(LocalDateTime date, boolean allDay, String part) {
        if (allDay && !date.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new InvalidRecurrenceException(
                    Reason.INVALID_DATE, part, part + " of an all-day event must be a date without a time");
        }
        return LocalTimes.checked(date, part);
    }
}
