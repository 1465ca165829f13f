package dev.almanac.event.plan;

import dev.almanac.change.Problems;
import dev.almanac.event.Event;
import dev.almanac.event.Event.ExternalId;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.SeriesPart;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.edit.RuleShift;
import dev.almanac.recurrence.edit.RuleShift.Anchor;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The edit of an event as a whole, or of a part of a split series as a whole.
 *
 * <p>A new time that is said of one occurrence is a difference: the series moves by as much as the occurrence does, is as much longer,
 * and changes its zone or kind where the occurrence does. When the start moves, everything that hangs on the wall clock moves by the same
 * difference: what the rule says of days and times, dates added and taken out, and the shift by which the slots of occurrences stay what
 * they were, so overrides and ids stay with their occurrences. What a new rule does not produce any more is given up.
 */
final class EventEdit {

    private final EventContents stored;
    private final EventPatch patch;
    private final EditContext context;
    private final Problems problems;

    EventEdit(EventContents stored, EventPatch patch, EditContext context, Problems problems) {
        this.stored = stored;
        this.patch = patch;
        this.context = context;
        this.problems = problems;
    }

    /**
     * The event after the patch, of the same version, or null after adding what is wrong with it.
     *
     * @param slot of the occurrence that the patch speaks of; null: it speaks of the event
     */
    @Nullable EventContents apply(@Nullable LocalDateTime slot, OverridePolicy policy) {
        patch.check(problems);
        var event = stored.event();
        var move = move(slot);
        if (move == null) {
            return null;
        }
        var recurrence = patch.recurrence().present()
                ? RecurrenceReading.read(patch.recurrence().value(), move.time(), problems)
                : moved(event, move.time());
        if (!problems.none()) {
            return null;
        }
        var shifted = event.moved(move.time(), recurrence);
        if (move.named() != null && !patch.recurrence().present() && lost(shifted, slot)) {
            needsRule();
            return null;
        }
        var edited = shifted.with(
                external(event.external()),
                patch.over(event.details()),
                patch.extendedProperties().over(event.extendedProperties(), Map.of()));
        List<EventOverride> overrides = policy == OverridePolicy.DISCARD
                ? List.of()
                : new Overrides(event, edited, stored.overrides()).follow(policy, slot, move.named());
        var contents = new EventContents(
                edited,
                patch.attendees().over(stored.attendees(), List.of()),
                patch.reminders().over(stored.reminders(), context.reminders()),
                overrides);
        context.rules().check(contents, problems);
        return problems.none() ? inItsRange(withoutLost(contents)) : null;
    }

    /**
     * The time of the series, and of the occurrence that was named.
     *
     * @param named null where none was, or it was given no time
     */
    private record Move(EventTime time, @Nullable EventTime named) {}

    private @Nullable Move move(@Nullable LocalDateTime slot) {
        var series = stored.event().time();
        var draft = patch.time().value();
        if (draft == null) {
            return new Move(series, null);
        }
        var now = slot == null ? series : Overrides.time(stored, slot);
        var zone = now.zone() == null ? series.zone() : now.zone();
        var to = draft.resolve(zone == null ? context.calendarZone() : zone, problems);
        if (to == null || slot == null) {
            return to == null ? null : new Move(to, null);
        }
        return new Move(Overrides.moved(series, now, to), to);
    }

    /** Where a rule names a place in the month, the place of the new start need not be that of the occurrence which was moved. */
    private static boolean lost(Event event, @Nullable LocalDateTime slot) {
        return slot != null && !event.expansion().contains(event.originalStart(slot));
    }

    private @Nullable ExternalId external(@Nullable ExternalId external) {
        if (!patch.externalId().present()) {
            return external;
        }
        var id = patch.externalId().value();
        return id == null ? null : new ExternalId(context.editor(), id);
    }

    private @Nullable Recurrence moved(Event event, EventTime to) {
        var recurrence = event.recurrence();
        var from = event.time();
        if (recurrence == null
                || (from.start().equals(to.start()) && anchor(from).equals(anchor(to)))) {
            return recurrence;
        }
        var text = recurrence.rule();
        RecurrenceRule rule = null;
        if (text != null) {
            rule = RuleShift.shift(RecurrenceRule.parse(text, from.allDay()), anchor(from), anchor(to));
            if (rule == null) {
                needsRule();
                return null;
            }
            if (to.allDay()) {
                rule = RecurrenceRule.parse(rule.toString(), true);
            }
        }
        var shift = Duration.between(from.start(), to.start());
        return new Recurrence(
                rule == null ? null : rule.toString(),
                moved(recurrence.rdates(), shift, to.allDay()),
                moved(recurrence.exdates(), shift, to.allDay()));
    }

    private void needsRule() {
        problems.add(
                "RECURRENCE_REQUIRED",
                "No rule moves this series by days; say which rule is meant.",
                "recurrence",
                "rule");
    }

    private static Anchor anchor(EventTime time) {
        return new Anchor(time.start(), time.allDay(), time.zone());
    }

    private static List<LocalDateTime> moved(List<LocalDateTime> dates, Duration shift, boolean allDay) {
        var moved = new TreeSet<LocalDateTime>();
        for (var date : dates) {
            var other = date.plus(shift);
            moved.add(allDay ? other.with(LocalTime.MIDNIGHT) : other);
        }
        return List.copyOf(moved);
    }

    private static EventContents withoutLost(EventContents contents) {
        var event = contents.event();
        var expansion = event.expansion();
        return contents.with(contents.overrides().stream()
                .filter(override -> expansion.contains(event.originalStart(override.slot())))
                .toList());
    }

    /** A part that would make occurrences with the ids of another's gets a root of its own. */
    private EventContents inItsRange(EventContents contents) {
        var event = contents.event();
        var part = event.part();
        if (part == null) {
            return contents;
        }
        var expansion = event.expansion();
        boolean begins = expansion.first().map(event::slot).map(part::owns).orElse(true);
        boolean ends = part.until() == null
                || (!expansion.endless()
                        && expansion.last().map(event::slot).map(part::owns).orElse(true));
        if (begins && ends) {
            return contents;
        }
        var own = event.with(context.ids().get(), 0, new SeriesPart(null, null, part.previous()));
        return new EventContents(
                own,
                contents.attendees(),
                contents.reminders(),
                contents.overrides().stream()
                        .map(override -> override.at(event.originalStart(override.slot())))
                        .toList());
    }
}
