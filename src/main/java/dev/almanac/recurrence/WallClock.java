package dev.almanac.recurrence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * What a wall-clock time means in a zone, by RFC 5545 §3.3.5: a time that the clock skips is read with the offset before
 * the gap (02:30 becomes 03:30), a time that the clock shows twice is the first of the two. The JVM's zone data decides.
 */
public final class WallClock {
    private WallClock() {}

    public static Resolved resolve(LocalDateTime local, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            return Resolved.of(local, gap.getOffsetBefore(), Dst.GAP);
        }
        // Of an overlap, java.time lists the earlier offset first.
        return Resolved.of(local, offsets.getFirst(), offsets.size() == 1 ? Dst.NORMAL : Dst.OVERLAP);
    }

    /** How a wall-clock time met the zone's transitions. */
    public enum Dst {
        /** The clock shows this time once. */
        NORMAL,
        /** The clock skips this time; it is read with the offset before the gap. */
        GAP,
        /** The clock shows this time twice; the first is meant. */
        OVERLAP
    }

    /**
     * A wall-clock time made exact.
     *
     * @param offset the offset the local time was read with; in a gap the zone is past it at {@code instant}
     */
    public record Resolved(Instant instant, ZoneOffset offset, Dst dst) {
        private static Resolved of(LocalDateTime local, ZoneOffset offset, Dst dst) {
            return new Resolved(local.toInstant(offset), offset, dst);
        }
    }
}
