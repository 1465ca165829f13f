package dev.almanac.event.plan;

import dev.almanac.change.Problems;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.plan.EventDraft.RecurrenceDraft;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of a recurrence. */
public final class RecurrenceReading {

    private RecurrenceReading() {}

    /** The recurrence that is meant; null where there is none, or after adding what is wrong with it. */
    public static @Nullable Recurrence read(@Nullable RecurrenceDraft draft, EventTime time, Problems problems) {
        if (draft == null) {
            return null;
        }
        var rdates = dates(draft.rdates(), time.allDay(), "rdates", problems);
        var exdates = dates(draft.exdates(), time.allDay(), "exdates", problems);
        try {
            var rule = draft.rule() == null ? null : RecurrenceRule.normalize(draft.rule(), time.allDay(), time.zone());
            return rule == null && rdates.isEmpty() && exdates.isEmpty() ? null : new Recurrence(rule, rdates, exdates);
        } catch (InvalidRecurrenceException e) {
            problems.add("INVALID_RECURRENCE", e.part() + ": " + e.getMessage(), "recurrence", "rule");
            return null;
        }
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
                            "recurrence",
                            field,
                            Integer.toString(i));
            }
        }
        return List.copyOf(dates);
    }
}
