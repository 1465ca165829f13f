package dev.almanac.event;

import dev.almanac.change.Problems;
import dev.almanac.platform.time.NominalDuration;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** How long an event may be. */
final class Lengths {

    /** Ten years. */
    static final int MOST_DAYS = 3_660;

    static final String RANGE = "An event ends at or after its start, and lasts at most ten years.";

    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 0, 0);

    private Lengths() {}

    /** The length from start to end, or null after adding what is wrong with it. */
    static @Nullable NominalDuration of(
            Duration length, @Nullable NominalDuration duration, String kind, Problems problems) {
        if (duration != null) {
            problems.add("INVALID_TIME", "Give an end or a duration, not both.", "time", kind, "duration");
            return null;
        }
        if (length.isNegative() || length.toDays() > MOST_DAYS) {
            problems.add("INVALID_TIME", RANGE, "time", kind, "end");
            return null;
        }
        return NominalDuration.exact(length);
    }

    static void check(EventTime time, Problems problems, String... path) {
        var length = time.duration();
        if (length.days() + length.seconds() / 86_400 > MOST_DAYS) {
            problems.add("INVALID_TIME", RANGE, path);
        } else if (time.start().isAfter(LAST.minusDays(MOST_DAYS))
                && time.start()
                        .plusDays(length.days())
                        .plusSeconds(length.seconds())
                        .isAfter(LAST)) {
            problems.add("INVALID_TIME", "An event ends before the last day of the year 9999.", path);
        }
    }
}
