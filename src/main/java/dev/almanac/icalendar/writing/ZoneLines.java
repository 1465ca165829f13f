package dev.almanac.icalendar.writing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A zone defined as a VTIMEZONE (RFC 5545 §3.6.5), by the JVM's zone data and for a stretch of time alone: an observance for each
 * change between two offsets, with the onsets in that stretch, and for the rules by which a zone goes on for ever one with an RRULE each.
 */
final class ZoneLines {

    /** What is on the safe side of any offset, in days. */
    private static final int SLACK = 2;

    /** For how long the onsets of a rule are listed that no RRULE can say. */
    private static final int YEARS_LISTED = 60;

    private final ZoneRules rules;
    private final Map<Change, List<LocalDateTime>> onsets = new LinkedHashMap<>();
    private final List<List<ContentLine>> recurring = new ArrayList<>();

    private ZoneLines(ZoneRules rules) {
        this.rules = rules;
    }

    /** What the clock is changed from and to. */
    private record Change(ZoneOffset before, ZoneOffset after, boolean daylight) {}

    /** @param until null: for ever */
    static List<ContentLine> of(ZoneId zone, LocalDateTime from, @Nullable LocalDateTime until) {
        var definition = new ZoneLines(zone.getRules());
        definition.collect(
                from.minusDays(SLACK),
                until == null ? Instant.MAX : until.plusDays(SLACK).toInstant(ZoneOffset.UTC));
        List<ContentLine> lines = new ArrayList<>();
        lines.add(ContentLine.begin("VTIMEZONE"));
        lines.add(ContentLine.text("TZID", zone.getId()));
        definition.onsets.forEach((change, starts) -> lines.addAll(observance(change, starts, null)));
        definition.recurring.forEach(lines::addAll);
        lines.add(ContentLine.end("VTIMEZONE"));
        return lines;
    }

    private void collect(LocalDateTime from, Instant until) {
        var start = from.toInstant(ZoneOffset.UTC);
        // Before the first transition, and in zones without any, the offset holds since ever.
        @Nullable ZoneOffsetTransition next = rules.previousTransition(start);
        if (next == null) {
            var offset = rules.getOffset(start);
            add(new Change(offset, offset, rules.isDaylightSavings(start)), from.truncatedTo(ChronoUnit.DAYS));
            next = rules.nextTransition(start);
        }
        var listed = rules.getTransitions();
        var lastListed = listed.isEmpty() ? Instant.MIN : listed.getLast().getInstant();
        boolean endless = !rules.getTransitionRules().isEmpty();
        while (next != null
                && next.getInstant().isBefore(until)
                && !(endless && next.getInstant().isAfter(lastListed))) {
            add(change(next), next.getDateTimeBefore());
            next = rules.nextTransition(next.getInstant());
        }
        for (int i = 0; i < rules.getTransitionRules().size() && next != null; i++) {
            if (next.getInstant().isBefore(until)) {
                addRule(next, until);
            }
            next = rules.nextTransition(next.getInstant());
        }
    }

    private Change change(ZoneOffsetTransition transition) {
        return new Change(
                transition.getOffsetBefore(),
                transition.getOffsetAfter(),
                rules.isDaylightSavings(transition.getInstant()));
    }

    private void add(Change change, LocalDateTime onset) {
        onsets.computeIfAbsent(change, _ -> new ArrayList<>()).add(onset);
    }

    private void addRule(ZoneOffsetTransition first, Instant until) {
        var rule = rules.getTransitionRules().stream()
                .filter(candidate -> IntStream.rangeClosed(-1, 1)
                        .mapToObj(shift -> candidate.createTransition(
                                first.getDateTimeBefore().getYear() + shift))
                        .anyMatch(first::equals))
                .findFirst()
                .orElseThrow();
        var yearly = yearly(rule, first);
        if (yearly != null) {
            recurring.add(observance(change(first), List.of(first.getDateTimeBefore()), yearly));
            return;
        }
        int year = first.getDateTimeBefore().getYear();
        for (int i = 0; i < YEARS_LISTED; i++) {
            var transition = rule.createTransition(year + i);
            if (!transition.getInstant().isBefore(first.getInstant())
                    && transition.getInstant().isBefore(until)) {
                add(change(transition), transition.getDateTimeBefore());
            }
        }
    }

