package dev.almanac.icalendar.graphql;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.EventImport;
import dev.almanac.event.bulk.ImportReceipt;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Imports iCalendar files. Inputs and payloads are the schema's types of their names. */
@Controller
class ICalendarMutations {

    private final ICalendarReader reader;
    private final EventImport events;

    ICalendarMutations(ICalendarReader reader, EventImport events) {
        this.reader = reader;
        this.events = events;
    }

    record ImportICalendarInput(String calendarId, String content) {}

    record ImportICalendarPayload(
            int created,
            int updated,
            int unchanged,
            int skipped,
            int failed,
            List<Result> components,
            List<Problem> userErrors) {

        static ImportICalendarPayload of(ImportReceipt receipt) {
            return new ImportICalendarPayload(
                    receipt.count(Became.CREATED),
                    receipt.count(Became.UPDATED),
                    receipt.count(Became.UNCHANGED),
                    receipt.count(Became.SKIPPED),
                    receipt.count(Became.FAILED),
                    receipt.results(),
                    List.of());
        }

        static ImportICalendarPayload refused(List<Problem> problems) {
            return new ImportICalendarPayload(0, 0, 0, 0, 0, List.of(), problems);
        }
    }

    @MutationMapping
    Mono<ImportICalendarPayload> importICalendar(
            @Argument ImportICalendarInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var calendar = ids.required(CalendarNode.PREFIX, input.calendarId(), "calendarId");
        if (!ids.valid()) {
            return Mono.just(ImportICalendarPayload.refused(ids.problems()));
        }
        return Mono.fromCallable(() -> reader.read(input.content()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(reading -> switch (reading) {
                    case Reading.Items read -> write(viewer, request, calendar, read);
                    case Reading.NoCalendar _ -> refused("NOT_ICALENDAR", "There is no BEGIN:VCALENDAR in the text.");
                    case Reading.TooMany(int most) -> refused("TOO_MANY", "At most " + most + " components.");
                });
    }

    private Mono<ImportICalendarPayload> write(
            Viewer viewer, Repeatable request, UUID calendar, Reading.Items reading) {
        return events.run(viewer, request, calendar, reading.items()).map(outcome -> switch (outcome) {
            case Done<ImportReceipt, EventContents> done -> ImportICalendarPayload.of(done.receipt());
            case Refused<ImportReceipt, EventContents> refused -> ImportICalendarPayload.refused(refused.problems());
        });
    }

    private static Mono<ImportICalendarPayload> refused(String code, String message) {
        return Mono.just(ImportICalendarPayload.refused(List.of(new Problem(code, message, List.of("content")))));
    }
}
