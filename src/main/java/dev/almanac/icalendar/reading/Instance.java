package dev.almanac.icalendar.reading;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.time.EventZones;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.platform.Limits;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A VEVENT as it stands: a series or single event, or with a RECURRENCE-ID one occurrence of a series.
 *
 * @param recurrenceId null: the series itself
 */
record Instance(
        ContentTree content,
        @Nullable Moment recurrenceId,
        EventTime time,
        Details details,
        List<Attendee> attendees,
        List<Reminder> reminders) {

    /**
     * @param extended the extended properties of the event, which its occurrences share
     * @param notes takes sentences on what is left out
     */
    static Instance read(
            ContentTree content, Map<String, String> extended, EventZones zones, Limits limits, Consumer<String> notes)
            throws ImportFault {
        var id = content.first("RECURRENCE-ID");
        return new Instance(
                content,
                id == null ? null : Moment.read(id, id.value(), zones, "INVALID_RECURRENCE"),
                Times.read(content, zones, notes),
                Particulars.details(content, limits.categories(), KeptContent.read(content, extended, limits, notes)),
                People.read(content),
                Alarms.read(content, limits.reminders()));
    }

    boolean andFuture() {
        return andFuture(content);
    }

    /** Whether it changes all that follow as well; RFC 5545 §3.2.13. */
    static boolean andFuture(ContentTree content) {
        var id = content.first("RECURRENCE-ID");
        return id != null && "THISANDFUTURE".equalsIgnoreCase(id.parameter("RANGE"));
    }

    /** The same at another time. */
    Instance at(EventTime otherTime) {
        return new Instance(content, recurrenceId, otherTime, details, attendees, reminders);
    }

    /** How an occurrence differs from this, its series: in iCalendar an override says everything again. Null where it does not. */
    @Nullable EventOverride override(Instance occurrence, LocalDateTime originalStart) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        difference(fields, Field.TIME, time.at(originalStart), occurrence.time());
        var one = details;
        var other = occurrence.details();
        difference(fields, Field.TITLE, one.title(), other.title());
        difference(fields, Field.DESCRIPTION, one.description(), other.description());
        difference(fields, Field.LOCATION, one.location(), other.location());
        difference(fields, Field.URL, one.url(), other.url());
        difference(fields, Field.STATUS, one.status(), other.status());
        difference(fields, Field.TRANSPARENCY, one.transparency(), other.transparency());
        difference(fields, Field.VISIBILITY, one.visibility(), other.visibility());
        difference(fields, Field.CATEGORIES, new HashSet<>(one.categories()), new HashSet<>(other.categories()));
        difference(fields, Field.CONTENT_LINES, one.contentLines(), other.contentLines());
        difference(fields, Field.ATTENDEES, new HashSet<>(attendees), new HashSet<>(occurrence.attendees()));
        difference(fields, Field.REMINDERS, new HashSet<>(reminders), new HashSet<>(occurrence.reminders()));
        return fields.isEmpty()
                ? null
                : new EventOverride(
                        originalStart,
                        fields,
                        fields.contains(Field.TIME) ? occurrence.time() : null,
                        named(fields, other),
                        fields.contains(Field.ATTENDEES) ? occurrence.attendees() : null,
                        fields.contains(Field.REMINDERS) ? occurrence.reminders() : null);
    }

    private static void difference(Set<Field> fields, Field field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(field);
        }
    }

    /** What is not named is as the store reads it, so that the same override is equal to the stored one. */
    private static Details named(Set<Field> fields, Details details) {
        return new Details(
                fields.contains(Field.TITLE) ? details.title() : "",
                fields.contains(Field.DESCRIPTION) ? details.description() : "",
                fields.contains(Field.LOCATION) ? details.location() : "",
                fields.contains(Field.URL) ? details.url() : null,
                fields.contains(Field.STATUS) ? details.status() : Status.CONFIRMED,
                fields.contains(Field.TRANSPARENCY) ? details.transparency() : Transparency.OPAQUE,
                fields.contains(Field.VISIBILITY) ? details.visibility() : Visibility.PUBLIC,
                fields.contains(Field.CATEGORIES) ? details.categories() : List.of(),
                fields.contains(Field.CONTENT_LINES) ? details.contentLines() : List.of());
    }
}
