package dev.almanac.icalendar;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.EventTime;
import dev.almanac.platform.Limits;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /** Of two of the same, the later one counts: by SEQUENCE, then by when it was changed. */
    static final Comparator<Instance> BY_AGE = Comparator.comparingInt(
                    (Instance instance) -> sequence(instance.content()))
            .thenComparing(instance -> stamp(instance.content(), "LAST-MODIFIED"))
            .thenComparing(instance -> stamp(instance.content(), "DTSTAMP"));

    static Instance read(ContentTree content, Zones zones, Limits limits) throws ImportFault {
        var id = content.first("RECURRENCE-ID");
        return new Instance(
                content,
                id == null ? null : Moment.read(id, id.value(), zones, "INVALID_RECURRENCE"),
                Times.read(content, zones),
                Particulars.details(content, limits.categories()),
                People.read(content),
                Alarms.read(content, limits.reminders()));
    }

    boolean andFuture() {
        var id = content.first("RECURRENCE-ID");
        return id != null && "THISANDFUTURE".equalsIgnoreCase(id.parameter("RANGE"));
    }

    private static int sequence(ContentTree content) {
        try {
            return Integer.parseInt(Objects.requireNonNullElse(content.raw("SEQUENCE"), "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    // Both are UTC in one form, so the texts are in order of time.
    private static String stamp(ContentTree content, String property) {
        return Objects.requireNonNullElse(content.raw(property), "");
    }
}
