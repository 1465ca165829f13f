package dev.almanac.event.bulk;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Event;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as a file of another calendar system defines it, whole.
 *
 * @param recurrence null where it happens once
 * @param overrides their slots are the original starts that they have in the file
 */
public record ImportedEvent(
        String uid,
        EventTime time,
        @Nullable Recurrence recurrence,
        Details details,
        Map<String, String> extendedProperties,
        Revision revision,
        List<Attendee> attendees,
        List<Reminder> reminders,
        List<EventOverride> overrides) {

    public ImportedEvent {
        extendedProperties = Map.copyOf(extendedProperties);
        attendees = List.copyOf(attendees);
        reminders = List.copyOf(reminders);
        overrides = List.copyOf(overrides);
    }

    /** As an event that a calendar does not have yet. */
    EventContents fresh(UUID id, UUID calendar, Instant at) {
        return contents(new Event(
                id,
                calendar,
                uid,
                null,
                time,
                recurrence,
                details,
                extendedProperties,
                id,
                0,
                null,
                revision,
                1,
                at,
                at));
    }

    /** In the place of what is stored, of the same version. As in an edit, a start that moved takes the slots with it. */
    EventContents over(EventContents stored) {
        var event = stored.event();
        return contents(event.moved(time, recurrence)
                .with(event.external(), details, extendedProperties)
                .with(revision));
    }

    /** Whether it says the same as another, in whatever revision. */
    boolean says(ImportedEvent other) {
        return with(details, other.revision(), overrides).equals(other);
    }

    /** Without these content lines, of itself and of its occurrences. */
    ImportedEvent without(Set<String> contentLines) {
        return contentLines.isEmpty()
                ? this
                : with(
                        without(details, contentLines),
                        revision,
                        overrides.stream()
                                .map(override -> new EventOverride(
                                        override.slot(),
                                        override.fields(),
                                        override.time(),
                                        without(override.details(), contentLines),
                                        override.attendees(),
                                        override.reminders()))
                                .toList());
    }

    private static Details without(Details details, Set<String> contentLines) {
        return details.with(details.contentLines().stream()
                .filter(line -> !contentLines.contains(line))
                .toList());
    }

    private ImportedEvent with(Details otherDetails, Revision otherRevision, List<EventOverride> otherOverrides) {
        return new ImportedEvent(
                uid,
                time,
                recurrence,
                otherDetails,
                extendedProperties,
                otherRevision,
                attendees,
                reminders,
                otherOverrides);
    }

    private EventContents contents(Event event) {
        var slotted = overrides.stream()
                .map(override -> new EventOverride(
                        event.slot(override.slot()),
                        override.fields(),
                        override.time(),
                        override.details(),
                        override.attendees(),
                        override.reminders()))
                .sorted(Comparator.comparing(EventOverride::slot))
                .toList();
        return new EventContents(event, attendees, reminders, slotted);
    }
}