    /** The rule as an RRULE on the clock before the change; null where that would run over the end of a month. */
    private static @Nullable String yearly(ZoneOffsetTransitionRule rule, ZoneOffsetTransition onset) {
        // The rule may speak of another day than the clock shows: of a day's end, or of a time in UTC.
        int year = onset.getDateTimeBefore().getYear();
        var date = onset.getDateTimeBefore().toLocalDate();
        var month = rule.getMonth();
        int length = month.minLength();
        int indicator = rule.getDayOfMonthIndicator();
        int shift = (int) ChronoUnit.DAYS.between(ruleDate(rule, year), date);
        DayOfWeek weekday = rule.getDayOfWeek();
        if (indicator < 0 && month.minLength() != month.maxLength()) {
            return null;
        }
        int span = weekday == null ? 1 : 7;
        int earliest = (indicator > 0 ? indicator : length + 1 + indicator - (span - 1)) + shift;
        if (earliest < 1 || earliest + span - 1 > length) {
            return null;
        }
        var text = "FREQ=YEARLY;BYMONTH=" + month.getValue();
        if (weekday == null) {
            return text + ";BYMONTHDAY=" + earliest;
        }
        var day = weekday.plus(shift).name().substring(0, 2).toUpperCase(Locale.ROOT);
        if (earliest + span - 1 == length && month.minLength() == month.maxLength()) {
            return text + ";BYDAY=-1" + day;
        }
        if (earliest % 7 == 1) {
            return text + ";BYDAY=" + (earliest / 7 + 1) + day;
        }
        return text + ";BYDAY=" + day + ";BYMONTHDAY="
                + IntStream.range(earliest, earliest + span)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
    }

    /** The date that a rule speaks of. */
    private static LocalDate ruleDate(ZoneOffsetTransitionRule rule, int year) {
        int indicator = rule.getDayOfMonthIndicator();
        var month = rule.getMonth();
        var date = indicator > 0
                ? LocalDate.of(year, month, indicator)
                : LocalDate.of(year, month, 1).plusMonths(1).plusDays(indicator);
        var weekday = rule.getDayOfWeek();
        if (weekday == null) {
            return date;
        }
        int ahead = Math.floorMod(weekday.getValue() - date.getDayOfWeek().getValue(), 7);
        return indicator > 0 || ahead == 0 ? date.plusDays(ahead) : date.plusDays(ahead - 7);
    }

    private static List<ContentLine> observance(Change change, List<LocalDateTime> onsets, @Nullable String rule) {
        var name = change.daylight() ? "DAYLIGHT" : "STANDARD";
        List<ContentLine> lines = new ArrayList<>();
        lines.add(ContentLine.begin(name));
        lines.add(ContentLine.of("DTSTART", TimeLines.local(onsets.getFirst())));
        lines.add(ContentLine.of("TZOFFSETFROM", offset(change.before())));
        lines.add(ContentLine.of("TZOFFSETTO", offset(change.after())));
        if (rule != null) {
            lines.add(ContentLine.of("RRULE", rule));
        } else if (onsets.size() > 1) {
            // One a line, and the first as well: there are readers that read no more of a line, and leave out the start
            // beside dates.
            onsets.forEach(onset -> lines.add(ContentLine.of("RDATE", TimeLines.local(onset))));
        }
        lines.add(ContentLine.end(name));
        return lines;
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        var text = "%s%02d%02d".formatted(offset.getTotalSeconds() < 0 ? "-" : "+", seconds / 3_600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + "%02d".formatted(seconds % 60);
    }
}
