package dev.almanac.icalendar.oracle;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VTimeZone;

/** A VTIMEZONE as ical4j reads it. */
record FileZone(VTimeZone definition) {

    static Optional<FileZone> read(List<String> lines) {
        var text = "BEGIN:VCALENDAR\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n";
        try {
            return new CalendarBuilder()
                    .build(new StringReader(text))
                    .<VTimeZone>getComponent(Component.VTIMEZONE)
                    .filter(zone -> !zone.getObservances().isEmpty())
                    .map(FileZone::new);
        } catch (IOException | ParserException | RuntimeException e) {
            return Optional.empty();
        }
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
        var observance = definition.getApplicableObservance(at);
        return observance == null
                ? offset(
                        definition.getObservances().stream()
                                .min(Comparator.comparing(FileZone::start))
                                .orElseThrow(),
                        Property.TZOFFSETFROM)
                : offset(observance, Property.TZOFFSETTO);
    }

    private static String start(Observance observance) {
        return observance.getRequiredProperty(Property.DTSTART).getValue();
    }

    private static ZoneOffset offset(Observance observance, String name) {
        return ZoneOffset.of(observance.getRequiredProperty(name).getValue());
    }
}
