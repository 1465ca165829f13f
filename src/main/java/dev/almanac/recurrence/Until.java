package dev.almanac.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The inclusive end of a rule, kept in the form it came in.
 *
 * <p>RFC 5545 ties the form to that of DTSTART, yet all three forms arrive for every kind of event, so all are read: a DATE
 * admits its whole day, a local time is compared with the wall clock, a UTC time is compared as an instant in the zone of
 * the series. Where there is no zone (floating, all-day), the digits of a UTC time are read as wall clock.
 *
 * @param value for a DATE its midnight, for UTC the time in UTC
 */
public record Until(LocalDateTime value, Form form) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    // An instant's wall-clock time and the wall-clock times read as earlier instants differ by a transition, at most a
    // day.
    private static final int TRANSITION_DAYS = 1;

    public Until {
        if (form == Form.DATE && !value.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("value");
        }
        value = LocalTimes.checked(value, "UNTIL");
    }

    public static Until of(LocalDate date) {
        return new Until(date.atStartOfDay(), Form.DATE);
    }

    public static Until of(LocalDateTime local) {
        return new Until(local, Form.LOCAL);
    }

    /** The instant is cut to the second, as RFC 5545 has no fractions. */
    public static Until of(Instant instant) {
        return new Until(LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC), Form.UTC);
    }

    /** Whether a start at this wall-clock time in this zone is not after the end. */
    boolean admits(LocalDateTime start, @Nullable ZoneId zone) {
        if (form == Form.DATE) {
            return !start.toLocalDate().isAfter(value.toLocalDate());
        }
        if (form == Form.UTC && zone != null) {
            return !WallClock.resolve(start, zone).instant().isAfter(value.toInstant(ZoneOffset.UTC));
        }
        return !start.isAfter(value);
    }

    /** A wall-clock time after which nothing is admitted; nothing says that all before it is. */
    LocalDateTime bound(@Nullable ZoneId zone) {
        if (form == Form.DATE) {
            return value.toLocalDate().atTime(LocalTime.MAX);
        }
        if (form == Form.UTC && zone != null) {
            return value.toInstant(ZoneOffset.UTC)
                    .atZone(zone)
                    .toLocalDateTime()
                    .plusDays(TRANSITION_DAYS);
        }
        return value;
    }

    /** The RFC 5545 text: {@code 20260131}, {@code 20260131T090000} or {@code 20260131T090000Z}. */
    @Override
    public String toString() {
        return switch (form) {
            case DATE -> DATE.format(value);
            case LOCAL -> DATE_TIME.format(value);
            case UTC -> DATE_TIME.format(value) + "Z";
        };
    }

    /** The three forms of RFC 5545. */
    public enum Form {
        DATE,
        LOCAL,
        UTC
    }
}
