package dev.almanac.icalendar.job;

import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.EventImport;
import dev.almanac.event.bulk.EventRemoval;
import dev.almanac.event.bulk.ImportItem;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportReceipt;
import dev.almanac.icalendar.job.ImportJob.Place;
import dev.almanac.icalendar.job.ImportJob.State;
import dev.almanac.icalendar.job.ImportJobStore.Chunk;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.icalendar.text.CalendarText;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.platform.job.RecurringJob;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.request.DeadlinePassedException;
import dev.almanac.platform.security.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes what was put aside: a step of each import under way in turn. A step is one transaction, which writes some hundred events and
 * says how far the import has come, so that a server which takes over begins where the last one ended, and of two that take the same
 * step one writes nothing.
 */
@Component
class ImportWork {

    /** The name of the job. */
    static final String JOB = "imports";

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    /** A run ends in time to be one of many; what is left over is taken up by the next. */
    private static final int MOST_STEPS = 1_000;

    private static final int MOST_FAILURES = 5;

    private final ImportJobStore store;
    private final ICalendarReader reader;
    private final EventImport events;
    private final EventRemoval removal;
    private final FileImport imports;
    private final Database database;
    private final Clock clock;

    ImportWork(
            ImportJobStore store,
            ICalendarReader reader,
            EventImport events,
            EventRemoval removal,
            FileImport imports,
            Database database,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.events = events;
        this.removal = removal;
        this.imports = imports;
        this.database = database;
        this.clock = clock;
    }

    /** It cannot go on; what this step has written is taken back. */
    private static final class StepRefusedException extends RuntimeException {

        private final transient Problem problem;

        StepRefusedException(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }

    /** Another server has taken this step, or it was cancelled; what this one has written is taken back. */
    private static final class OverrunException extends RuntimeException {
        OverrunException() {
            super("Taken by another, or ended", null, false, false);
        }
    }

    /** Takes steps until there are none; how many. */
    Mono<Long> run() {
        var left = new AtomicInteger(MOST_STEPS);
        return RecurringJob.untilNoneIsLeft(() -> left.getAndDecrement() == 0
                ? Mono.just(0L)
                : Mono.defer(() -> store.next(now()))
                        .flatMap(job -> step(job).thenReturn(1L))
                        .defaultIfEmpty(0L));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Mono<Void> step(ImportJob job) {
        return database.inTransaction(() -> store.chunk(job.id(), job.place().unit())
                        .flatMap(chunk -> write(job, chunk).thenReturn(true))
                        .switchIfEmpty(Mono.defer(() -> rest(job).thenReturn(true))))
                .retryWhen(EventImport.overtaken())
                .then()
                .onErrorResume(OverrunException.class, _ -> Mono.empty())
                .onErrorResume(
                        StepRefusedException.class,
                        refused -> end(job, State.FAILED, refused.problem.code(), refused.problem.message()))
                .onErrorResume(
                        failure -> !(failure instanceof DeadlinePassedException), failure -> failed(job, failure));
    }

    private Mono<Void> failed(ImportJob job, Throwable failure) {
        LOG.warn("A step of the import {} failed", job.id(), failure);
        return store.failed(job.id(), now())
                .filter(failures -> failures >= MOST_FAILURES)
                .flatMap(_ -> end(job, State.FAILED, "INTERNAL", "Something went wrong here, several times."));
    }

    private Mono<Void> end(ImportJob job, State state, @Nullable String code, @Nullable String message) {
        return store.end(job.id(), state, code, message, now()).then();
    }

    private Mono<Void> write(ImportJob job, Chunk chunk) {
        var calendar = new Part("VCALENDAR", job.properties(), null, null);
        var target = imports.target(viewer(job), job.calendar(), calendar, job.options());
        return store.zones(job.id())
                .publishOn(Schedulers.boundedElastic())
                .map(zones -> {
                    List<Part> parts = new ArrayList<>(zones);
                    parts.addAll(chunk.parts());
                    return reader.read(new CalendarText(calendar, parts, true, false));
                })
                .ofType(Reading.Items.class)
                .flatMap(read -> ownFirst(job, chunk, read.items()))
                .flatMap(items -> events.part(viewer(job), target, items, job.options()))
                .flatMap(outcome -> switch (outcome) {
                    case Done<ImportReceipt, EventContents> done ->
                        advance(
                                job,
                                new Place(chunk.last(), null),
                                chunk.units(),
                                done.receipt().results(),
                                0);
                    case Refused<ImportReceipt, EventContents> refused -> refused(refused.problems());
                });
    }

    /** What the file says itself of a UID counts, wherever it stands, before what follows from a series that it cuts. */
    private Mono<List<ImportItem>> ownFirst(ImportJob job, Chunk chunk, List<ImportItem> items) {
        var said = chunk.parts().stream().map(ICalendarReader::uid).collect(Collectors.toSet());
        var following = items.stream()
                .filter(Found.class::isInstance)
                .map(item -> ((Found) item).event().uid())
                .filter(uid -> !said.contains(uid))
                .collect(Collectors.toMap(StagedBatches::key, uid -> uid));
        return following.isEmpty()
                ? Mono.just(items)
                : store.present(job.id(), following.keySet()).map(present -> {
                    var own = present.stream().map(following::get).collect(Collectors.toSet());
                    return items.stream()
                            .filter(item -> !(item instanceof Found found
                                    && own.contains(found.event().uid())))
                            .toList();
                });
    }

    private static Mono<Void> refused(List<Problem> problems) {
        return Mono.error(new StepRefusedException(problems.getFirst()));
    }

    private static Viewer viewer(ImportJob job) {
        return new Viewer(job.user(), ZoneOffset.UTC, Locale.ROOT);
    }

    private Mono<Void> advance(ImportJob job, Place to, int units, List<ImportReceipt.Result> results, int removed) {
        return store.advance(job, to, units, results, removed, now())
                .flatMap(advanced -> advanced ? Mono.empty() : Mono.error(new OverrunException()));
    }

    /** All units are written: where the file replaces what the calendar has, what else it has is removed. */
    private Mono<Void> rest(ImportJob job) {
        var calendar = job.calendar();
        if (!job.options().replaces() || calendar == null) {
            return end(job, State.DONE, null, null);
        }
        return removal.page(calendar, job.place().removedAfter()).flatMap(page -> {
            if (page.isEmpty()) {
                return end(job, State.DONE, null, null);
            }
            var to = new Place(job.place().unit(), page.getLast().id());
            return absent(job, page)
                    .flatMap(absent -> job.options().dryRun()
                            ? Mono.just(Outcome.<Integer, EventContents>done(absent.size()))
                            : removal.remove(viewer(job), calendar, absent))
                    .flatMap(outcome -> switch (outcome) {
                        case Done<Integer, EventContents> done -> advance(job, to, 0, List.of(), done.receipt());
                        case Refused<Integer, EventContents> refused -> refused(refused.problems());
                    });
        });
    }

    /** A part of a series that the file cuts has a UID that is nowhere in the file. */
    private Mono<List<String>> absent(ImportJob job, List<Event> page) {
        var keys = page.stream().map(event -> StagedBatches.key(event.uid())).toList();
        var ids = page.stream().map(Event::id).toList();
        return Mono.zip(
                store.present(job.id(), keys),
                store.written(job.id(), ids),
                (present, written) -> page.stream()
                        .filter(event -> !written.contains(event.id()))
                        .map(Event::uid)
                        .filter(uid -> !present.contains(StagedBatches.key(uid)))
                        .toList());
    }
}
