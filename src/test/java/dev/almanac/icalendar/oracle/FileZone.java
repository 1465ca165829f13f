package dev.almanac.icalendar.oracle;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VTimeZone;

/**
 * A VTIMEZONE by ical4j's parser and recurrences: the onset that came last decides (RFC 5545 §3.6.5). ical4j's own arithmetic of zones is
 * not asked: the onsets of its rules come some hours earlier each year.
 *
 * @param first the offset before all onsets
 */
record FileZone(ZoneOffset first, NavigableMap<Instant, ZoneOffset> onsets) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final LocalDateTime LAST = LocalDateTime.of(2045, 1, 1, 0, 0);
    private static final Pattern UNTIL = Pattern.compile("UNTIL=(\\d{8}T\\d{6})Z");

    static Optional<FileZone> read(List<String> lines) {
        var text = "BEGIN:VCALENDAR\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n";
        try {
            return new CalendarBuilder()
                    .build(new StringReader(text))
                    .<VTimeZone>getComponent(Component.VTIMEZONE)
                    .filter(zone -> !zone.getObservances().isEmpty())
                    .map(FileZone::of);
        } catch (IOException | ParserException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static FileZone of(VTimeZone definition) {
        var onsets = new TreeMap<Instant, ZoneOffset>();
        for (var observance : definition.getObservances()) {
            var before = offset(observance, Property.TZOFFSETFROM);
            for (var start : starts(observance, before)) {
                onsets.put(start.toInstant(before), offset(observance, Property.TZOFFSETTO));
            }
        }
        var earliest = definition.getObservances().stream()
                .min(Comparator.comparing(one -> values(one, Property.DTSTART).getFirst()))
                .orElseThrow();
        return new FileZone(offset(earliest, Property.TZOFFSETFROM), onsets);
    }

    private static List<LocalDateTime> starts(Observance observance, ZoneOffset before) {
        var start = local(values(observance, Property.DTSTART).getFirst(), before);
        List<LocalDateTime> starts = new ArrayList<>(List.of(start));
        for (var dates : values(observance, Property.RDATE)) {
            for (var date : dates.split(",", -1)) {
                starts.add(local(date, before));
            }
        }
        for (var rule : values(observance, Property.RRULE)) {
            var localRule = UNTIL.matcher(rule)
                    .replaceAll(until -> "UNTIL="
                            + LOCAL.format(
                                    LocalDateTime.parse(until.group(1), LOCAL).plusSeconds(before.getTotalSeconds())));
            starts.addAll(new Recur<LocalDateTime>(localRule).getDates(start, start, LAST));
        }
        return starts;
    }

    private static LocalDateTime local(String text, ZoneOffset before) {
        var at = LocalDateTime.parse((text.length() == 8 ? text + "T000000" : text).substring(0, 15), LOCAL);
        return text.endsWith("Z") ? at.plusSeconds(before.getTotalSeconds()) : at;
    }

    private static List<String> values(Observance observance, String name) {
        return observance.<Property>getProperties(name).stream()
                .map(Property::getValue)
                .toList();
    }

    private static ZoneOffset offset(Observance observance, String name) {
        return ZoneOffset.of(values(observance, name).getFirst());
    }

    Instant instant(LocalDateTime local) {
        var before = offset(local.minusDays(1).toInstant(ZoneOffset.UTC));
        return Stream.of(before, offset(local.plusDays(1).toInstant(ZoneOffset.UTC)))
                .filter(offset -> offset(local.toInstant(offset)).equals(offset))
                .map(local::toInstant)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> local.toInstant(before));
    }

    LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, offset(at));
    }

    private ZoneOffset offset(Instant at) {
        var onset = onsets.floorEntry(at);
        return onset == null ? first : onset.getValue();
    }
}
