package dev.almanac.event.plan;

import dev.almanac.change.Problems;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.plan.EventDraft.RecurrenceDraft;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of a recurrence. */
public final class RecurrenceReading {

    private static final String RECURRENCE = "recurrence";
    private static final String PARTS = "ruleParts";

    private RecurrenceReading() {}

    /** The recurrence that is meant; null where there is none, or after adding what is wrong with it. */
    public static @Nullable Recurrence read(@Nullable RecurrenceDraft draft, EventTime time, Problems problems) {
        if (draft == null) {
            return null;
        }
        if (draft.rule() != null && draft.parts() != null) {
            problems.add("INVALID_RECURRENCE", "Give rule or ruleParts, not both.", RECURRENCE, PARTS);
            return null;
        }
        var rdates = dates(draft.rdates(), time.allDay(), "rdates", problems);
        var exdates = dates(draft.exdates(), time.allDay(), "exdates", problems);
        try {
            var text = draft.parts() == null ? draft.rule() : draft.parts().text();
            var rule = text == null ? null : RecurrenceRule.normalize(text, time.allDay(), time.zone());
            if (rule != null && empty(rule, time)) {
                // The start would happen all the same, and nobody means that.
                problems.add("NO_OCCURRENCES", "This rule never happens.", RECURRENCE, field(draft));
            }
            return rule == null && rdates.isEmpty() && exdates.isEmpty() ? null : new Recurrence(rule, rdates, exdates);
        } catch (InvalidRecurrenceException e) {
            problems.add("INVALID_RECURRENCE", e.part() + ": " + e.getMessage(), path(draft, e));
            return null;
        }
    }

    private static boolean empty(String rule, EventTime time) {
        var set = new RecurrenceSet(time.start(), time.allDay(), time.zone(), rule, List.of(), List.of());
        return Recurrences.of(set).ruleIsEmpty();
    }

    private static String field(RecurrenceDraft draft) {
        return draft.parts() == null ? "rule" : PARTS;
    }

    private static String[] path(RecurrenceDraft draft, InvalidRecurrenceException refused) {
        var parts = draft.parts();
        if (parts == null) {
            return new String[] {RECURRENCE, field(draft)};
        }
        return Stream.concat(Stream.of(RECURRENCE, PARTS), parts.path(refused.part()).stream())
                .toArray(String[]::new);
    }

    private static List<LocalDateTime> dates(List<Temporal> values, boolean allDay, String field, Problems problems) {
        var dates = new TreeSet<LocalDateTime>();
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case LocalDate date when allDay -> dates.add(date.atStartOfDay());
                case LocalDateTime dateTime when !allDay -> dates.add(dateTime);
                default ->
                    problems.add(
                            "INVALID_RECURRENCE",
                            allDay ? "Dates of an all-day event have no time." : "Dates of this event have a time.",
                            RECURRENCE,
                            field,
                            Integer.toString(i));
            }
        }
        return List.copyOf(dates);
    }
}
