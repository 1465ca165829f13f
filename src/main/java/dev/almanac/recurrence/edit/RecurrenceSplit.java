package dev.almanac.recurrence.edit;

import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import dev.almanac.recurrence.Until;
import dev.almanac.recurrence.WallClock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence cut in two, so that both together make what it made.
 *
 * <p>Every start of the rule keeps the rule's phase: INTERVAL, BYSETPOS and what the rule takes from its start come out the same when
 * they are counted from a later one. So the second part begins at the first start of the rule that it has, be that one taken out by
 * an exdate or not; dates added before that one stay dates added. COUNT is shared out; a rule without it ends, in the first part, with the
 * last start that part has.
 *
 * @param before what lies before the cut
 * @param after what lies at the cut or after it
 */
public record RecurrenceSplit(RecurrenceSet before, RecurrenceSet after) {

    /**
     * Cuts the set.
     *
     * @param at both sides must have a start: of the rule or an rdate, also one that is taken out
     */
    public static RecurrenceSplit at(RecurrenceSet set, LocalDateTime at) {
        var text = set.rule();
        var rule = text == null ? null : RecurrenceRule.parse(text, set.allDay());
        var starts =
                Recurrences.of(new RecurrenceSet(set.start(), set.allDay(), set.zone(), text, List.of(), List.of()));
        var earlier = set.rdates().stream().filter(date -> date.isBefore(at)).toList();
        var later = set.rdates().stream().filter(date -> !date.isBefore(at)).toList();
        boolean ruleBefore = set.start().isBefore(at);
        var rest = starts.from(at);
        boolean ruleAfter = rest.hasNext();

        RecurrenceSet before = ruleBefore
                ? part(set, set.start(), rule == null ? null : head(set, rule, at, ruleAfter), earlier)
                : part(set, earlier.getFirst(), null, earlier.subList(1, earlier.size()));
        RecurrenceSet after = ruleAfter
                ? part(set, rest.next(), rule == null ? null : tail(set, rule, at), later)
                : part(set, later.getFirst(), null, later.subList(1, later.size()));
        return new RecurrenceSplit(without(before, set, at, true), without(after, set, at, false));
    }

    private static RecurrenceRule head(RecurrenceSet set, RecurrenceRule rule, LocalDateTime at, boolean cut) {
        if (!cut) {
            return rule;
        }
        return rule.count() == null
                ? rule.withUntil(lastBefore(set, rule, at))
                : rule.withCount(countBefore(set, rule, at));
    }

    private static RecurrenceRule tail(RecurrenceSet set, RecurrenceRule rule, LocalDateTime at) {
        var count = rule.count();
        if (count == null || !set.start().isBefore(at)) {
            return rule;
        }
        return rule.withCount(count - countBefore(set, rule, at));
    }

    private static Until lastBefore(RecurrenceSet set, RecurrenceRule rule, LocalDateTime at) {
        var bounded = rule.withUntil(Until.of(at.minusSeconds(1)));
        var last = Recurrences.of(new RecurrenceSet(
                        set.start(), set.allDay(), set.zone(), bounded.toString(), List.of(), List.of()))
                .last()
                .orElse(set.start());
        var zone = set.zone();
        if (zone != null
                && !WallClock.resolve(at, zone)
                        .instant()
                        .isAfter(WallClock.resolve(last, zone).instant())) {
            // Both sides of a gap can be one instant, which would let in what lies after the cut.
            return Until.of(last);
        }
        return until(last, set.allDay(), zone);
    }

    /** In the form that RFC 5545 §3.3.10 asks of a series of this kind. */
    static Until until(LocalDateTime last, boolean allDay, @Nullable ZoneId zone) {
        if (allDay) {
            return Until.of(last.toLocalDate());
        }
        return zone == null
                ? Until.of(last)
                : Until.of(WallClock.resolve(last, zone).instant());
    }

    private static int countBefore(RecurrenceSet set, RecurrenceRule rule, LocalDateTime at) {
        var starts = Recurrences.of(
                        new RecurrenceSet(set.start(), set.allDay(), set.zone(), rule.toString(), List.of(), List.of()))
                .from(set.start());
        int count = 0;
        while (starts.hasNext() && starts.next().isBefore(at)) {
            count++;
        }
        return count;
    }

    private static RecurrenceSet part(
            RecurrenceSet set, LocalDateTime start, @Nullable RecurrenceRule rule, List<LocalDateTime> rdates) {
        return new RecurrenceSet(
                start, set.allDay(), set.zone(), rule == null ? null : rule.toString(), rdates, List.of());
    }

    private static RecurrenceSet without(RecurrenceSet part, RecurrenceSet set, LocalDateTime at, boolean before) {
        return new RecurrenceSet(
                part.start(),
                part.allDay(),
                part.zone(),
                part.rule(),
                part.rdates(),
                set.exdates().stream()
                        .filter(date -> date.isBefore(at) == before)
                        .toList());
    }
}
