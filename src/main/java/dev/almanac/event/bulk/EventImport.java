package dev.almanac.event.bulk;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
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
import java.util.UUID;
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

    private final EventStore store;
    private final CalendarAccess access;
    private final WritePath writes;
    private final Deriver deriver;
    private final EventRules rules;
    private final Ids ids;

    EventImport(EventStore store, CalendarAccess access, WritePath writes, Deriver deriver, EventRules rules, Ids ids) {
        this.store = store;
        this.access = access;
        this.writes = writes;
        this.deriver = deriver;
        this.rules = rules;
        this.ids = ids;
    }

    /** Another event took the UID between look and insert. */
    static final class OvertakenException extends RuntimeException {
        OvertakenException() {
            super("An event of this UID was added meanwhile");
        }
    }

    /** An event that may be kept, by its place in the file. */
    record Candidate(
            int place, ImportedEvent event, @Nullable String note) {}

    /** What may be kept, and the results of the rest by their places. */
    private record Checked(List<Candidate> candidates, Map<Integer, Result> results) {}

    /** Writes what may be kept; the receipt is what became of everything. */
    public Mono<Outcome<ImportReceipt, EventContents>> run(
            Viewer viewer, Repeatable request, UUID calendar, List<ImportItem> items) {
        return Mono.fromCallable(() -> checked(calendar, items))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(checked -> writes.write(
                        viewer.userId(),
                        Source.IMPORT,
                        request,
                        ImportReceipt.class,
                        operation -> access.to(viewer, Action.WRITE, calendar)
                                .flatMap(_ -> new ImportRun(operation, calendar, checked.results(), store, deriver, ids)
                                        .write(checked.candidates()))
                                .defaultIfEmpty(Outcome.refused(new Problem(
                                        "NOT_FOUND", "There is no such calendar.", List.of("calendarId"))))))
                .retryWhen(Retry.max(RETRIES).filter(OvertakenException.class::isInstance));
    }

    private Checked checked(UUID calendar, List<ImportItem> items) {
        List<Candidate> candidates = new ArrayList<>();
        Map<Integer, Result> results = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            switch (items.get(i)) {
                case ImportItem.Unusable(var result) -> results.put(i, result);
                case ImportItem.Found(var event, var note) -> {
                    var problem = problem(calendar, event);
                    if (problem == null) {
                        candidates.add(new Candidate(i, event, note));
                    } else {
                        results.put(i, failed(event.uid(), problem));
                    }
                }
            }
        }
        return new Checked(candidates, results);
    }

    private @Nullable Problem problem(UUID calendar, ImportedEvent event) {
        var problems = new Problems();
        try {
            rules.check(event.fresh(ids.next(), calendar, Instant.EPOCH), problems);
        } catch (DateTimeException | ArithmeticException e) {
            problems.add("INVALID_TIME", "This happens beyond the years that can be kept.", "time");
        }
        return problems.none() ? null : problems.found().getFirst();
    }

    static Result failed(String uid, Problem problem) {
        var shown = uid.length() <= EventRules.LONGEST_UID && Problems.storable(uid) ? uid : null;
        var path = String.join(".", problem.path());
        return new Result(
                shown,
                ImportReceipt.Became.FAILED,
                problem.code(),
                path.isEmpty() ? problem.message() : path + ": " + problem.message());
    }
}
