package dev.almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An iterator told by one method what comes next; nothing is worked out before it is asked for. */
abstract class LookAhead implements Iterator<LocalDateTime> {
    private @Nullable LocalDateTime next;
    private boolean known;

    /** The next element, null at the end; not called again after that. */
    abstract @Nullable LocalDateTime advance();

    @Override
    public final boolean hasNext() {
        return peek() != null;
    }

    @Override
    public final LocalDateTime next() {
        LocalDateTime current = peek();
        if (current == null) {
            throw new NoSuchElementException();
        }
        known = false;
        return current;
    }

    final @Nullable LocalDateTime peek() {
        if (!known) {
            next = advance();
            known = true;
        }
        return next;
    }
}
