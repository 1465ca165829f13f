package dev.almanac.event;

import dev.almanac.change.Problems;
import dev.almanac.platform.time.NominalDuration;
import dev.almanac.recurrence.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When something happens, in wall-clock time: what an event <em>is</em>. Instants follow from it by the JVM's zone data.
 *
 * <p>Three kinds: timed (has zones), all-day (midnight, whole days, no zone) and floating (neither). All-day and floating times
 * happen in whatever zone the viewer is in; where an instant must stand for them, their wall-clock time is read as UTC.
 *
 * <p>The length is what RFC 5545 §3.8.5.3 makes of it: given by an end it is exact, so that every occurrence lasts as long; given
 * as a duration, its days are days of the wall clock and the rest is exact (§3.3.6).
 *
 * @param zone the zone of the start; null: all-day or floating
 * @param endZone the zone of the end; null exactly where {@code zone} is
 */
public record EventTime(
        LocalDateTime start,
        boolean allDay,
        @Nullable ZoneId zone,
        @Nullable ZoneId endZone,
        NominalDuration duration) {

    /** The longest that an event lasts: ten years. */
    public static final int MOST_DAYS = 3_660;

    /** What to say of a length outside its range. */
    public static final String RANGE = "An event ends at or after its start, and lasts at most ten years.";

    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 0, 0);

    public EventTime {
        if ((zone == null) != (endZone == null) || (allDay && zone != null)) {
            throw new IllegalArgumentException("zones do not fit");
        }
        if (allDay && (!start.toLocalTime().equals(LocalTime.MIDNIGHT) || duration.seconds() != 0)) {
            throw new IllegalArgumentException("an all-day time is made of whole days");
        }
    }

    public static EventTime allDay(LocalDateTime first, int days) {
        return new EventTime(first, true, null, null, new NominalDuration(days, 0));
    }

    public static EventTime floating(LocalDateTime start, NominalDuration duration) {
        return new EventTime(start, false, null, null, duration);
    }

    public static EventTime timed(LocalDateTime start, ZoneId zone, ZoneId endZone, NominalDuration duration) {
        return new EventTime(start, false, zone, endZone, duration);
    }

    /** The exact time from one wall-clock time to another; negative where the end lies before the start. */
    public static Duration between(LocalDateTime start, ZoneId zone, LocalDateTime end, ZoneId endZone) {
        return Duration.between(
                WallClock.resolve(start, zone).instant(),
                WallClock.resolve(end, endZone).instant());
    }

    /** The same kind and length at another start. */
    public EventTime at(LocalDateTime otherStart) {
        return new EventTime(otherStart, allDay, zone, endZone, duration);
    }

    /** Whether it has no zone of its own. */
    public boolean local() {
        return zone == null;
    }

    /** The start; of what is local, its wall-clock time read as UTC. */
    public Instant startInstant() {
        return instant(start);
    }

    /** The end, exclusive; of what is local, its wall-clock time read as UTC. */
    public Instant endInstant() {
        return instant(start.plusDays(duration.days())).plusSeconds(duration.seconds());
    }

    /** The end, exclusive, on the wall clock of the end's zone. */
    public LocalDateTime end() {
        return LocalDateTime.ofInstant(endInstant(), endZone == null ? ZoneOffset.UTC : endZone);
    }

    /** Adds what is wrong with its length. */
    public void check(Problems problems, String... path) {
        if (duration.days() + duration.seconds() / 86_400 > MOST_DAYS) {
            problems.add("INVALID_TIME", RANGE, path);
        } else if (start.isAfter(LAST.minusDays(MOST_DAYS))
                && start.plusDays(duration.days())
                        .plusSeconds(duration.seconds())
                        .isAfter(LAST)) {
            problems.add("INVALID_TIME", "An event ends before the last day of the year 9999.", path);
        }
    }

    private Instant instant(LocalDateTime local) {
        return zone == null
                ? local.toInstant(ZoneOffset.UTC)
                : WallClock.resolve(local, zone).instant();
    }
}
