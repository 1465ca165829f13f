package dev.almanac.icalendar.writing;

import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.icalendar.reading.Times;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.Until;
import dev.almanac.recurrence.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When an event happens, as lines. A date has VALUE=DATE, a time in UTC ends in Z, any other time with a zone has a TZID, and one
 * without has nothing (RFC 5545 §3.3.4 and §3.3.5).
 */
final class TimeLines {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final String UTC = "UTC";

    // The last second that UNTIL can name of a day.
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private TimeLines() {}

    /** Whether its times are written in UTC, without the zone's name. */
    static boolean utc(ZoneId zone) {
        return zone.getId().equals(UTC) || zone.equals(ZoneOffset.UTC);
    }

    static ContentLine instant(String name, Instant at) {
        return ContentLine.of(name, TIME.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + "Z");
    }

    static String local(LocalDateTime at) {
        return TIME.format(at);
    }

    /** A wall-clock time in the form of an event's start. */
    static ContentLine moment(String name, LocalDateTime at, EventTime like) {
        return moments(name, List.of(at), like.allDay(), like.zone());
    }

    private static ContentLine moments(String name, List<LocalDateTime> at, boolean allDay, @Nullable ZoneId zone) {
        if (allDay) {
            return ContentLine.of(name, at.stream().map(DATE::format).collect(Collectors.joining(",")))
                    .with("VALUE", "DATE");
        }
        var mark = zone != null && utc(zone) ? "Z" : "";
        var line = ContentLine.of(
                name, at.stream().map(time -> TIME.format(time) + mark).collect(Collectors.joining(",")));
        return zone == null || utc(zone) ? line : line.with("TZID", zone.getId());
    }

    /**
     * The start and how long it lasts: an end for an exact length, a duration for one in days of the wall clock. An end in another zone
     * that only a duration can say has its zone beside it.
     */
    static List<ContentLine> of(EventTime time) {
        List<ContentLine> lines = new ArrayList<>();
        lines.add(moment("DTSTART", time.start(), time));
        var endZone = time.endZone();
        boolean elsewhere = !Objects.equals(endZone, time.zone());
        if (time.duration().isZero() && !elsewhere) {
            return lines;
        }
        if (time.allDay() || (time.duration().days() == 0 && (endZone == null || saysEnd(time, endZone)))) {
            lines.add(moments("DTEND", List.of(time.end()), time.allDay(), endZone));
        } else {
            var duration = ContentLine.of("DURATION", time.duration().toString());
            lines.add(endZone == null || !elsewhere ? duration : duration.with(Times.END_ZONE, endZone.getId()));
        }
        return lines;
    }

    /**
     * Whether a DTEND says when and where the end is. Of a time that the clock shows twice the first is read; one in UTC says nothing of
     * a place; and none is at the start itself.
     */
    private static boolean saysEnd(EventTime time, ZoneId endZone) {
        return !time.duration().isZero()
                && (endZone.equals(time.zone()) || !utc(endZone))
                && WallClock.resolve(time.end(), endZone).instant().equals(time.endInstant());
    }

    static List<ContentLine> of(@Nullable Recurrence recurrence, EventTime time) {
        List<ContentLine> lines = new ArrayList<>();
        if (recurrence != null) {
            var rule = recurrence.rule();
            if (rule != null) {
                lines.add(ContentLine.of("RRULE", rule(rule, time)));
            }
            if (!recurrence.rdates().isEmpty()) {
                lines.add(moments("RDATE", recurrence.rdates(), time.allDay(), time.zone()));
            }
            if (!recurrence.exdates().isEmpty()) {
                lines.add(moments("EXDATE", recurrence.exdates(), time.allDay(), time.zone()));
            }
        }
        return lines;
    }

    /** With UNTIL in the form that RFC 5545 §3.3.10 wants beside such a start. */
    private static String rule(String text, EventTime time) {
        var rule = RecurrenceRule.parse(text, time.allDay());
        var until = rule.until();
        return until == null ? text : rule.withUntil(until(until, time)).toString();
    }

    private static Until until(Until until, EventTime time) {
        if (time.allDay()) {
            return Until.of(until.value().toLocalDate());
        }
        var zone = time.zone();
        if (zone != null && until.form() == Until.Form.UTC) {
            return until;
        }
        var local =
                until.form() == Until.Form.DATE ? until.value().toLocalDate().atTime(END_OF_DAY) : until.value();
        return zone == null
                ? Until.of(local)
                : Until.of(WallClock.resolve(local, zone).instant());
    }
}
