package dev.almanac.recurrence.summary;

import dev.almanac.recurrence.Frequency;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Until;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recurrence as one sentence: "Every 2 weeks on Monday and Friday, until 31 December 2026".
 *
 * <p>It says what the rule says, and what the rule takes from the start. The time of day is said only where the rule gives more than one.
 * Dates that are added or taken out are counted, not listed.
 */
public final class RecurrenceSummary {

    private final RecurrenceSet set;
    private final Wording wording;

    private RecurrenceSummary(RecurrenceSet set, Wording wording) {
        this.set = set;
        this.wording = wording;
    }

    /**
     * The sentence, without a full stop; never empty.
     *
     * @param locale the language, and the form of dates and times; English where there are no words for it
     * @throws dev.almanac.recurrence.InvalidRecurrenceException for a rule that {@link RecurrenceRule#parse} refuses
     */
    public static String of(RecurrenceSet set, Locale locale) {
        return new RecurrenceSummary(set, Wording.of(locale)).sentence();
    }

    private String sentence() {
        var text = set.rule();
        var rule = text == null ? null : RecurrenceRule.parse(text, set.allDay());
        List<String> clauses = new ArrayList<>();
        clauses.add(
                rule == null
                        ? wording.say("once", wording.date(set.start().toLocalDate()))
                        : String.join(" ", pattern(rule)));
        if (rule != null) {
            positions(rule, clauses);
            end(rule, clauses);
        }
        count("added", set.rdates(), clauses);
        count("excluded", set.exdates(), clauses);
        return String.join(", ", clauses);
    }

    private List<String> pattern(RecurrenceRule rule) {
        List<String> phrases = new ArrayList<>();
        phrases.add(wording.say("every." + rule.frequency(), rule.interval()));
        phrases.addAll(new DayPhrases(rule, set.start().toLocalDate(), wording).phrases());
        if (rule.frequency() == Frequency.HOURLY) {
            hourly(rule, phrases);
        } else if (!fromStart(rule)) {
            phrases.add(wording.say(
                    "at", wording.all(wording.times(rule, set.start().toLocalTime()))));
        }
        return phrases;
    }

    private void hourly(RecurrenceRule rule, List<String> phrases) {
        if (!rule.byHour().isEmpty()) {
            phrases.add(wording.say("hours", wording.all(wording.hours(rule.byHour()))));
        }
        if (!rule.byMinute().isEmpty()) {
            phrases.add(wording.say("minutes", wording.all(wording.numbers(rule.byMinute()))));
        }
        if (!rule.bySecond().isEmpty()) {
            phrases.add(wording.say("seconds", wording.all(wording.numbers(rule.bySecond()))));
        }
    }

    private static boolean fromStart(RecurrenceRule rule) {
        return rule.byHour().isEmpty()
                && rule.byMinute().isEmpty()
                && rule.bySecond().isEmpty();
    }

    private void positions(RecurrenceRule rule, List<String> clauses) {
        if (rule.bySetPos().isEmpty() || DayPhrases.saysPositions(rule)) {
            return;
        }
        var positions = rule.bySetPos().stream()
                .map(position -> wording.say("position", wording.ordinal(position)))
                .toList();
        clauses.add(wording.say("positions", wording.all(positions), wording.say("of." + rule.frequency())));
    }

    private void end(RecurrenceRule rule, List<String> clauses) {
        var count = rule.count();
        var until = rule.until();
        if (count != null) {
            clauses.add(wording.say("times", count));
        } else if (until != null) {
            clauses.add(wording.say("until", wording.date(lastDay(rule, until))));
        }
    }

    /** The last day on which a start may be: not that of an end which comes before the time of day at which all starts are. */
    private LocalDate lastDay(RecurrenceRule rule, Until until) {
        var end = local(until);
        boolean before = until.form() != Until.Form.DATE
                && rule.frequency() != Frequency.HOURLY
                && fromStart(rule)
                && end.toLocalTime().isBefore(set.start().toLocalTime());
        var day = end.toLocalDate();
        return before ? day.minusDays(1) : day;
    }

    private LocalDateTime local(Until until) {
        var zone = set.zone();
        return until.form() == Until.Form.UTC && zone != null
                ? until.value().atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDateTime()
                : until.value();
    }

    private void count(String key, List<LocalDateTime> dates, List<String> clauses) {
        if (!dates.isEmpty()) {
            clauses.add(wording.say(key, dates.size()));
        }
    }
}
