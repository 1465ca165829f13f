package dev.almanac.icalendar.writing;

import dev.almanac.account.Reminder;
import dev.almanac.calendar.Calendar;
import dev.almanac.calendar.CalendarRole;
import dev.almanac.calendar.Membership;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Event;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.event.export.WholeEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events, and the text that is written of them. */
public final class Written {

    static final String MAILBOX = "mailto:ann@example.org";
    static final Instant MADE = Instant.parse("2026-01-05T10:00:00Z");
    static final EventTime DAY = EventTime.allDay(LocalDateTime.of(2026, 3, 2, 0, 0), 1);

    private Written() {}

    static Membership calendar(String name, String color) {
        var calendar = new Calendar(new UUID(1, 1), name, "About " + name, color, ZoneId.of("Europe/Zurich"), null, 1);
        return new Membership(calendar, CalendarRole.OWNER, null, 0);
    }

    static String text(EventContents... contents) {
        return text(
                calendar("Home", "#ff6347"),
                Arrays.stream(contents).map(Written::alone).toList());
    }

    static String text(@Nullable Membership calendar, List<WholeEvent> events) {
        var writing = new CalendarWriting(calendar, MAILBOX);
        var text = writing.head(CalendarWriting.spansOf(events));
        writing.events(events).forEachRemaining(text::append);
        return text.append(writing.tail()).toString();
    }

    /** Events that were read, in a calendar by themselves. */
    public static String events(List<ImportedEvent> events) {
        return text(null, events.stream().map(event -> alone(of(event))).toList());
    }

    static WholeEvent alone(EventContents contents) {
        return new WholeEvent(contents, null, null);
    }

    static EventContents event(
            String uid,
            EventTime time,
            @Nullable Recurrence recurrence,
            Details details,
            Map<String, String> properties,
            List<Attendee> attendees,
            List<Reminder> reminders) {
        var id = new UUID(2, 2);
        return new EventContents(
                new Event(
                        id,
                        new UUID(1, 1),
                        uid,
                        null,
                        time,
                        recurrence,
                        details,
                        properties,
                        id,
                        0,
                        null,
                        new Revision(3, MADE),
                        4,
                        MADE,
                        MADE.plusSeconds(60)),
                attendees,
                reminders,
                List.of());
    }

    static EventContents of(ImportedEvent event) {
        return event(
                        event.uid(),
                        event.time(),
                        event.recurrence(),
                        event.details(),
                        event.extendedProperties(),
                        event.attendees(),
                        event.reminders())
                .with(event.overrides());
    }

    static EventContents of(Details details) {
        return event("one", DAY, null, details, Map.of(), List.of(), List.of());
    }

    static Details titled(String title) {
        return with(Details.NONE, title, List.of());
    }

    static Details kept(String... lines) {
        return with(Details.NONE, "Title", List.of(lines));
    }

    static Details with(Details details, String title, List<String> lines) {
        return new Details(
                title,
                details.description(),
                details.location(),
                details.url(),
                details.status(),
                details.transparency(),
                details.visibility(),
                details.categories(),
                lines);
    }

    /** The lines of the text, unfolded. */
    static List<String> lines(String text) {
        return text.replace("\r\n ", "").lines().toList();
    }
}
