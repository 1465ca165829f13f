package dev.almanac.icalendar.reading;

import dev.almanac.event.EventTime;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.recurrence.Expansion;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import dev.almanac.recurrence.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts RDATE, EXDATE and RECURRENCE-ID of any form on the wall clock of their series. */
final class SeriesClock {

    // The clock is never set forward by more.
    private static final int LONGEST_GAP_HOURS = 25;

    private final EventTime series;
    private final @Nullable ZoneId days;
    private final Expansion expansion;

    private SeriesClock(EventTime series, @Nullable ZoneId days, Expansion expansion) {
        this.series = series;
        this.days = days;
        this.expansion = expansion;
    }

    /**
     * @param days the zone whose midnights the days of an all-day series were written as; null where they were written as days
     * @throws InvalidRecurrenceException for a rule or dates that cannot be
     */
    static SeriesClock of(
            EventTime series, @Nullable ZoneId days, @Nullable String rule, Collection<LocalDateTime> rdates) {
        return new SeriesClock(
                series,
                days,
                Recurrences.of(new RecurrenceSet(
                        series.start(), series.allDay(), series.zone(), rule, List.copyOf(rdates), List.of())));
    }

    /** Whether the series has this start. */
    boolean has(LocalDateTime start) {
        return expansion.contains(start);
    }

    /** The start that is meant; of a date, where the series has none on it, one at the time of day of the first. */
    LocalDateTime start(Moment moment) {
        var starts = starts(moment);
        return starts.getFirst();
    }

    /** The starts that are meant: of a date all on it. Never empty. */
    List<LocalDateTime> starts(Moment moment) {
        if (series.allDay()) {
            var at = days == null ? null : moment.instant();
            var local = at == null || days == null ? moment.digits() : LocalDateTime.ofInstant(at, days);
            return List.of(local.toLocalDate().atStartOfDay());
        }
        if (moment instanceof Moment.Day(var date)) {
            var starts = on(date);
            return starts.isEmpty() ? List.of(date.atTime(series.start().toLocalTime())) : starts;
        }
        var instant = moment.instant();
        var zone = series.zone();
        return List.of(instant == null || zone == null ? moment.digits() : at(moment, instant, zone));
    }

    /** The start that an added date is: on the clock of the series what is written, even what that clock skips. */
    LocalDateTime added(Moment moment) {
        return ownClock(moment) ? moment.digits() : start(moment);
    }

    private boolean ownClock(Moment moment) {
        return moment instanceof Moment.Zoned zoned && zoned.zone().equals(series.zone());
    }

    private List<LocalDateTime> on(LocalDate date) {
        List<LocalDateTime> starts = new ArrayList<>();
        var from = expansion.from(date.atStartOfDay());
        while (from.hasNext()) {
            var start = from.next();
            if (!start.toLocalDate().equals(date)) {
                break;
            }
            starts.add(start);
        }
        return starts;
    }

    /** A start that the clock skips is another instant's wall-clock time: such starts are looked for. */
    private LocalDateTime at(Moment moment, Instant instant, ZoneId zone) {
        var local = LocalDateTime.ofInstant(instant, zone);
        var written = ownClock(moment) ? moment.digits() : local;
        for (var candidate : List.of(written, local)) {
            if (expansion.contains(candidate)) {
                return candidate;
            }
        }
        var before = expansion.from(local.minusHours(LONGEST_GAP_HOURS));
        while (before.hasNext()) {
            var start = before.next();
            if (!start.isBefore(local)) {
                break;
            }
            if (WallClock.resolve(start, zone).instant().equals(instant)) {
                return start;
            }
        }
        return written;
    }
}
