package dev.almanac.event.plan;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to be made, as a client says it.
 *
 * @param id null: the server makes one
 * @param reminders null: the calendar's defaults, or else the person's
 */
public record EventDraft(
        @Nullable UUID id,
        UUID calendarId,
        TimeDraft time,
        @Nullable RecurrenceDraft recurrence,
        Details details,
        List<Attendee> attendees,
        @Nullable List<Reminder> reminders,
        Map<String, String> extendedProperties,
        @Nullable String externalId) {

    /**
     * When it is to happen again; dates are of the start's form.
     *
     * @param rule RFC 5545 text
     * @param parts the same said part by part, never beside {@code rule}
     */
    public record RecurrenceDraft(
            @Nullable String rule, @Nullable RuleDraft parts, List<Temporal> rdates, List<Temporal> exdates) {}
}
