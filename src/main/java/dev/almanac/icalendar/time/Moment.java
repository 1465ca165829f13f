package dev.almanac.icalendar.time;

import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.recurrence.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value of type DATE or DATE-TIME (RFC 5545 §3.3.4, §3.3.5): one of the four forms. */
public sealed interface Moment {

    /** A date without a time. */
    record Day(LocalDate date) implements Moment {}

    /** A time in no zone. */
    record Floating(LocalDateTime at) implements Moment {}

    /** A time in UTC. */
    record Utc(LocalDateTime at) implements Moment {}

    /** A time in a zone. */
    record Zoned(LocalDateTime at, ZoneId zone) implements Moment {}

    /** Years that leave room on both sides for any zone. */
    int FIRST_YEAR = 2;

    int LAST_YEAR = 9_998;

    Pattern FORM = Pattern.compile(
            "([0-9]{4})([0-9]{2})([0-9]{2})" + "(?:T([0-9]{2})([0-9]{2})(?:([0-9]{2})(?:\\.[0-9]{1,9})?)?)?(Z)?");

    int LONGEST = 40;

    /** What it says, its zone left out. */
    default LocalDateTime digits() {
        return switch (this) {
            case Day(var date) -> date.atStartOfDay();
            case Floating(var at) -> at;
            case Utc(var at) -> at;
            case Zoned zoned -> zoned.at();
        };
    }

    /** When it is; null where it has no zone. */
    default @Nullable Instant instant() {
        return switch (this) {
            case Day _, Floating _ -> null;
            case Utc(var at) -> at.toInstant(ZoneOffset.UTC);
            case Zoned(var at, var zone) -> WallClock.resolve(at, zone).instant();
        };
    }

    /**
     * Reads one value of a property. Dashes and colons in it, as ISO 8601 has them, are borne.
     *
     * @param code of the fault where it is none
     */
    static Moment read(Property property, String value, EventZones zones, String code) throws ImportFault {
        var at = value.strip();
        var compact = at.length() > LONGEST
                ? at
                : at.replace("-", "").replace(":", "").toUpperCase(Locale.ROOT);
        var parts = FORM.matcher(compact);
        if (!parts.matches()) {
            throw new ImportFault(code, property.name() + ": \"" + Texts.shown(at) + "\" is no date or date-time.");
        }
        try {
            var date = LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
            if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                throw new ImportFault(
                        code, property.name() + ": the years " + FIRST_YEAR + " to " + LAST_YEAR + " can be kept.");
            }
            if (parts.group(4) == null || "DATE".equalsIgnoreCase(property.parameter("VALUE"))) {
                return new Day(date);
            }
            // A leap second is the second before.
            int second = parts.group(6) == null ? 0 : Math.min(number(parts.group(6)), 60);
            var local = date.atTime(number(parts.group(4)), number(parts.group(5)), Math.min(second, 59));
            if (parts.group(7) != null) {
                return new Utc(local);
            }
            var zone = property.parameter("TZID");
            return zone == null || zone.isBlank() ? new Floating(local) : in(zones.of(zone, local), local);
        } catch (DateTimeException e) {
            throw new ImportFault(code, property.name() + ": \"" + Texts.shown(at) + "\" is not in the calendar.");
        }
    }

    /** What is at an offset that no zone stands for is at a time in UTC. */
    private static Moment in(ZoneId zone, LocalDateTime local) {
        return zone instanceof ZoneOffset offset
                ? new Utc(local.minusSeconds(offset.getTotalSeconds()))
                : new Zoned(local, zone);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
