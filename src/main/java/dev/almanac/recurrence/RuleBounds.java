package dev.almanac.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The pattern of a rule with its start in front, cut off by COUNT or UNTIL. */
final class RuleBounds extends LookAhead {
    private final Iterator<LocalDateTime> pattern;
    private final @Nullable Until until;
    private final @Nullable LocalDateTime bound;
    private final @Nullable ZoneId zone;
    private @Nullable LocalDateTime first;
    private @Nullable LocalDateTime start;
    private long left;

    /** @param start the first occurrence, which UNTIL does not bound; null where the iteration begins after it */
    RuleBounds(
            @Nullable LocalDateTime start,
            Iterator<LocalDateTime> pattern,
            @Nullable Until until,
            @Nullable ZoneId zone,
            long count) {
        this.start = start;
        this.first = start;
        this.pattern = pattern;
        this.until = until;
        this.bound = until == null ? null : until.bound(zone);
        this.zone = zone;
        this.left = count;
    }

    @Override
    @Nullable LocalDateTime advance() {
        if (left-- == 0) {
            return null;
        }
        LocalDateTime front = first;
        if (front != null) {
            first = null;
            return front;
        }
        while (pattern.hasNext()) {
            LocalDateTime next = pattern.next();
            if (next.equals(start)) {
                continue;
            }
            if (bound != null && next.isAfter(bound)) {
                return null;
            }
            // Around a transition of the zone a later wall-clock time can be an earlier instant, so one miss is not the
            // end.
            if (until == null || until.admits(next, zone)) {
                return next;
            }
        }
        return null;
    }
}
