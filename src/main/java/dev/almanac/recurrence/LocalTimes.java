package dev.almanac.recurrence;

import dev.almanac.recurrence.InvalidRecurrenceException.Reason;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** The wall-clock times that iCalendar can write: years 1 to 9999, whole seconds. */
final class LocalTimes {
    static final LocalDateTime MIN = LocalDateTime.of(1, 1, 1, 0, 0);
    static final LocalDateTime MAX = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

    private LocalTimes() {}

    static LocalDateTime checked(LocalDateTime time, String part) {
        if (time.isBefore(MIN) || time.isAfter(MAX)) {
            throw new InvalidRecurrenceException(Reason.INVALID_DATE, part, part + " must lie in the years 1 to 9999");
        }
        if (!time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
            throw new InvalidRecurrenceException(Reason.INVALID_DATE, part, part + " must be a whole second");
        }
        return time;
    }
}
