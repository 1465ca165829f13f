package dev.almanac.event.agenda;

import dev.almanac.event.Horizon;
import dev.almanac.event.Occurrence;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where the rows of what happens are read. */
public interface AgendaStore {

    /**
     * What to read of each calendar: up to {@code limit} rows of each kind after a place in the order of start, root and slot.
     *
     * @param categories rows that carry one of them; null: all
     * @param zoned the instants for rows of events that have a zone
     * @param local the instants for rows without one, which are wall-clock times read as UTC
     */
    record Query(
            Collection<UUID> calendars, @Nullable Collection<String> categories, Span zoned, Span local, int limit) {}

    /**
     * A half-open stretch that rows must overlap, and the place after which they must come.
     *
     * @param after null: from the beginning
     */
    record Span(Instant from, Instant to, @Nullable Place after) {}

    /** A series of whose occurrences not all have rows, and the original starts of those that have. */
    record Beyond(UUID eventId, Horizon derived) {}

    /** The rows, and the series that may have more in these stretches than rows. */
    record Found(Collection<Occurrence> rows, Collection<Beyond> beyondHorizon) {}

    Mono<Found> read(Query query);
}
