package dev.almanac.event.agenda;

import dev.almanac.event.EventTime;
import dev.almanac.event.agenda.AgendaStore.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window as bounds for rows with a zone (instants) and without one (the wall clock of the zone asked for, read as UTC).
 *
 * <p>Away from transitions of the zone, wall clock and instants run in step, and wall-clock bounds are exact. Near one they are not:
 * there the bounds are a day wider, and the exact filter in the zone decides.
 */
record Spans(Span zoned, Span local) {

    private static final Duration NEAR = Duration.ofHours(26);
    private static final Duration WIDER = Duration.ofHours(25);
    private static final UUID LOWEST = new UUID(0, 0);

    Spans(Window window, @Nullable Place after) {
        this(
                new Span(window.from(), window.to(), after),
                new Span(
                        wallClock(window.from(), window.zone(), WIDER.negated()),
                        wallClock(window.to(), window.zone(), WIDER),
                        after == null ? null : local(after, window.zone())));
    }

    private static Place local(Place after, ZoneId zone) {
        var start = wallClock(after.start(), zone, WIDER.negated());
        return nearTransition(after.start(), zone)
                ? new Place(start, LOWEST, LocalDateTime.of(0, 1, 1, 0, 0))
                : new Place(start, after.root(), after.slot());
    }

    private static Instant wallClock(Instant instant, ZoneId zone, Duration nearTransition) {
        var local = LocalDateTime.ofInstant(instant, zone).toInstant(ZoneOffset.UTC);
        return nearTransition(instant, zone) ? local.plus(nearTransition) : local;
    }

    private static boolean nearTransition(Instant instant, ZoneId zone) {
        @Nullable ZoneOffsetTransition next = zone.getRules().nextTransition(instant.minus(NEAR));
        return next != null && next.getInstant().isBefore(instant.plus(NEAR));
    }

    /** A wall-clock start before which nothing of an event can be wanted, whatever its zone. */
    static LocalDateTime earliestStart(EventTime time, Window window, @Nullable Place after) {
        var length = time.duration();
        var overlapping = LocalDateTime.ofInstant(window.from(), ZoneOffset.UTC)
                .minusDays(length.days() + 2L)
                .minusSeconds(length.seconds());
        if (after == null) {
            return overlapping;
        }
        var next = LocalDateTime.ofInstant(after.start(), ZoneOffset.UTC).minusDays(2);
        return next.isAfter(overlapping) ? next : overlapping;
    }
}
