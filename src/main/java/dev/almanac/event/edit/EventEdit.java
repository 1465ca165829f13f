package dev.almanac.event.edit;

import dev.almanac.account.Reminder;
import dev.almanac.change.Problems;
import dev.almanac.event.Event;
import dev.almanac.event.Event.ExternalId;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.Recurrence;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The edit of an event as a whole.
 *
 * <p>When the start moves, everything that hangs on the wall clock moves by the same difference: dates added and taken out, and the
 * shift by which the slots of occurrences stay what they were, so overrides and ids stay with their occurrences. What a new rule does
 * not produce any more is given up.
 */
final class EventEdit {

    private EventEdit() {}

    /**
     * The event after the patch, of the same version, or null after adding what is wrong with it.
     *
     * @param editor whose external id the patch speaks of
     * @param reminders what it has where the patch clears its reminders
     * @param calendarZone where neither the patch nor the event names a zone
     */
    static @Nullable EventContents apply(
            EventContents stored,
            EventPatch patch,
            UUID editor,
            List<Reminder> reminders,
            ZoneId calendarZone,
            EventRules rules,
            Problems problems) {
        patch.check(problems);
        var event = stored.event();
        var draft = patch.time().value();
        var zone = event.time().zone();
        var time = draft == null ? event.time() : draft.resolve(zone == null ? calendarZone : zone, problems);
        if (time == null) {
            return null;
        }
        var shift = Duration.between(event.time().start(), time.start());
        var recurrence = patch.recurrence().present()
                ? RecurrenceReading.read(patch.recurrence().value(), time, problems)
                : shifted(event.recurrence(), shift, time.allDay());
        if (!problems.none()) {
            return null;
        }
        var edited = new Event(
                event.id(),
                event.calendarId(),
                event.uid(),
                external(event.external(), patch, editor),
                time,
                recurrence,
                patch.over(event.details()),
                patch.extendedProperties().over(event.extendedProperties(), Map.of()),
                event.rootId(),
                event.slotShift() + shift.toSeconds(),
                event.version(),
                event.createdAt(),
                event.updatedAt());
        var contents = new EventContents(
                edited,
                patch.attendees().over(stored.attendees(), List.of()),
                patch.reminders().over(stored.reminders(), reminders),
                stored.overrides());
        rules.check(contents, problems);
        return problems.none() ? withoutLostOverrides(contents) : null;
    }

    private static @Nullable ExternalId external(@Nullable ExternalId stored, EventPatch patch, UUID editor) {
        if (!patch.externalId().present()) {
            return stored;
        }
        var id = patch.externalId().value();
        return id == null ? null : new ExternalId(editor, id);
    }

    private static @Nullable Recurrence shifted(@Nullable Recurrence recurrence, Duration shift, boolean allDay) {
        return recurrence == null
                ? null
                : new Recurrence(
                        recurrence.rule(),
                        shifted(recurrence.rdates(), shift, allDay),
                        shifted(recurrence.exdates(), shift, allDay));
    }

    private static List<LocalDateTime> shifted(List<LocalDateTime> dates, Duration shift, boolean allDay) {
        return dates.stream()
                .map(date -> date.plus(shift))
                .map(date -> allDay ? date.with(LocalTime.MIDNIGHT) : date)
                .sorted()
                .distinct()
                .toList();
    }

    private static EventContents withoutLostOverrides(EventContents contents) {
        var event = contents.event();
        var expansion = event.expansion();
        var kept = contents.overrides().stream()
                .filter(override -> expansion.contains(event.originalStart(override.slot())))
                .toList();
        return new EventContents(event, contents.attendees(), contents.reminders(), kept);
    }
}
