package dev.almanac.icalendar;

import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds how an occurrence differs from its series: in iCalendar an override says everything again. */
final class Overriding {

    private Overriding() {}

    /** What differs; null where nothing does. */
    static @Nullable EventOverride of(Instance series, Instance occurrence, LocalDateTime originalStart) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        difference(fields, Field.TIME, series.time().at(originalStart), occurrence.time());
        var one = series.details();
        var other = occurrence.details();
        difference(fields, Field.TITLE, one.title(), other.title());
        difference(fields, Field.DESCRIPTION, one.description(), other.description());
        difference(fields, Field.LOCATION, one.location(), other.location());
        difference(fields, Field.URL, one.url(), other.url());
        difference(fields, Field.STATUS, one.status(), other.status());
        difference(fields, Field.TRANSPARENCY, one.transparency(), other.transparency());
        difference(fields, Field.VISIBILITY, one.visibility(), other.visibility());
        difference(fields, Field.CATEGORIES, new HashSet<>(one.categories()), new HashSet<>(other.categories()));
        difference(fields, Field.ATTENDEES, new HashSet<>(series.attendees()), new HashSet<>(occurrence.attendees()));
        difference(fields, Field.REMINDERS, new HashSet<>(series.reminders()), new HashSet<>(occurrence.reminders()));
        return fields.isEmpty()
                ? null
                : new EventOverride(
                        originalStart,
                        fields,
                        fields.contains(Field.TIME) ? occurrence.time() : null,
                        named(fields, other),
                        fields.contains(Field.ATTENDEES) ? occurrence.attendees() : null,
                        fields.contains(Field.REMINDERS) ? occurrence.reminders() : null);
    }

    private static void difference(Set<Field> fields, Field field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(field);
        }
    }

    /** What is not named is as the store reads it, so that the same override is equal to the stored one. */
    private static Details named(Set<Field> fields, Details details) {
        return new Details(
                fields.contains(Field.TITLE) ? details.title() : "",
                fields.contains(Field.DESCRIPTION) ? details.description() : "",
                fields.contains(Field.LOCATION) ? details.location() : "",
                fields.contains(Field.URL) ? details.url() : null,
                fields.contains(Field.STATUS) ? details.status() : Status.CONFIRMED,
                fields.contains(Field.TRANSPARENCY) ? details.transparency() : Transparency.OPAQUE,
                fields.contains(Field.VISIBILITY) ? details.visibility() : Visibility.PUBLIC,
                fields.contains(Field.CATEGORIES) ? details.categories() : List.of());
    }
}
