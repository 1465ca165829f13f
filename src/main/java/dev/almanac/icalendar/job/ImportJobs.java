package dev.almanac.icalendar.job;

import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.job.ImportJob.State;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import dev.almanac.platform.job.JobWaking;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.security.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes files that are imported in the background, and tells how far they are. */
@Service
public class ImportJobs {

    private final ImportJobStore store;
    private final FileImport imports;
    private final WritePath writes;
    private final ImportSettings settings;
    private final JobWaking waking;

    ImportJobs(ImportJobStore store, FileImport imports, WritePath writes, ImportSettings settings, JobWaking waking) {
        this.store = store;
        this.imports = imports;
        this.writes = writes;
        this.settings = settings;
        this.waking = waking;
    }

    /**
     * Puts the components of a file aside, in one transaction on the connections of background work; the receipt is the import's id.
     *
     * @param calendar null: a new one, as the file states it
     */
    public Mono<Outcome<UUID, Object>> begin(
            Viewer viewer, Repeatable request, @Nullable UUID calendar, ImportOptions options, Octets file) {
        return Database.asJob(writes.<UUID, Object>write(
                        viewer.userId(),
                        Source.IMPORT,
                        request,
                        UUID.class,
                        operation -> Mono.using(
                                        () -> StagedBatches.of(file),
                                        batches -> stage(viewer, operation, calendar, options, batches))
                                .subscribeOn(Schedulers.boundedElastic())))
                .doOnNext(outcome -> {
                    if (outcome instanceof Outcome.Done) {
                        waking.wake(ImportWork.JOB);
                    }
                });
    }

    private Mono<Outcome<UUID, Object>> stage(
            Viewer viewer, Operation operation, @Nullable UUID calendar, ImportOptions options, StagedBatches batches) {
        var id = operation.id();
        return store.underWay(viewer.userId()).flatMap(underWay -> {
            if (underWay >= settings.jobs()) {
                return Mono.just(Outcome.refused(
                        new Problem("TOO_MANY", "At most " + settings.jobs() + " imports at a time.", List.of())));
            }
            return store.insert(id, viewer.userId(), options, operation.at())
                    .then(staged(id, batches))
                    .then(Mono.defer(() -> {
                        if (!batches.calendar()) {
                            return Mono.just(Outcome.refused(FileImport.noCalendar()));
                        }
                        return batches.count() > settings.components()
                                ? Mono.just(Outcome.refused(FileImport.tooMany(settings.components())))
                                : release(viewer, id, calendar, options, batches);
                    }));
        });
    }

    private Mono<Void> staged(UUID id, StagedBatches batches) {
        return Flux.<List<ImportJobStore.Staged>>generate(sink -> {
                    try {
                        var batch = batches.next();
                        if (batch.isEmpty() || batches.count() > settings.components()) {
                            sink.complete();
                        } else {
                            sink.next(batch);
                        }
                    } catch (IOException e) {
                        sink.error(new UncheckedIOException(e));
                    }
                })
                .subscribeOn(Schedulers.boundedElastic())
                .concatMap(batch -> store.stage(id, batch), 1)
                .then();
    }

    private Mono<Outcome<UUID, Object>> release(
            Viewer viewer, UUID id, @Nullable UUID calendar, ImportOptions options, StagedBatches batches) {
        var properties = batches.properties();
        return imports.target(viewer, calendar, properties, options).flatMap(target -> switch (target) {
            case Outcome.Done<UUID, ?> done ->
                store.release(id, calendar == null && options.dryRun() ? null : done.receipt(), properties.lines())
                        .thenReturn(Outcome.<UUID, Object>done(id));
            case Outcome.Refused<UUID, ?> refused -> Mono.just(Outcome.<UUID, Object>refused(refused.problems()));
        });
    }

    /** Those of these ids that are the viewer's. */
    public Flux<ImportJob> find(Viewer viewer, Collection<UUID> ids) {
        return store.find(viewer.userId(), ids);
    }

    /** Ends an import of the viewer's; the receipt is its id. One that has ended stays as it is. */
    public Mono<Outcome<UUID, Object>> cancel(Viewer viewer, Repeatable request, UUID id) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                UUID.class,
                operation -> store.find(viewer.userId(), List.of(id))
                        .next()
                        .flatMap(job -> store.end(id, State.CANCELLED, null, null, operation.at())
                                .thenReturn(Outcome.<UUID, Object>done(id)))
                        .defaultIfEmpty(
                                Outcome.refused(new Problem("NOT_FOUND", "There is no such import.", List.of("id")))));
    }

    /** What became of components of an import that the viewer was given, from one line on; or backwards. */
    public Flux<Result> results(ImportJob job, @Nullable Integer mark, boolean backwards, int limit) {
        return store.results(job.id(), mark, backwards, limit);
    }
}
