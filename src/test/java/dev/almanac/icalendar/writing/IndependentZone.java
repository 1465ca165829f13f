package dev.almanac.icalendar.writing;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VTimeZone;

/**
 * What a VTIMEZONE says, by ical4j's parser and recurrences: the onset that came last decides (RFC 5545 §3.6.5). ical4j's own arithmetic of
 * zones takes onsets for UTC, and so is not asked.
 */
record IndependentZone(NavigableMap<Instant, ZoneOffset> onsets) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    static IndependentZone read(String text, LocalDateTime until) throws IOException, ParserException {
        var definition = new CalendarBuilder()
                .build(new StringReader(text))
                .<VTimeZone>getComponent("VTIMEZONE")
                .orElseThrow();
        definition.validate(true);
        var onsets = new TreeMap<Instant, ZoneOffset>();
        for (var observance : definition.getObservances()) {
            var before = ZoneOffset.of(value(observance, "TZOFFSETFROM").getFirst());
            var after = ZoneOffset.of(value(observance, "TZOFFSETTO").getFirst());
            for (var start : starts(observance, until)) {
                onsets.put(start.toInstant(before), after);
            }
        }
        return new IndependentZone(onsets);
    }

    private static List<LocalDateTime> starts(Observance observance, LocalDateTime until) {
        var start = LocalDateTime.parse(value(observance, "DTSTART").getFirst(), LOCAL);
        List<LocalDateTime> starts = new ArrayList<>(List.of(start));
        for (var dates : value(observance, "RDATE")) {
            for (var date : dates.split(",", -1)) {
                starts.add(LocalDateTime.parse(date, LOCAL));
            }
        }
        for (var rule : value(observance, "RRULE")) {
            starts.addAll(new Recur<LocalDateTime>(rule).getDates(start, start, until));
        }
        return starts;
    }

    private static List<String> value(Observance observance, String property) {
        return observance.<Property>getProperties(property).stream()
                .map(Property::getValue)
                .toList();
    }

    ZoneOffset offset(Instant at) {
        return onsets.floorEntry(at).getValue();
    }
}
