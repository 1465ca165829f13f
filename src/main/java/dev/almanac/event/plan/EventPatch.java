package dev.almanac.event.plan;

import dev.almanac.account.Reminder;
import dev.almanac.change.Patch;
import dev.almanac.change.Problems;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.plan.EventDraft.RecurrenceDraft;
import java.util.List;
import java.util.Map;

/** An update of an event: what is absent stays, null clears. */
public record EventPatch(
        Patch<TimeDraft> time,
        Patch<RecurrenceDraft> recurrence,
        Patch<String> title,
        Patch<String> description,
        Patch<String> location,
        Patch<String> url,
        Patch<Status> status,
        Patch<Transparency> transparency,
        Patch<Visibility> visibility,
        Patch<List<String>> categories,
        Patch<List<Attendee>> attendees,
        Patch<List<Reminder>> reminders,
        Patch<Map<String, String>> extendedProperties,
        Patch<String> externalId) {

    /** The same with other lists. */
    EventPatch with(
            Patch<List<String>> otherCategories,
            Patch<List<Attendee>> otherAttendees,
            Patch<List<Reminder>> otherReminders) {
        return new EventPatch(
                time,
                recurrence,
                title,
                description,
                location,
                url,
                status,
                transparency,
                visibility,
                otherCategories,
                otherAttendees,
                otherReminders,
                extendedProperties,
                externalId);
    }

    void check(Problems problems) {
        problems.required(time, "time")
                .required(status, "status")
                .required(transparency, "transparency")
                .required(visibility, "visibility");
    }

    Details over(Details stored) {
        return new Details(
                title.over(stored.title(), ""),
                description.over(stored.description(), ""),
                location.over(stored.location(), ""),
                url.over(stored.url()),
                status.over(stored.status(), stored.status()),
                transparency.over(stored.transparency(), stored.transparency()),
                visibility.over(stored.visibility(), stored.visibility()),
                categories.over(stored.categories(), List.of()),
                stored.contentLines());
    }
}
