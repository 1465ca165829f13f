package dev.almanac.event.plan;

import dev.almanac.change.Problems;
import dev.almanac.event.Event;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.Recurrence;
import dev.almanac.event.SeriesPart;
import dev.almanac.event.plan.EditPlan.Step;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.edit.RecurrenceSplit;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an edit does to a series, worked out without doing it.
 *
 * <p>An edit of an occurrence and all after it cuts the series before that occurrence and edits the second part as a whole. The first part
 * stays the event that it was, with its id, its UID and what lies before the cut. The second is an event of its own that shares the root:
 * each occurrence keeps its slot, hence its id, and each part owns the slots on its side of the cut. At the first occurrence there is
 * nothing to cut off, so the edit is one of the whole.
 */
public final class SeriesEdit {

    private final EventContents stored;
    private final EditContext context;

    public SeriesEdit(EventContents stored, EditContext context) {
        this.stored = stored;
        this.context = context;
    }

    /**
     * The edit, or null after adding what is wrong with it.
     *
     * @param slot of the occurrence that the patch speaks of, which the series has; null: it speaks of the event
     */
    public @Nullable EditPlan update(
            EditScope scope, @Nullable LocalDateTime slot, OverridePolicy policy, EventPatch patch, Problems problems) {
        if (slot == null || reachesAll(scope, slot)) {
            return plan(stored, new EventEdit(stored, patch, context, problems).apply(slot, policy));
        }
        if (scope == EditScope.THIS) {
            return plan(stored, OccurrenceEdit.apply(stored, slot, patch, context, problems));
        }
        var halves = split(stored, slot, context);
        var following = new EventEdit(halves.following(), patch, context, problems).apply(slot, policy);
        return following == null ? null : EditPlan.of(new Step(null, following), new Step(stored, halves.preceding()));
    }

    /** The deletion, or null after adding what is wrong with it. */
    public @Nullable EditPlan delete(EditScope scope, @Nullable LocalDateTime slot, Problems problems) {
        if (slot == null || reachesAll(scope, slot)) {
            return EditPlan.of(new Step(stored, null));
        }
        if (scope == EditScope.THIS) {
            var left = OccurrenceEdit.without(stored, slot);
            if (left != null) {
                context.rules().checkExdates(left.event(), problems, "id");
            }
            return problems.none() ? EditPlan.of(new Step(stored, left)) : null;
        }
        var preceding = split(stored, slot, context).preceding();
        // Nobody else owns the slots that are given up, so what comes back to them is the same occurrence.
        var event = preceding.event();
        var kept = event.with(event.rootId(), event.slotShift(), stored.event().part());
        return EditPlan.of(new Step(stored, preceding.with(kept)));
    }

    private static @Nullable EditPlan plan(EventContents stored, @Nullable EventContents edited) {
        return edited == null ? null : EditPlan.of(new Step(stored, edited));
    }

    private boolean reachesAll(EditScope scope, LocalDateTime slot) {
        var event = stored.event();
        return switch (scope) {
            case THIS -> false;
            case THIS_AND_FOLLOWING -> event.expansion().first().equals(Optional.of(event.originalStart(slot)));
            case ALL -> true;
        };
    }

    /** A series in two parts that together are what it was. */
    record Halves(EventContents preceding, EventContents following) {}

    static Halves split(EventContents stored, LocalDateTime slot, EditContext context) {
        var event = stored.event();
        var at = event.originalStart(slot);
        var time = event.time();
        var cut = RecurrenceSplit.at(event.recurrenceSet(), at);
        var part = event.part();
        var first = new SeriesPart(part == null ? null : part.from(), slot, part == null ? null : part.previous());
        var second = new SeriesPart(slot, part == null ? null : part.until(), event.id());
        var preceding = reshaped(event, cut.before()).with(event.rootId(), event.slotShift(), first);
        var id = context.ids().get();
        var following = new Event(
                id,
                event.calendarId(),
                // As of every event that is made here.
                id.toString(),
                null,
                time.at(cut.after().start()),
                recurrence(cut.after()),
                event.details(),
                event.extendedProperties(),
                event.rootId(),
                event.slotShift(),
                second,
                new Revision(0, context.at()),
                // Of what was seen before the cut, no version is that of a part: an edit based on it meets a conflict.
                event.version() + 1,
                context.at(),
                context.at());
        return new Halves(
                with(stored, preceding, override -> override.slot().isBefore(slot)),
                with(stored, following, override -> !override.slot().isBefore(slot)));
    }

    private static EventContents with(EventContents stored, Event event, Predicate<EventOverride> owned) {
        return new EventContents(
                event,
                stored.attendees(),
                stored.reminders(),
                stored.overrides().stream().filter(owned).toList());
    }

    /** The start may move to a later one where only dates are left; the slots stay. */
    private static Event reshaped(Event event, RecurrenceSet set) {
        return event.moved(event.time().at(set.start()), recurrence(set));
    }

    private static @Nullable Recurrence recurrence(RecurrenceSet set) {
        return set.rule() == null && set.rdates().isEmpty() && set.exdates().isEmpty()
                ? null
                : new Recurrence(set.rule(), set.rdates(), set.exdates());
    }
}
