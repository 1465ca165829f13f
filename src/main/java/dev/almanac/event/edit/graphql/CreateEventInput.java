package dev.almanac.event.edit.graphql;

import dev.almanac.account.graphql.ReminderInput;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.edit.graphql.EventInputs.AttendeeInput;
import dev.almanac.event.edit.graphql.EventInputs.EventTimeInput;
import dev.almanac.event.edit.graphql.EventInputs.RecurrenceInput;
import dev.almanac.event.graphql.EventNode.ExtendedProperty;
import dev.almanac.event.plan.EventDraft;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schema's type of this name. */
record CreateEventInput(
        @Nullable String id,
        String calendarId,
        String title,
        EventTimeInput time,
        @Nullable RecurrenceInput recurrence,
        @Nullable String description,
        @Nullable String location,
        @Nullable String url,
        Status status,
        Transparency transparency,
        Visibility visibility,
        @Nullable List<String> categories,
        @Nullable List<AttendeeInput> attendees,
        @Nullable List<ReminderInput> reminders,
        @Nullable List<ExtendedProperty> extendedProperties,
        @Nullable String externalId) {

    EventDraft draft(@Nullable UUID eventId, UUID calendar) {
        return new EventDraft(
                eventId,
                calendar,
                time.draft(),
                recurrence == null ? null : recurrence.draft(),
                new Details(
                        title,
                        description == null ? "" : description,
                        location == null ? "" : location,
                        url,
                        status,
                        transparency,
                        visibility,
                        categories == null ? List.of() : categories,
                        List.of()),
                AttendeeInput.attendees(attendees),
                ReminderInput.reminders(reminders),
                EventInputs.properties(extendedProperties),
                externalId);
    }
}
