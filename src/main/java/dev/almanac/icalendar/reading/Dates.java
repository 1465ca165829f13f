package dev.almanac.icalendar.reading;

import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.icalendar.time.Zones;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceRule;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What makes an event a series, while it is read: a rule, and dates on the wall clock of the series. */
final class Dates {

    private final @Nullable String rule;
    private final NavigableSet<LocalDateTime> rdates = new TreeSet<>();
    private final NavigableSet<LocalDateTime> exdates = new TreeSet<>();
    private SeriesClock clock;

    private Dates(EventTime series, @Nullable String rule) {
        this.rule = rule;
        this.clock = SeriesClock.of(series, rule, rdates);
    }

    /** A series of one, to which dates are added. */
    static Dates none(EventTime series) {
        return new Dates(series, null);
    }

    /** @param most the most RDATEs, and the most EXDATEs */
    static Dates read(ContentTree event, EventTime series, Zones zones, int most) throws ImportFault {
        try {
            var dates = new Dates(series, rule(event, series));
            for (var moment : moments(event, "RDATE", zones, most)) {
                dates.rdates.add(dates.clock.start(moment));
            }
            dates.rdates.remove(series.start());
            dates.clock = SeriesClock.of(series, dates.rule, dates.rdates);
            for (var moment : moments(event, "EXDATE", zones, most)) {
                dates.exdates.addAll(dates.clock.starts(moment));
            }
            return dates;
        } catch (InvalidRecurrenceException e) {
            throw new ImportFault("INVALID_RECURRENCE", e.part() + ": " + e.getMessage());
        }
    }

    private static @Nullable String rule(ContentTree event, EventTime series) throws ImportFault {
        if (event.first("EXRULE") != null) {
            throw new ImportFault("INVALID_RECURRENCE", "EXRULE: RFC 5545 has it no more.");
        }
        Set<String> rules = new LinkedHashSet<>();
        for (var property : event.all("RRULE")) {
            var text = property.value().replaceAll("\\s", "");
            while (text.endsWith(";")) {
                text = text.substring(0, text.length() - 1);
            }
            rules.add(text);
        }
        if (rules.size() > 1) {
            throw new ImportFault("INVALID_RECURRENCE", "RRULE: an event has one rule, and this has more.");
        }
        return rules.isEmpty()
                ? null
                : RecurrenceRule.normalize(rules.iterator().next(), series.allDay(), series.zone());
    }

    private static Set<Moment> moments(ContentTree event, String name, Zones zones, int most) throws ImportFault {
        Set<Moment> moments = new LinkedHashSet<>();
        for (var property : event.all(name)) {
            for (var value : Texts.list(property.value())) {
                if (value.isBlank()) {
                    continue;
                }
                int period = value.indexOf('/');
                moments.add(Moment.read(
                        property, period < 0 ? value : value.substring(0, period), zones, "INVALID_RECURRENCE"));
                if (moments.size() > most) {
                    throw new ImportFault("TOO_MANY", name + ": at most " + most + " dates.");
                }
            }
        }
        return moments;
    }

    /** The start on the series' wall clock that a RECURRENCE-ID means. */
    LocalDateTime start(Moment recurrenceId) {
        return clock.start(recurrenceId);
    }

    /** Sees to it that the series has a start, where the rule and the dates do not. */
    void keep(LocalDateTime start) {
        exdates.remove(start);
        if (!clock.has(start)) {
            rdates.add(start);
        }
    }

    /** What recurs; null where nothing is to be said of it. */
    @Nullable Recurrence recurrence() {
        return rule == null && rdates.isEmpty() && exdates.isEmpty()
                ? null
                : new Recurrence(rule, List.copyOf(rdates), List.copyOf(exdates));
    }
}
