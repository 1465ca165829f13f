package dev.almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.bulk.ImportItem;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.platform.Limits;
import java.util.List;

/** Small iCalendar files for tests. */
public final class CalendarFiles {

    public static final Limits LIMITS = new Limits(200, 400, 200, 1_000, 32_000, 500, 50, 20, 2_000, 10_000, 250);

    private CalendarFiles() {}

    /** A file with these lines in one VEVENT, besides its UID. */
    public static String event(String... lines) {
        return file(component("VEVENT", "UID:one", String.join("\r\n", lines)));
    }

    public static String component(String name, String... lines) {
        return "BEGIN:" + name + "\r\n" + String.join("\r\n", lines) + "\r\nEND:" + name + "\r\n";
    }

    public static String file(String... components) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", components) + "END:VCALENDAR\r\n";
    }

    public static List<ImportItem> read(String text) {
        return assertThat(new ICalendarReader(LIMITS).read(text))
                .isInstanceOf(Reading.Items.class)
                .extracting(reading -> ((Reading.Items) reading).items())
                .actual();
    }

    public static ImportedEvent readEvent(String... lines) {
        return found(read(event(lines)).getFirst()).event();
    }

    public static ImportItem.Found found(ImportItem item) {
        assertThat(item).isInstanceOf(ImportItem.Found.class);
        return (ImportItem.Found) item;
    }

    public static Result unusable(ImportItem item) {
        assertThat(item).isInstanceOf(ImportItem.Unusable.class);
        return ((ImportItem.Unusable) item).result();
    }

    public static Result readUnusable(String... lines) {
        return unusable(read(event(lines)).getFirst());
    }
}
