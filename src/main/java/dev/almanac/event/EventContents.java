package dev.almanac.event;

import dev.almanac.account.Reminder;
import java.util.List;

/** An event with all that belongs to it: what a version is of, and what the change log keeps. */
public record EventContents(
        Event event, List<Attendee> attendees, List<Reminder> reminders, List<EventOverride> overrides) {

    public EventContents {
        attendees = List.copyOf(attendees);
        reminders = List.copyOf(reminders);
        overrides = List.copyOf(overrides);
    }
}
