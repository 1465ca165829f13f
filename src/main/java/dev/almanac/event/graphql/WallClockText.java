package dev.almanac.event.graphql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times as the schema shows them. */
final class WallClockText {

    private WallClockText() {}

    /** A date where all-day, else a date and time. */
    static Temporal local(LocalDateTime time, boolean allDay) {
        return allDay ? time.toLocalDate() : time;
    }

    static List<Temporal> local(List<LocalDateTime> times, boolean allDay) {
        return times.stream().map(time -> local(time, allDay)).toList();
    }

    /** An instant on the wall clock of a zone; of what has none, it is wall-clock time read as UTC. */
    static LocalDateTime in(@Nullable ZoneId zone, Instant instant) {
        return LocalDateTime.ofInstant(instant, zone == null ? ZoneOffset.UTC : zone);
    }

    static OffsetDateTime offset(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
