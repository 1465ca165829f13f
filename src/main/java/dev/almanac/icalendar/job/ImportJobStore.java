package dev.almanac.icalendar.job;

import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.job.ImportJob.Place;
import dev.almanac.icalendar.text.PartReading.Part;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where imports in the background are kept, with the components of their files until they have been dealt with. */
public interface ImportJobStore {

    /**
     * A component as it waits.
     *
     * @param ordinal its place in the file
     * @param key the same of components that are one event, and of no others
     */
    record Staged(int ordinal, String key, Part part) {}

    /**
     * What is written next.
     *
     * @param units how many, each with all of its components
     * @param last the last of them
     */
    record Chunk(int units, int last, List<Part> parts) {}

    /** How many a person has under way. */
    Mono<Integer> underWay(UUID user);

    Mono<Void> insert(UUID id, UUID user, ImportOptions options, Instant at);

    Mono<Void> stage(UUID job, List<Staged> components);

    /** Puts together what is one event, and lets the import begin. */
    Mono<Void> release(UUID job, @Nullable UUID calendar, List<String> properties);

    /** The imports of these ids that are the person's. */
    Flux<ImportJob> find(UUID user, Collection<UUID> ids);

    /** The one under way that has waited longest for its next step. */
    Mono<ImportJob> next(Instant now);

    /** The next units after a place, some hundred of them or fewer that are large; empty where there are none. */
    Mono<Chunk> chunk(UUID job, int after);

    /** The zones that the file defines. */
    Mono<List<Part>> zones(UUID job);

    /** Which of these keys the file has. */
    Mono<Set<String>> present(UUID job, Collection<String> keys);

    /** Which of these events something in the file became. */
    Mono<Set<UUID>> written(UUID job, Collection<UUID> events);

    /** Goes from one place to the next and keeps what became of a chunk; false where it is no longer there, or has ended. */
    Mono<Boolean> advance(ImportJob job, Place to, int units, List<Result> results, int removed, Instant at);

    /** Ends it, unless it has ended; whether it had not. */
    Mono<Boolean> end(UUID job, ImportJob.State state, @Nullable String code, @Nullable String message, Instant at);

    /** Notes that a step failed; how many did in the same place. */
    Mono<Integer> failed(UUID job, Instant at);

    /** What became of components, in the order of the file, from one line on; or backwards. */
    Flux<Result> results(UUID job, @Nullable Integer mark, boolean backwards, int limit);

    /** Removes what is staged of one that has ended; 1, or 0 where there is none. */
    Mono<Long> clear();

    /** Removes those that had ended by then; how many. */
    Mono<Long> purge(Instant endedBy);
}
