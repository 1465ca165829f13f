package dev.almanac.recurrence;

import org.jspecify.annotations.Nullable;

/** Makes expansions. */
public final class Recurrences {
    private Recurrences() {}

    /**
     * Reads the set's rule and makes its expansion; nothing is expanded yet.
     *
     * @throws InvalidRecurrenceException for a rule that cannot be accepted, see {@link RecurrenceRule#parse}
     */
    public static Expansion of(RecurrenceSet set) {
        String text = set.rule();
        @Nullable RecurrenceRule rule = text == null ? null : RecurrenceRule.parse(text, set.allDay());
        return new SetExpansion(set, rule, rule == null ? null : new PeriodStarts(rule, set.start()));
    }
}
