package dev.almanac.icalendar.job;

import dev.almanac.calendar.CalendarService;
import dev.almanac.calendar.Membership;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.EventImport;
import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportReceipt;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.icalendar.text.CalendarText;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.TextEncoding;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Imports files in one transaction. */
@Service
public class FileImport {

    private final ICalendarReader reader;
    private final EventImport events;
    private final CalendarService calendars;
    private final Ids ids;

    FileImport(ICalendarReader reader, EventImport events, CalendarService calendars, Ids ids) {
        this.reader = reader;
        this.events = events;
        this.calendars = calendars;
        this.ids = ids;
    }

    private record Read(Part properties, Reading reading) {}

    /**
     * Imports a file; the receipt is what became of each component.
     *
     * @param calendar null: a new one, as the file states it
     */
    public Mono<Outcome<ImportReceipt, EventContents>> run(
            Viewer viewer, Repeatable request, @Nullable UUID calendar, ImportOptions options, Octets file) {
        return Mono.fromCallable(() -> {
                    var text = CalendarText.of(file, TextEncoding.of(file), CalendarText.MOST);
                    return new Read(text.properties(), reader.read(text));
                })
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(read -> switch (read.reading()) {
                    case Reading.Items items ->
                        events.run(
                                viewer,
                                request,
                                target(viewer, calendar, read.properties(), options),
                                items.items(),
                                options);
                    case Reading.NoCalendar _ -> Mono.just(Outcome.refused(noCalendar()));
                    case Reading.TooMany(int most) -> Mono.just(Outcome.refused(tooMany(most)));
                });
    }

    /** Where to; inside a transaction. A new calendar that is not to be written has an id that nothing has. */
    Mono<Outcome<UUID, Membership>> target(
            Viewer viewer, @Nullable UUID calendar, Part properties, ImportOptions options) {
        if (calendar != null) {
            return events.into(viewer, calendar);
        }
        return Mono.defer(() -> options.dryRun()
                ? Mono.just(Outcome.done(ids.next()))
                : calendars.create(
                        viewer, Source.IMPORT, Repeatable.once("importICalendar"), StatedCalendar.of(properties)));
    }

    static Problem noCalendar() {
        return new Problem("NOT_ICALENDAR", "There is no BEGIN:VCALENDAR in the text.", List.of("content"));
    }

    static Problem tooMany(int most) {
        return new Problem("TOO_MANY", "At most " + most + " components.", List.of("content"));
    }
}
