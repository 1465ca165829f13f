package dev.almanac.icalendar.reading;

import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.EventZones;
import dev.almanac.icalendar.time.Life;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.icalendar.time.Zones;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads from when to when the components of an event are about, before their zones are known. What cannot be read is passed over. */
final class LifeReading {

    private static final EventZones NONE =
            new Zones(List.of()).during(() -> Life.at(LocalDateTime.of(2000, 1, 1, 0, 0)), _ -> {});

    private static final List<String> RECURRING = List.of("RECURRENCE-ID", "RRULE", "RDATE");

    private final TreeSet<LocalDateTime> times = new TreeSet<>();
    private boolean recurs;

    private LifeReading() {}

    static Life of(List<ContentTree> components) {
        var reading = new LifeReading();
        components.forEach(reading::component);
        if (reading.times.isEmpty()) {
            return Life.at(LocalDateTime.of(2000, 1, 1, 0, 0));
        }
        return new Life(reading.times.first(), reading.times.last(), reading.recurs);
    }

    private void component(ContentTree component) {
        recurs |= RECURRING.stream().anyMatch(name -> component.first(name) != null);
        for (var name : List.of("DTSTART", "DTEND", "RDATE", "RECURRENCE-ID")) {
            for (var property : component.all(name)) {
                for (var value : Texts.list(property.value())) {
                    time(property, value.split("/", 2)[0]);
                }
            }
        }
        var rule = component.raw("RRULE");
        if (rule != null && !times.isEmpty()) {
            var start = times.first();
            try {
                var starts = Recurrences.of(
                        new RecurrenceSet(start, false, ZoneId.of("UTC"), Dates.rule(rule), List.of(), List.of()));
                times.add(
                        starts.endless()
                                ? start.plusYears(Life.YEARS_OF_ENDLESS)
                                : starts.last().orElse(start));
            } catch (InvalidRecurrenceException e) {
                // Whoever reads the rule says so.
            }
        }
    }

    private void time(Property property, String value) {
        try {
            var withoutZone = new Property(property.name(), Map.of(), value);
            times.add(Moment.read(withoutZone, value, NONE, "INVALID_TIME").digits());
        } catch (ImportFault e) {
            // Whoever reads the time says so.
        }
    }
}
