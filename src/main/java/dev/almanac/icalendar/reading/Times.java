package dev.almanac.icalendar.reading;

import dev.almanac.event.EventTime;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.icalendar.time.Zones;
import dev.almanac.platform.time.NominalDuration;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads when an event happens; RFC 5545 §3.6.1. */
final class Times {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int DAY = 86_400;

    private Times() {}

    /** DTSTART with DTEND or DURATION; with neither, a date is a day long and a time has no length. */
    static EventTime read(ContentTree event, Zones zones) throws ImportFault {
        var property = event.first("DTSTART");
        if (property == null) {
            throw new ImportFault("MISSING_PROPERTY", "It has no DTSTART.");
        }
        var start = Moment.read(property, property.value(), zones, "INVALID_TIME");
        var endProperty = event.first("DTEND");
        var end = endProperty == null ? null : Moment.read(endProperty, endProperty.value(), zones, "INVALID_TIME");
        try {
            var duration = end == null ? duration(event.raw("DURATION")) : NominalDuration.ZERO;
            return switch (start) {
                case Moment.Day(var date) ->
                    EventTime.allDay(date.atStartOfDay(), days(date.atStartOfDay(), end, duration));
                case Moment.Floating(var at) ->
                    EventTime.floating(at, end == null ? duration : exact(at, end.digits()));
                case Moment.Utc(var at) -> timed(at, UTC, end, duration);
                case Moment.Zoned(var at, var zone) -> timed(at, zone, end, duration);
            };
        } catch (IllegalArgumentException e) {
            throw new ImportFault("INVALID_TIME", "It ends before its start, or its DURATION cannot be.");
        }
    }

    private static int days(LocalDateTime first, @Nullable Moment end, NominalDuration duration) {
        long days = end == null
                ? duration.days() + Math.ceilDiv(duration.seconds(), DAY)
                : ChronoUnit.DAYS.between(first, end.digits());
        return (int) Math.max(days, 1);
    }

    private static EventTime timed(LocalDateTime start, ZoneId zone, @Nullable Moment end, NominalDuration duration) {
        if (end == null) {
            return EventTime.timed(start, zone, zone, duration);
        }
        var endZone = end instanceof Moment.Zoned zoned ? zoned.zone() : zone;
        // An end in UTC says when, not where.
        var length = EventTime.between(start, zone, end.digits(), end instanceof Moment.Utc ? UTC : endZone);
        return EventTime.timed(start, zone, endZone, NominalDuration.exact(length));
    }

    private static NominalDuration exact(LocalDateTime start, LocalDateTime end) {
        return NominalDuration.exact(Duration.between(start, end));
    }

    private static NominalDuration duration(@Nullable String text) {
        if (text == null) {
            return NominalDuration.ZERO;
        }
        var upper = text.toUpperCase(Locale.ROOT);
        return NominalDuration.parse(upper.startsWith("+") ? upper.substring(1) : upper);
    }
}
