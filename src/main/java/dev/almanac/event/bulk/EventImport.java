package dev.almanac.event.bulk;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.EventStore;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Writes many events of a file into a calendar, in one transaction. An event is recognised by its UID: it is added, put in the place
 * of the stored one, or is the same and nothing happens. One that cannot be kept loses none of the others.
 */
@Service
public class EventImport {

    // Another write added an event of the same UID meanwhile; it is found the next time.
    private static final int RETRIES = 2;

    private static final UUID NOWHERE = new UUID(0, 0);

    private final EventStore store;
    private final CalendarAccess access;
    private final WritePath writes;
    private final Deriver deriver;
    private final EventRules rules;
    private final Ids ids;
    private final EventRemoval removal;
    private final EventReplacement replacement;

    EventImport(
            EventStore store,
            CalendarAccess access,
            WritePath writes,
            Deriver deriver,
            EventRules rules,
            Ids ids,
            EventRemoval removal,
            EventReplacement replacement) {
        this.store = store;
        this.access = access;
        this.writes = writes;
        this.deriver = deriver;
        this.rules = rules;
        this.ids = ids;
        this.removal = removal;
        this.replacement = replacement;
    }

    /** Another event took the UID between look and insert. */
    static final class OvertakenException extends RuntimeException {
        OvertakenException() {
            super("An event of this UID was added meanwhile");
        }
    }

    /** An event that may be kept, by its place in the file. */
    record Candidate(
            int place,
            ImportedEvent event,
            int line,
            @Nullable String note) {}

    /** What may be kept, and the results of the rest by their places. */
    private record Checked(List<Candidate> candidates, Map<Integer, Result> results) {}

    /** The calendar where the viewer may write to it, else a problem. */
    public Mono<Outcome<UUID, Membership>> into(Viewer viewer, UUID calendar) {
        return access.to(viewer, Action.WRITE, calendar)
                .map(_ -> Outcome.<UUID, Membership>done(calendar))
                .defaultIfEmpty(
                        Outcome.refused(new Problem("NOT_FOUND", "There is no such calendar.", List.of("calendarId"))));
    }

    /**
     * Writes what may be kept, and where the file replaces what the calendar has, removes the rest; the receipt is what became of
     * everything.
     *
     * @param target where to; asked inside the transaction
     */
    public Mono<Outcome<ImportReceipt, EventContents>> run(
            Viewer viewer,
            Repeatable request,
            Mono<? extends Outcome<UUID, ?>> target,
            List<ImportItem> items,
            ImportOptions options) {
        return write(viewer, request, target, items, options, options.replaces())
                .retryWhen(overtaken());
    }

    /** As {@link #run}, of a part of a file, inside a transaction of the caller's: it removes nothing. */
    public Mono<Outcome<ImportReceipt, EventContents>> part(
            Viewer viewer, Mono<? extends Outcome<UUID, ?>> target, List<ImportItem> items, ImportOptions options) {
        return write(viewer, Repeatable.once("importJob"), target, items, options, false);
    }

    /** Has a transaction begin anew in which a {@link #part} met another write that added an event of the same UID. */
    public static Retry overtaken() {
        return Retry.max(RETRIES).filter(OvertakenException.class::isInstance);
    }

    private Mono<Outcome<ImportReceipt, EventContents>> write(
            Viewer viewer,
            Repeatable request,
            Mono<? extends Outcome<UUID, ?>> target,
            List<ImportItem> items,
            ImportOptions options,
            boolean removes) {
        return Mono.fromCallable(() -> checked(items))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(checked -> writes.write(
                        viewer.userId(),
                        Source.IMPORT,
                        request,
                        ImportReceipt.class,
                        operation -> target.flatMap(outcome -> switch (outcome) {
                            case Done<UUID, ?> done -> write(operation, done.receipt(), checked, options, removes);
                            case Refused<UUID, ?> refused -> Mono.just(Outcome.refused(refused.problems()));
                        })));
    }

    private Mono<Outcome<ImportReceipt, EventContents>> write(
            Operation operation, UUID calendar, Checked checked, ImportOptions options, boolean removes) {
        var run = new ImportRun(operation, calendar, options, checked.results(), store, replacement, deriver, ids);
        return run.write(checked.candidates())
                .then(Mono.defer(() -> removes
                        ? removal.others(operation, calendar, kept(run), options)
                        : Mono.just(List.<Change>of())))
                .map(removed -> {
                    List<Change> changes = new ArrayList<>(run.changes());
                    if (!options.dryRun()) {
                        changes.addAll(removed);
                    }
                    return new Done<>(new ImportReceipt(run.results(), calendar, removed.size()), changes);
                });
    }

    /** What of the file cannot be read is there, too. */
    private static Set<String> kept(ImportRun run) {
        return run.results().stream()
                .map(Result::uid)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
    }

    private Checked checked(List<ImportItem> items) {
        List<Candidate> candidates = new ArrayList<>();
        Map<Integer, Result> results = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            switch (items.get(i)) {
                case ImportItem.Unusable(var result) -> results.put(i, result);
                case ImportItem.Found(var event, int line, var note) -> {
                    var problem = problem(event);
                    if (problem == null) {
                        candidates.add(new Candidate(i, event, line, note));
                    } else {
                        results.put(i, failed(event.uid(), line, problem));
                    }
                }
            }
        }
        return new Checked(candidates, results);
    }

    private @Nullable Problem problem(ImportedEvent event) {
        var problems = new Problems();
        try {
            rules.check(event.fresh(ids.next(), NOWHERE, Instant.EPOCH), problems);
        } catch (DateTimeException | ArithmeticException e) {
            problems.add("INVALID_TIME", "This happens beyond the years that can be kept.", "time");
        }
        return problems.none() ? null : problems.found().getFirst();
    }

    static Result failed(String uid, int line, Problem problem) {
        var shown = uid.length() <= EventRules.LONGEST_UID && Problems.storable(uid) ? uid : null;
        var path = String.join(".", problem.path());
        return new Result(
                shown,
                line,
                ImportReceipt.Became.FAILED,
                problem.code(),
                path.isEmpty() ? problem.message() : path + ": " + problem.message(),
                null);
    }
}
