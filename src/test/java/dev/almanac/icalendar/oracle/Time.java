package dev.almanac.icalendar.oracle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DATE or DATE-TIME of a file.
 *
 * @param clock of a time in a zone; null: it floats, or is a date
 */
record Time(LocalDateTime local, boolean date, @Nullable Clock clock) {

    /** A zone, as the file defines it or else as Java knows it. */
    interface Clock {
        Instant instant(LocalDateTime local);

        LocalDateTime local(Instant at);
    }

    /** Empty where there is no such time, or nobody knows its zone. */
    static Optional<Time> read(Line line, String value, Map<String, FileZone> zones) {
        try {
            var text = value.strip();
            // Some write dates as if they were times in UTC.
            if (text.matches("\\d{8}Z?") || "DATE".equals(line.parameters().get("VALUE"))) {
                var date = LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
                return Optional.of(new Time(date.atStartOfDay(), true, null));
            }
            var local = LocalDateTime.parse(text.substring(0, 15), DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss"));
            if (text.endsWith("Z")) {
                return Optional.of(new Time(local, false, clock(ZoneOffset.UTC)));
            }
            var name = line.parameters().get("TZID");
            if (name == null || name.isBlank()) {
                return Optional.of(new Time(local, false, null));
            }
            var defined = zones.get(name);
            return Optional.of(new Time(local, false, defined == null ? clock(ZoneId.of(name)) : clock(defined)));
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Clock clock(FileZone zone) {
        return new Clock() {
            @Override
            public Instant instant(LocalDateTime local) {
                return zone.instant(local);
            }

            @Override
            public LocalDateTime local(Instant at) {
                return zone.local(at);
            }
        };
    }

    private static Clock clock(ZoneId zone) {
        return new Clock() {
            @Override
            public Instant instant(LocalDateTime local) {
                // Of what is there twice the first, of what is skipped what it would have been.
                return local.atZone(zone).toInstant();
            }

            @Override
            public LocalDateTime local(Instant at) {
                return LocalDateTime.ofInstant(at, zone);
            }
        };
    }

    /** When it is; of a time in no zone, read as UTC. */
    Instant instant() {
        return clock == null ? local.toInstant(ZoneOffset.UTC) : clock.instant(local);
    }

    /** The same kind of time on another date. */
    Time at(LocalDateTime other) {
        return new Time(other, date, clock);
    }

    /** The wall-clock time of another time, on this one's clock. */
    LocalDateTime on(Time other) {
        var own = clock;
        return own == null || other.clock == null ? other.local : own.local(other.instant());
    }
}
