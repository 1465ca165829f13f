package dev.almanac.event.agenda;

import dev.almanac.event.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The rows without a zone that one branch of the agenda gave for one calendar, in the order of their wall clock. */
final class LocalPage {

    // How far the order of instants and that of the wall clock can differ: no zone has ever skipped more than a day.
    private static final Duration FARTHEST = Duration.ofHours(25);

    /** Whose rows, and of which length. */
    record Branch(UUID calendar, boolean isLong) {

        static Branch of(Occurrence row) {
            return new Branch(row.calendarId(), row.isLong());
        }
    }

    private final List<Instant> wanted = new ArrayList<>();
    private Instant last = Instant.MIN;
    private int rows;

    void add(AgendaEntry entry, boolean isWanted) {
        rows++;
        last = entry.start().isAfter(last) ? entry.start() : last;
        if (isWanted) {
            wanted.add(entry.start());
        }
    }

    /** Whether the first so many that are wanted are surely among these, given that at most {@code most} rows were read. */
    boolean reaches(int limit, int most) {
        if (rows < most) {
            return true;
        }
        if (wanted.size() < limit) {
            return false;
        }
        wanted.sort(Comparator.naturalOrder());
        return last.isAfter(wanted.get(limit - 1).plus(FARTHEST));
    }
}
