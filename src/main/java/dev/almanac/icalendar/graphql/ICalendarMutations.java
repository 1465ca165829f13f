package dev.almanac.icalendar.graphql;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportOptions.Mode;
import dev.almanac.event.bulk.ImportReceipt;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.job.FileImport;
import dev.almanac.icalendar.job.ImportJobs;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.security.Viewer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Imports iCalendar files. Inputs and payloads are the schema's types of their names. */
@Controller
class ICalendarMutations {

    private final FileImport imports;
    private final ImportJobs jobs;
    private final ImportReading reading;

    ICalendarMutations(FileImport imports, ImportJobs jobs, ImportReading reading) {
        this.imports = imports;
        this.jobs = jobs;
        this.reading = reading;
    }

    record ImportICalendarInput(
            @Nullable String calendarId, String content, Mode mode, boolean dryRun, boolean background) {

        ImportOptions options() {
            return new ImportOptions(mode, dryRun);
        }

        Octets octets() {
            var octets = content.getBytes(StandardCharsets.UTF_8);
            return () -> new ByteArrayInputStream(octets);
        }
    }

    /** @param target the id of the calendar, which is read when it is asked for */
    record ImportICalendarPayload(
            @Nullable UUID target,
            @Nullable ImportJobNode job,
            int created,
            int updated,
            int unchanged,
            int skipped,
            int failed,
            int removed,
            List<Result> components,
            List<Problem> userErrors) {

        static ImportICalendarPayload of(ImportReceipt receipt) {
            return new ImportICalendarPayload(
                    receipt.calendar(),
                    null,
                    receipt.count(Became.CREATED),
                    receipt.count(Became.UPDATED),
                    receipt.count(Became.UNCHANGED),
                    receipt.count(Became.SKIPPED),
                    receipt.count(Became.FAILED),
                    receipt.removed(),
                    receipt.results(),
                    List.of());
        }

        static ImportICalendarPayload of(ImportJobNode job) {
            return new ImportICalendarPayload(job.job().calendar(), job, 0, 0, 0, 0, 0, 0, List.of(), List.of());
        }

        static ImportICalendarPayload refused(List<Problem> problems) {
            return new ImportICalendarPayload(null, null, 0, 0, 0, 0, 0, 0, List.of(), problems);
        }
    }

    @MutationMapping
    Mono<ImportICalendarPayload> importICalendar(
            @Argument ImportICalendarInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var calendar = ids.optional(CalendarNode.PREFIX, input.calendarId(), "calendarId");
        if (!ids.valid()) {
            return Mono.just(ImportICalendarPayload.refused(ids.problems()));
        }
        return input.background() ? later(viewer, request, calendar, input) : now(viewer, request, calendar, input);
    }

    private Mono<ImportICalendarPayload> now(
            Viewer viewer, Repeatable request, @Nullable UUID calendar, ImportICalendarInput input) {
        return imports.run(viewer, request, calendar, input.options(), input.octets())
                .map(outcome -> switch (outcome) {
                    case Done<ImportReceipt, EventContents> done -> ImportICalendarPayload.of(done.receipt());
                    case Refused<ImportReceipt, EventContents> refused ->
                        ImportICalendarPayload.refused(refused.problems());
                });
    }

    private Mono<ImportICalendarPayload> later(
            Viewer viewer, Repeatable request, @Nullable UUID calendar, ImportICalendarInput input) {
        return jobs.begin(viewer, request, calendar, input.options(), input.octets())
                .flatMap(outcome -> switch (outcome) {
                    case Done<UUID, Object> done ->
                        reading.find(viewer, done.receipt()).map(ImportICalendarPayload::of);
                    case Refused<UUID, Object> refused -> Mono.just(ImportICalendarPayload.refused(refused.problems()));
                });
    }

    @SchemaMapping
    Mono<CalendarNode> calendar(
            ImportICalendarPayload payload, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        var target = payload.target();
        return target == null
                ? Mono.empty()
                : reading.calendars(viewer, memo).mapNotNull(found -> {
                    var membership = found.find(target);
                    return membership == null ? null : CalendarNode.of(membership);
                });
    }

    record CancelImportJobInput(String id) {}

    record CancelImportJobPayload(@Nullable ImportJobNode job, List<Problem> userErrors) {}

    @MutationMapping
    Mono<CancelImportJobPayload> cancelImportJob(
            @Argument CancelImportJobInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.required(ImportJobNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new CancelImportJobPayload(null, ids.problems()));
        }
        return jobs.cancel(viewer, request, id).flatMap(outcome -> switch (outcome) {
            case Done<UUID, Object> done ->
                reading.find(viewer, done.receipt())
                        .map(job -> new CancelImportJobPayload(job, List.of()))
                        .defaultIfEmpty(new CancelImportJobPayload(null, List.of()));
            case Refused<UUID, Object> refused -> Mono.just(new CancelImportJobPayload(null, refused.problems()));
        });
    }
}
