package dev.almanac.event;

import dev.almanac.account.Reminder;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one occurrence differs from its series. Only what {@code fields} names differs; the other components mean nothing.
 *
 * @param slot whose occurrence it is of
 * @param fields what differs
 * @param time the occurrence's own time
 * @param details the occurrence's own details, of which only those named differ
 * @param attendees null where they are the series' own
 * @param reminders null where they are the series' own
 */
public record EventOverride(
        LocalDateTime slot,
        Set<Field> fields,
        @Nullable EventTime time,
        Details details,
        @Nullable List<Attendee> attendees,
        @Nullable List<Reminder> reminders) {

    /** What may differ. */
    public enum Field {
        TIME,
        TITLE,
        DESCRIPTION,
        LOCATION,
        URL,
        STATUS,
        TRANSPARENCY,
        VISIBILITY,
        CATEGORIES,
        CONTENT_LINES,
        ATTENDEES,
        REMINDERS
    }

    public EventOverride {
        fields = Set.copyOf(fields);
        attendees = attendees == null ? null : List.copyOf(attendees);
        reminders = reminders == null ? null : List.copyOf(reminders);
        if (fields.contains(Field.TIME) != (time != null)
                || fields.contains(Field.ATTENDEES) != (attendees != null)
                || fields.contains(Field.REMINDERS) != (reminders != null)) {
            throw new IllegalArgumentException("fields and values do not fit");
        }
    }

    /** The same of the occurrence in another slot. */
    public EventOverride at(LocalDateTime otherSlot) {
        return new EventOverride(otherSlot, fields, time, details, attendees, reminders);
    }

    /** The same with another time of its own, or with null at its series'. */
    public EventOverride at(@Nullable EventTime otherTime) {
        var names = new HashSet<>(fields);
        if (otherTime == null) {
            names.remove(Field.TIME);
        } else {
            names.add(Field.TIME);
        }
        return new EventOverride(slot, names, otherTime, details, attendees, reminders);
    }

    /** The details of the occurrence. */
    public Details over(Details series) {
        return new Details(
                fields.contains(Field.TITLE) ? details.title() : series.title(),
                fields.contains(Field.DESCRIPTION) ? details.description() : series.description(),
                fields.contains(Field.LOCATION) ? details.location() : series.location(),
                fields.contains(Field.URL) ? details.url() : series.url(),
                fields.contains(Field.STATUS) ? details.status() : series.status(),
                fields.contains(Field.TRANSPARENCY) ? details.transparency() : series.transparency(),
                fields.contains(Field.VISIBILITY) ? details.visibility() : series.visibility(),
                fields.contains(Field.CATEGORIES) ? details.categories() : series.categories(),
                fields.contains(Field.CONTENT_LINES) ? details.contentLines() : series.contentLines());
    }
}
