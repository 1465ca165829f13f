package dev.almanac.event.plan;

import dev.almanac.account.Reminder;
import dev.almanac.event.EventRules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What an edit needs to know besides the event and the patch.
 *
 * @param editor whose external id a patch speaks of
 * @param reminders what an event has where the patch clears its reminders
 * @param calendarZone where neither the patch nor the event names a zone
 * @param ids of events and roots that the edit makes
 * @param at when what the edit makes was made
 */
public record EditContext(
        UUID editor, List<Reminder> reminders, ZoneId calendarZone, EventRules rules, Supplier<UUID> ids, Instant at) {}
