package dev.almanac.event.bulk;

import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import dev.almanac.change.Problem;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventStore;
import dev.almanac.event.EventStore.Entry;
import dev.almanac.event.EventStore.InUse;
import dev.almanac.event.bulk.EventImport.Candidate;
import dev.almanac.event.bulk.EventImport.OvertakenException;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.event.export.WholeEvent;
import dev.almanac.platform.id.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One import inside its transaction.
 *
 * <p>Events are looked up a chunk at a time, in the order of their UIDs so that two imports lock in the same order, and derived one
 * at a time, off the event loop; new ones are collected until there are enough of them, or of their rows, for one statement.
 */
final class ImportRun {

    private static final int CHUNK = 200;

    private static final int CHUNK_ROWS = 5_000;

    /** The most rows of one import: what 500 daily series have. */
    private static final int MOST_ROWS = 1_000_000;

    private final Operation operation;
    private final UUID calendar;
    private final ImportOptions options;
    private final TreeMap<Integer, Result> results;
    private final EventStore store;
    private final EventReplacement replacement;
    private final Deriver deriver;
    private final Ids ids;
    private final TreeMap<Integer, Change> changes = new TreeMap<>();

    private List<Entry> pending = new ArrayList<>();
    private int pendingRows;
    private int rows;

    ImportRun(
            Operation operation,
            UUID calendar,
            ImportOptions options,
            Map<Integer, Result> results,
            EventStore store,
            EventReplacement replacement,
            Deriver deriver,
            Ids ids) {
        this.operation = operation;
        this.calendar = calendar;
        this.options = options;
        this.results = new TreeMap<>(results);
        this.store = store;
        this.replacement = replacement;
        this.deriver = deriver;
        this.ids = ids;
    }

    Mono<Void> write(List<Candidate> candidates) {
        var sorted = candidates.stream()
                .sorted(Comparator.comparing(candidate -> candidate.event().uid()))
                .toList();
        var chunks = IntStream.iterate(0, at -> at < sorted.size(), at -> at + CHUNK)
                .mapToObj(at -> sorted.subList(at, Math.min(at + CHUNK, sorted.size())));
        return Flux.fromStream(chunks).concatMap(this::chunk).then(flush());
    }

    private Mono<Void> chunk(List<Candidate> candidates) {
        var uids = candidates.stream().map(candidate -> candidate.event().uid()).toList();
        return store.lockByUids(calendar, uids)
                .collectList()
                .flatMap(replacement::stored)
                .publishOn(Schedulers.boundedElastic())
                .flatMapMany(stored -> Flux.fromIterable(candidates).concatMap(candidate -> one(candidate, stored)))
                .then();
    }

    private Mono<Void> one(Candidate candidate, Map<String, WholeEvent> stored) {
        var found = stored.get(candidate.event().uid());
        return found == null ? create(candidate) : update(candidate, found);
    }

    private Mono<Void> create(Candidate candidate) {
        var id = ids.next();
        var contents = candidate.event().fresh(id, calendar, operation.at());
        var entry = deriver.entry(contents);
        if (tooMany(candidate, entry)) {
            return Mono.empty();
        }
        if (options.dryRun()) {
            done(candidate, Became.CREATED, null);
            return Mono.empty();
        }
        done(candidate, Became.CREATED, id);
        changes.put(candidate.place(), Change.created(calendar, "Event", id, contents));
        pending.add(entry);
        pendingRows += entry.derived().rows().size();
        return pending.size() >= CHUNK || pendingRows >= CHUNK_ROWS ? flush() : Mono.empty();
    }

    private Mono<Void> update(Candidate candidate, WholeEvent whole) {
        var stored = whole.contents();
        var edited = replacement.of(whole, candidate.event());
        var fields = edited.differences(stored);
        var id = stored.event().id();
        if (fields.isEmpty()) {
            done(candidate, Became.UNCHANGED, id);
            return Mono.empty();
        }
        if (!options.replaces()
                && candidate.event().revision().precedes(stored.event().revision())) {
            results.put(candidate.place(), outdated(candidate, id));
            return Mono.empty();
        }
        var next = edited.next(operation.at());
        var entry = deriver.entry(next);
        if (tooMany(candidate, entry)) {
            return Mono.empty();
        }
        done(candidate, Became.UPDATED, id);
        if (options.dryRun()) {
            return Mono.empty();
        }
        changes.put(
                candidate.place(),
                Change.updated(calendar, "Event", id, next.event().version(), fields, next));
        return written(store.update(operation, entry));
    }

    private Mono<Void> flush() {
        return Mono.defer(() -> {
            var entries = pending;
            pending = new ArrayList<>();
            pendingRows = 0;
            return entries.isEmpty() ? Mono.empty() : written(store.insert(operation, entries));
        });
    }

    private static Mono<Void> written(Mono<InUse> writing) {
        return writing.publishOn(Schedulers.boundedElastic()).flatMap(_ -> Mono.error(new OvertakenException()));
    }

    private boolean tooMany(Candidate candidate, Entry entry) {
        int more = entry.derived().rows().size();
        if (rows + more <= MOST_ROWS) {
            rows += more;
            return false;
        }
        var problem = new Problem("TOO_MANY", "One import makes at most " + MOST_ROWS + " occurrences.", List.of());
        results.put(candidate.place(), EventImport.failed(candidate.event().uid(), candidate.line(), problem));
        return true;
    }

    private static Result outdated(Candidate candidate, UUID event) {
        return new Result(
                candidate.event().uid(),
                candidate.line(),
                Became.SKIPPED,
                "OUTDATED",
                "The calendar has a later revision of it.",
                event);
    }

    private void done(Candidate candidate, Became became, @Nullable UUID event) {
        results.put(
                candidate.place(),
                new Result(candidate.event().uid(), candidate.line(), became, null, candidate.note(), event));
    }

    /** What became of all that was written. */
    List<Result> results() {
        return List.copyOf(results.values());
    }

    List<Change> changes() {
        return List.copyOf(changes.values());
    }
}
