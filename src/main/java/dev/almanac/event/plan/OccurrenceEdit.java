package dev.almanac.event.plan;

import dev.almanac.account.Reminder;
import dev.almanac.change.Problems;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The edit of one occurrence of a series: it gets an override, or is taken out. */
final class OccurrenceEdit {

    private static final EventOverride NONE =
            new EventOverride(LocalDateTime.MIN, Set.of(), null, Details.NONE, null, null);

    private OccurrenceEdit() {}

    /**
     * The series with the occurrence as the patch says, of the same version, or null after adding what is wrong with it. What the
     * patch sets to what the series says differs no longer.
     */
    static @Nullable EventContents apply(
            EventContents stored, LocalDateTime slot, EventPatch patch, EditContext context, Problems problems) {
        patch.check(problems);
        onlyOfSeries(patch, problems);
        var event = stored.event();
        var derived = event.time().at(event.originalStart(slot));
        var old = stored.override(slot).orElse(NONE).at(slot);
        var time = time(patch, old.time() == null ? derived : old.time(), event, context, problems);
        if (time == null || !problems.none()) {
            return null;
        }
        var details = patch.over(old.over(event.details()));
        var fields = fields(old, patch, details, event.details());
        var attendees = attendees(stored, old, patch);
        var reminders = reminders(stored, old, patch);
        set(fields, Field.TIME, !time.equals(derived));
        set(fields, Field.ATTENDEES, attendees != null);
        set(fields, Field.REMINDERS, reminders != null);
        var override = new EventOverride(
                slot, fields, fields.contains(Field.TIME) ? time : null, details, attendees, reminders);
        var edited = stored.with(replaced(stored.overrides(), slot, fields.isEmpty() ? null : override));
        context.rules().check(edited, problems);
        return problems.none() ? edited : null;
    }

    /** The series without the occurrence; null where it was the last one. */
    static @Nullable EventContents without(EventContents stored, LocalDateTime slot) {
        var event = stored.event();
        var recurrence = event.recurrence();
        var exdates = new TreeSet<>(recurrence == null ? List.<LocalDateTime>of() : recurrence.exdates());
        exdates.add(event.originalStart(slot));
        var without = event.with(new Recurrence(
                recurrence == null ? null : recurrence.rule(),
                recurrence == null ? List.of() : recurrence.rdates(),
                List.copyOf(exdates)));
        return without.expansion().first().isEmpty()
                ? null
                : stored.with(without).with(replaced(stored.overrides(), slot, null));
    }

    private static void onlyOfSeries(EventPatch patch, Problems problems) {
        if (patch.recurrence().present()) {
            problems.add("INVALID_SCOPE", "One occurrence has no recurrence of its own.", "recurrence");
        }
        if (patch.extendedProperties().present()) {
            problems.add("INVALID_SCOPE", "Extended properties are the series'.", "extendedProperties");
        }
        if (patch.externalId().present()) {
            problems.add("INVALID_SCOPE", "The external id is the series'.", "externalId");
        }
    }

    private static @Nullable EventTime time(
            EventPatch patch, EventTime now, Event event, EditContext context, Problems problems) {
        var draft = patch.time().value();
        if (draft == null) {
            return now;
        }
        var zone = now.zone() == null ? event.time().zone() : now.zone();
        return draft.resolve(zone == null ? context.calendarZone() : zone, problems);
    }

    private static Set<Field> fields(EventOverride old, EventPatch patch, Details own, Details series) {
        var fields = EnumSet.noneOf(Field.class);
        fields.addAll(old.fields());
        touched(fields, Field.TITLE, patch.title().present(), own.title(), series.title());
        touched(fields, Field.DESCRIPTION, patch.description().present(), own.description(), series.description());
        touched(fields, Field.LOCATION, patch.location().present(), own.location(), series.location());
        touched(fields, Field.URL, patch.url().present(), own.url(), series.url());
        touched(fields, Field.STATUS, patch.status().present(), own.status(), series.status());
        touched(fields, Field.TRANSPARENCY, patch.transparency().present(), own.transparency(), series.transparency());
        touched(fields, Field.VISIBILITY, patch.visibility().present(), own.visibility(), series.visibility());
        touched(fields, Field.CATEGORIES, patch.categories().present(), own.categories(), series.categories());
        return fields;
    }

    private static void touched(
            Set<Field> fields, Field field, boolean present, @Nullable Object own, @Nullable Object series) {
        if (present) {
            set(fields, field, !Objects.equals(own, series));
        }
    }

    private static void set(Set<Field> fields, Field field, boolean differs) {
        if (differs) {
            fields.add(field);
        } else {
            fields.remove(field);
        }
    }

    private static @Nullable List<Attendee> attendees(EventContents stored, EventOverride old, EventPatch patch) {
        if (!patch.attendees().present()) {
            return old.attendees();
        }
        var own = patch.attendees().over(List.of(), List.of());
        return own.equals(stored.attendees()) ? null : own;
    }

    /** Cleared, they are the series' own. */
    private static @Nullable List<Reminder> reminders(EventContents stored, EventOverride old, EventPatch patch) {
        var own = patch.reminders().over(old.reminders());
        return stored.reminders().equals(own) ? null : own;
    }

    private static List<EventOverride> replaced(
            List<EventOverride> overrides, LocalDateTime slot, @Nullable EventOverride own) {
        List<EventOverride> replaced = new ArrayList<>(overrides);
        replaced.removeIf(override -> override.slot().equals(slot));
        if (own != null) {
            replaced.add(own);
        }
        replaced.sort(Comparator.comparing(EventOverride::slot));
        return replaced;
    }
}
