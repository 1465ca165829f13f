package dev.almanac.icalendar.reading;

import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.EventZones;
import dev.almanac.icalendar.time.Moment;
import dev.almanac.platform.time.NominalDuration;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What makes an event a series, while it is read: a rule, and dates on the wall clock of the series. */
final class Dates {

    private static final String CODE = "INVALID_RECURRENCE";

    private final EventTime series;
    private final @Nullable String rule;
    private final NavigableSet<LocalDateTime> rdates = new TreeSet<>();
    private final NavigableSet<LocalDateTime> exdates = new TreeSet<>();
    private final NavigableMap<LocalDateTime, EventTime> periods = new TreeMap<>();
    private SeriesClock clock;

    private Dates(EventTime series, SeriesClock clock, @Nullable String rule) {
        this.series = series;
        this.rule = rule;
        this.clock = clock;
    }

    /** A series of one, to which dates are added. */
    static Dates none(EventTime series) {
        return new Dates(series, SeriesClock.of(series, null, null, Set.of()), null);
    }

    /**
     * @param most the most RDATEs, and the most EXDATEs
     * @param notes takes sentences on dates that cannot be read
     */
    static Dates read(ContentTree event, EventTime series, EventZones zones, int most, Consumer<String> notes)
            throws ImportFault {
        try {
            var days = Times.zoneOfDays(event, series, zones);
            var rule = rule(event, series);
            var dates = new Dates(series, SeriesClock.of(series, days, rule, Set.of()), rule);
            for (var date : moments(event, "RDATE", zones, most, notes).entrySet()) {
                var start = dates.clock.added(date.getKey());
                dates.rdates.add(start);
                var length = date.getValue();
                var period = length == null ? null : lasting(series.at(start), length);
                if (period != null
                        && !period.endInstant().equals(series.at(start).endInstant())) {
                    dates.periods.put(start, period);
                }
            }
            dates.rdates.remove(series.start());
            dates.clock = SeriesClock.of(series, days, dates.rule, dates.rdates);
            for (var moment : moments(event, "EXDATE", zones, most, notes).keySet()) {
                dates.exdates.addAll(dates.clock.starts(moment));
            }
            return dates;
        } catch (InvalidRecurrenceException e) {
            throw new ImportFault(CODE, e.part() + ": " + e.getMessage());
        }
    }

    private static @Nullable String rule(ContentTree event, EventTime series) throws ImportFault {
        if (event.first("EXRULE") != null) {
            throw new ImportFault(CODE, "EXRULE: RFC 5545 has it no more.");
        }
        Set<String> rules = new LinkedHashSet<>();
        for (var property : event.all("RRULE")) {
            rules.add(rule(property.value()));
        }
        if (rules.size() > 1) {
            throw new ImportFault(CODE, "RRULE: an event has one rule, and this has more.");
        }
        return rules.isEmpty()
                ? null
                : RecurrenceRule.normalize(rules.iterator().next(), series.allDay(), series.zone());
    }

    /** The rule in a value, without what some add to it. */
    static String rule(String value) {
        var text = value.replaceAll("\\s", "");
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ';') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Times, and where they are periods how long those are. One that cannot be read loses none of the others. */
    private static Map<Moment, @Nullable NominalDuration> moments(
            ContentTree event, String name, EventZones zones, int most, Consumer<String> notes) throws ImportFault {
        Map<Moment, @Nullable NominalDuration> moments = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (var property : event.all(name)) {
            for (var value : Texts.list(property.value())) {
                if (value.isBlank()) {
                    continue;
                }
                int mark = value.indexOf('/');
                @Nullable Moment start = null;
                try {
                    start = Moment.read(property, mark < 0 ? value : value.substring(0, mark), zones, CODE);
                    moments.put(start, null);
                    if (mark >= 0) {
                        moments.put(start, Times.length(property, start, value.substring(mark + 1), zones));
                    }
                } catch (ImportFault fault) {
                    faults.add((start == null ? "A date was left out: " : "The length of a date was left out: ")
                            + fault.sentence());
                }
                if (moments.size() > most) {
                    throw new ImportFault("TOO_MANY", name + ": at most " + most + " dates.");
                }
            }
        }
        if (!faults.isEmpty()) {
            int more = faults.size() - 1;
            notes.accept(faults.getFirst() + (more == 0 ? "" : " And " + more + " more of " + name + '.'));
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

    /** The times of added occurrences that do not last as long as the others, by their starts. */
    NavigableMap<LocalDateTime, EventTime> periods() {
        var times = new TreeMap<>(periods);
        times.keySet().removeAll(exdates);
        return times;
    }

    private static EventTime lasting(EventTime time, NominalDuration length) {
        return new EventTime(
                time.start(),
                time.allDay(),
                time.zone(),
                time.endZone(),
                time.allDay() ? new NominalDuration(Times.days(length), 0) : length);
    }

    /** When it happens. */
    RecurrenceSet set() {
        return new RecurrenceSet(
                series.start(), series.allDay(), series.zone(), rule, List.copyOf(rdates), List.copyOf(exdates));
    }

    /** What recurs; null where nothing is to be said of it. */
    static @Nullable Recurrence recurrence(RecurrenceSet set) {
        return set.rule() == null && set.rdates().isEmpty() && set.exdates().isEmpty()
                ? null
                : new Recurrence(set.rule(), set.rdates(), set.exdates());
    }
}
