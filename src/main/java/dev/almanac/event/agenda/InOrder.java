package dev.almanac.event.agenda;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Entries of one event in the order of their places, made from occurrences in the order of their wall-clock starts.
 *
 * <p>The two orders differ only near a transition of a zone: 02:30, skipped, is 03:30 and comes after 03:00. An entry is given out
 * once the occurrences read reach so far beyond it that none can come before it any more.
 */
final class InOrder implements Iterator<AgendaEntry> {

    // No zone has ever skipped more than a day.
    private static final Duration FARTHEST = Duration.ofHours(25);

    private final Iterator<AgendaEntry> source;
    private final PriorityQueue<AgendaEntry> read = new PriorityQueue<>(Comparator.comparing(AgendaEntry::place));
    private boolean ahead;

    InOrder(Iterator<AgendaEntry> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        return !read.isEmpty() || source.hasNext();
    }

    @Override
    public AgendaEntry next() {
        ahead = false;
        while (source.hasNext() && !ahead) {
            var entry = source.next();
            read.add(entry);
            ahead = entry.start().isAfter(read.element().start().plus(FARTHEST));
        }
        var next = read.poll();
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next;
    }
}
