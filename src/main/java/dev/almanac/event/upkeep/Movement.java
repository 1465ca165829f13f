package dev.almanac.event.upkeep;

import dev.almanac.event.Event;
import dev.almanac.event.EventStore.Derived;
import dev.almanac.event.upkeep.EventUpkeepStore.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an event before and after they were derived anew. A row that only one side has tells of a movement where both sides
 * reach: an UNTIL in UTC may let in, or shut out, a last occurrence.
 *
 * @param reach the first original start that had no row before, if any had not
 */
record Movement(Event event, List<Row> before, @Nullable LocalDateTime reach, Derived after) {

    /** Whether anything that ends later than now happens at another time, or no longer, or newly. */
    boolean since(Instant now) {
        var rows = after.rows().stream().map(row -> new Row(row.slot(), row.start(), row.end()));
        return !later(before.stream(), now).equals(later(rows, now));
    }

    private Set<Row> later(Stream<Row> rows, Instant now) {
        return rows.filter(row -> row.end().isAfter(now))
                .filter(row -> reached(event.originalStart(row.slot())))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private boolean reached(LocalDateTime start) {
        var from = after.from();
        var until = after.until();
        return (reach == null || start.isBefore(reach))
                && (until == null || start.isBefore(until))
                && (from == null || !start.isBefore(from));
    }
}
