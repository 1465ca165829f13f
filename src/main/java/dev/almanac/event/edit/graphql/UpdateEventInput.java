package dev.almanac.event.edit.graphql;

import dev.almanac.account.graphql.ReminderInput;
import dev.almanac.change.graphql.Patches;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.edit.graphql.EventInputs.AttendeeInput;
import dev.almanac.event.edit.graphql.EventInputs.EventTimeInput;
import dev.almanac.event.edit.graphql.EventInputs.RecurrenceInput;
import dev.almanac.event.graphql.EventNode.ExtendedProperty;
import dev.almanac.event.plan.EditScope;
import dev.almanac.event.plan.EventPatch;
import dev.almanac.event.plan.OverridePolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The schema's type of this name. */
record UpdateEventInput(
        String id,
        @Nullable Integer ifVersion,
        @Nullable EditScope scope,
        @Nullable OverridePolicy overrides,
        @Nullable String previewToken,
        ArgumentValue<String> title,
        ArgumentValue<EventTimeInput> time,
        ArgumentValue<RecurrenceInput> recurrence,
        ArgumentValue<String> description,
        ArgumentValue<String> location,
        ArgumentValue<String> url,
        ArgumentValue<Status> status,
        ArgumentValue<Transparency> transparency,
        ArgumentValue<Visibility> visibility,
        ArgumentValue<List<String>> categories,
        ArgumentValue<List<AttendeeInput>> attendees,
        ArgumentValue<List<ReminderInput>> reminders,
        ArgumentValue<List<ExtendedProperty>> extendedProperties,
        ArgumentValue<String> externalId) {

    OverridePolicy policy() {
        return overrides == null ? OverridePolicy.KEEP : overrides;
    }

    EventPatch patch() {
        return new EventPatch(
                Patches.of(time).map(EventTimeInput::draft),
                Patches.of(recurrence).map(RecurrenceInput::draft),
                Patches.of(title),
                Patches.of(description),
                Patches.of(location),
                Patches.of(url),
                Patches.of(status),
                Patches.of(transparency),
                Patches.of(visibility),
                Patches.of(categories),
                Patches.of(attendees).map(AttendeeInput::attendees),
                Patches.of(reminders)
                        .map(inputs ->
                                inputs.stream().map(ReminderInput::reminder).toList()),
                Patches.of(extendedProperties).map(EventInputs::properties),
                Patches.of(externalId));
    }
}
