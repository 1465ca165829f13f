package dev.almanac.icalendar.writing;

import dev.almanac.event.bulk.ExportedForm;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.event.export.WholeEvent;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Events written, and read again. */
@Component
final class ExportedEvents implements ExportedForm {

    // Whose it is says nothing of the event.
    private static final String MAILBOX = "urn:uuid:00000000-0000-0000-0000-000000000000";

    private final ICalendarReader reader;

    ExportedEvents(ICalendarReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable ImportedEvent of(WholeEvent event) {
        var events = List.of(event);
        var writing = new CalendarWriting(null, MAILBOX);
        var text = writing.head(CalendarWriting.spansOf(events));
        writing.events(events).forEachRemaining(text::append);
        text.append(writing.tail());
        return reader.read(text.toString()) instanceof Reading.Items(var items)
                        && items.size() == 1
                        && items.getFirst() instanceof Found found
                ? found.event()
                : null;
    }
}
