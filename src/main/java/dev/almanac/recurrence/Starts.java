package dev.almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two ascending sequences as one without doubles, less what is excluded. */
final class Starts extends LookAhead {
    private final Iterator<LocalDateTime> left;
    private final Iterator<LocalDateTime> right;
    private final List<LocalDateTime> excluded;
    private @Nullable LocalDateTime nextLeft;
    private @Nullable LocalDateTime nextRight;

    /** @param excluded sorted */
    Starts(Iterator<LocalDateTime> left, Iterator<LocalDateTime> right, List<LocalDateTime> excluded) {
        this.left = left;
        this.right = right;
        this.excluded = excluded;
    }

    @Override
    @Nullable LocalDateTime advance() {
        LocalDateTime next;
        do {
            next = merged();
        } while (next != null && Collections.binarySearch(excluded, next) >= 0);
        return next;
    }

    private @Nullable LocalDateTime merged() {
        nextLeft = nextLeft == null && left.hasNext() ? left.next() : nextLeft;
        nextRight = nextRight == null && right.hasNext() ? right.next() : nextRight;
        LocalDateTime one = nextLeft;
        LocalDateTime other = nextRight;
        if (one == null || (other != null && other.isBefore(one))) {
            nextRight = null;
            return other;
        }
        nextLeft = null;
        if (one.equals(other)) {
            nextRight = null;
        }
        return one;
    }
}
