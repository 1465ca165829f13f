package dev.almanac.icalendar.reading;

import dev.almanac.change.Problems;
import dev.almanac.event.EventTime;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.EventZones;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.platform.time.NominalDuration;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads when an event happens; RFC 5545 §3.6.1. */
public final class Times {

    /** A parameter of DURATION: the zone of the end, where no DTEND can say it. */
    public static final String END_ZONE = "X-ALMANAC-END-TZID";

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int DAY = 86_400;
    private static final String ALL_DAY = "X-MICROSOFT-CDO-ALLDAYEVENT";

    private static final List<Ending> ENDINGS = List.of(Times::withEnd, Times::withLength);

    private Times() {}

    /** A way to say when an event ends. */
    private interface Ending {
        /** The time with this end; null where none is said in this way. */
        @Nullable EventTime time(ContentTree event, Moment start, EventZones zones) throws ImportFault;
    }

    /**
     * DTSTART with DTEND or DURATION; with neither, a date is a day long and a time has no length. Times from midnight to midnight that
     * are marked as Outlook marks whole days are whole days: it has no others, and in another zone they would be parts of two days.
     *
     * @param notes takes a sentence on an end that cannot be: an event is worth more than its end
     */
    static EventTime read(ContentTree event, EventZones zones, Consumer<String> notes) throws ImportFault {
        var time = written(event, zones, notes);
        return time.duration().isZero() || !markedAllDay(event, time)
                ? time
                : EventTime.allDay(time.start(), (int) ChronoUnit.DAYS.between(time.start(), time.end()));
    }

    private static boolean markedAllDay(ContentTree event, EventTime time) {
        return "TRUE".equalsIgnoreCase(event.raw(ALL_DAY))
                && !time.allDay()
                && Objects.equals(time.zone(), time.endZone())
                && time.start().toLocalTime().equals(LocalTime.MIDNIGHT)
                && time.end().toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** The zone whose midnights the days of an event were written as; null where they were not. */
    static @Nullable ZoneId zoneOfDays(ContentTree event, EventTime read, EventZones zones) throws ImportFault {
        return read.allDay() ? written(event, zones, _ -> {}).zone() : null;
    }

    /**
     * How long a period is (RFC 5545 §3.3.9).
     *
     * @param end the second half of it, an end or a duration
     */
    static NominalDuration length(Property property, Moment start, String end, EventZones zones) throws ImportFault {
        try {
            if (end.matches("(?i)[+-]?P.*")) {
                return duration(end.strip());
            }
            var to = Moment.read(property, end, zones, "INVALID_RECURRENCE");
            var from = start.instant();
            var until = to.instant();
            return from == null || until == null
                    ? exact(start.digits(), to.digits())
                    : NominalDuration.exact(Duration.between(from, until));
        } catch (IllegalArgumentException e) {
            throw new ImportFault("INVALID_RECURRENCE", property.name() + ": a period ends before its start.");
        }
    }

    /** The days that a length touches. */
    static int days(NominalDuration length) {
        return (int) Math.max(length.days() + Math.ceilDiv(length.seconds(), DAY), 1);
    }

    private static EventTime written(ContentTree event, EventZones zones, Consumer<String> notes) throws ImportFault {
        var property = event.first("DTSTART");
        if (property == null) {
            throw new ImportFault("MISSING_PROPERTY", "It has no DTSTART.");
        }
        var start = Moment.read(property, property.value(), zones, "INVALID_TIME");
        for (var ending : ENDINGS) {
            try {
                var time = ending.time(event, start, zones);
                if (time != null) {
                    return checked(time);
                }
            } catch (ImportFault fault) {
                notes.accept("Its end was left out: " + fault.sentence());
            } catch (IllegalArgumentException cannotBe) {
                notes.accept("Its end was left out: " + EventTime.RANGE);
            }
        }
        return lasting(event, start, NominalDuration.ZERO, zones);
    }

    private static EventTime checked(EventTime time) {
        var problems = new Problems();
        time.check(problems);
        if (!problems.none()) {
            throw new IllegalArgumentException("longer than an event lasts");
        }
        return time;
    }

    private static @Nullable EventTime withEnd(ContentTree event, Moment start, EventZones zones) throws ImportFault {
        var property = event.first("DTEND");
        if (property == null) {
            return null;
        }
        var end = Moment.read(property, property.value(), zones, "INVALID_TIME");
        return switch (start) {
            case Moment.Day(var date) ->
                EventTime.allDay(date.atStartOfDay(), (int)
                        Math.max(ChronoUnit.DAYS.between(date.atStartOfDay(), end.digits()), 1));
            case Moment.Floating(var at) -> EventTime.floating(at, exact(at, end.digits()));
            case Moment.Utc(var at) -> timed(at, UTC, end);
            case Moment.Zoned(var at, var zone) -> timed(at, zone, end);
        };
    }

    private static @Nullable EventTime withLength(ContentTree event, Moment start, EventZones zones)
            throws ImportFault {
        var text = event.raw("DURATION");
        if (text == null) {
            return null;
        }
        try {
            return lasting(event, start, duration(text), zones);
        } catch (IllegalArgumentException e) {
            throw new ImportFault("INVALID_TIME", "DURATION: \"" + Texts.shown(text) + "\" is no length of an event.");
        }
    }

    private static EventTime lasting(ContentTree event, Moment start, NominalDuration duration, EventZones zones) {
        return switch (start) {
            case Moment.Day(var date) -> EventTime.allDay(date.atStartOfDay(), days(duration));
            case Moment.Floating(var at) -> EventTime.floating(at, duration);
            case Moment.Utc(var at) -> EventTime.timed(at, UTC, endZone(event, at, UTC, zones), duration);
            case Moment.Zoned(var at, var zone) -> EventTime.timed(at, zone, endZone(event, at, zone, zones), duration);
        };
    }

    /** Where the end is told by a length; as far as it is not known, where the start is. */
    private static ZoneId endZone(ContentTree event, LocalDateTime start, ZoneId zone, EventZones zones) {
        var length = event.first("DURATION");
        var name = length == null ? null : length.parameter(END_ZONE);
        try {
            var named = name == null ? zone : zones.of(name, start);
            return named instanceof ZoneOffset ? zone : named;
        } catch (ImportFault unknown) {
            return zone;
        }
    }

    private static EventTime timed(LocalDateTime start, ZoneId zone, Moment end) {
        var endZone = end instanceof Moment.Zoned zoned ? zoned.zone() : zone;
        // An end in UTC says when, not where.
        var length = EventTime.between(start, zone, end.digits(), end instanceof Moment.Utc ? UTC : endZone);
        return EventTime.timed(start, zone, endZone, NominalDuration.exact(length));
    }

    private static NominalDuration exact(LocalDateTime start, LocalDateTime end) {
        return NominalDuration.exact(Duration.between(start, end));
    }

    private static NominalDuration duration(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        return NominalDuration.parse(upper.startsWith("+") ? upper.substring(1) : upper);
    }
}
