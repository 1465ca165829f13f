package dev.almanac.event.agenda;

import dev.almanac.event.Occurrence;
import dev.almanac.recurrence.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * An occurrence as it is seen from a zone: all-day and floating ones happen in it.
 *
 * @param start in that zone for what has no zone of its own
 * @param end exclusive, likewise
 */
public record AgendaEntry(Occurrence occurrence, ZoneId zone, Instant start, Instant end) {

    public static AgendaEntry of(Occurrence occurrence, ZoneId zone) {
        return occurrence.local()
                ? new AgendaEntry(occurrence, zone, in(zone, occurrence.start()), in(zone, occurrence.end()))
                : new AgendaEntry(occurrence, zone, occurrence.start(), occurrence.end());
    }

    private static Instant in(ZoneId zone, Instant wallClock) {
        return WallClock.resolve(LocalDateTime.ofInstant(wallClock, ZoneOffset.UTC), zone)
                .instant();
    }

    public Place place() {
        return new Place(start, occurrence.rootId(), occurrence.slot());
    }
}
