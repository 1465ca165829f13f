package dev.almanac.event.plan;

import dev.almanac.change.Problems;
import dev.almanac.event.EventTime;
import dev.almanac.platform.time.NominalDuration;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When an event is to happen, as a client says it; zones and lengths that are left out take their defaults. */
public sealed interface TimeDraft {

    /** In zones. With neither end nor duration it has no length. */
    record Timed(
            LocalDateTime start,
            @Nullable LocalDateTime end,
            @Nullable NominalDuration duration,
            @Nullable ZoneId zone,
            @Nullable ZoneId endZone)
            implements TimeDraft {}

    /** Whole days, the last one included; one day where there is none. */
    record AllDay(LocalDate first, @Nullable LocalDate last) implements TimeDraft {}

    /** In whatever zone the viewer is in. With neither end nor duration it has no length. */
    record Floating(
            LocalDateTime start,
            @Nullable LocalDateTime end,
            @Nullable NominalDuration duration) implements TimeDraft {}

    /**
     * The time that is meant, or null after adding what is wrong with it, at {@code time} in the input.
     *
     * @param defaultZone where the draft names none
     */
    default @Nullable EventTime resolve(ZoneId defaultZone, Problems problems) {
        return switch (this) {
            case Timed(var start, var end, var duration, var zone, var endZone) -> {
                var from = zone == null ? defaultZone : zone;
                var to = endZone == null ? from : endZone;
                var length = end == null
                        ? otherwiseNone(duration)
                        : exact(EventTime.between(start, from, end, to), duration, "timed", problems);
                yield length == null ? null : EventTime.timed(start, from, to, length);
            }
            case AllDay(var first, var last) -> {
                long days = last == null ? 1 : ChronoUnit.DAYS.between(first, last) + 1;
                if (days < 1 || days > EventTime.MOST_DAYS) {
                    problems.add("INVALID_TIME", EventTime.RANGE, "time", "allDay", "last");
                    yield null;
                }
                yield EventTime.allDay(first.atStartOfDay(), (int) days);
            }
            case Floating(var start, var end, var duration) -> {
                var length = end == null
                        ? otherwiseNone(duration)
                        : exact(Duration.between(start, end), duration, "floating", problems);
                yield length == null ? null : EventTime.floating(start, length);
            }
        };
    }

    /** The length from start to end, or null after adding what is wrong with it. */
    private static @Nullable NominalDuration exact(
            Duration length, @Nullable NominalDuration duration, String kind, Problems problems) {
        if (duration != null) {
            problems.add("INVALID_TIME", "Give an end or a duration, not both.", "time", kind, "duration");
            return null;
        }
        if (length.isNegative() || length.toDays() > EventTime.MOST_DAYS) {
            problems.add("INVALID_TIME", EventTime.RANGE, "time", kind, "end");
            return null;
        }
        return NominalDuration.exact(length);
    }

    private static NominalDuration otherwiseNone(@Nullable NominalDuration duration) {
        return duration == null ? NominalDuration.ZERO : duration;
    }
}
