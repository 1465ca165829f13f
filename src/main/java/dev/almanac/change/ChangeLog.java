package dev.almanac.change;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The log of changes: streams, each with gap-free positions in the order of commits. Called inside a write's transaction. */
public interface ChangeLog {

    /** What a stream is of. */
    enum StreamKind {
        CALENDAR,
        ACCOUNT
    }

    /**
     * Opens the stream of a new calendar or person; false where there is one with this id, which may be that of a purged calendar:
     * a stream outlives what it is of.
     */
    Mono<Boolean> open(UUID stream, StreamKind kind);

    /**
     * Appends the changes, in their order, each to its stream. Takes the rows of the streams, so this is the last statement of a
     * write but for the idempotency key. The deletion of what a stream is of closes it: it takes no more. Fails with {@link StreamClosedException} where a stream is closed or missing.
     */
    Mono<Void> append(Operation operation, List<Change> changes);

    /** An entity as a change left it; empty where that version is not in the log any more, or was a deletion. */
    <T> Mono<T> entity(String entityType, UUID entityId, int version, Class<T> type);

    /** The position of the last change in a stream, 0 before the first; empty where there is no such stream. */
    Mono<Long> head(UUID stream);
}
