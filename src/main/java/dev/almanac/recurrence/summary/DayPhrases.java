package dev.almanac.recurrence.summary;

import dev.almanac.recurrence.Frequency;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.WeekdayNum;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a rule says of days: "on the second Tuesday", "on 29 February", "in week 20 on Monday". */
final class DayPhrases {

    // Has every date that there is.
    private static final int LEAP_YEAR = 2000;

    // More dates than this are told by their months and days.
    private static final int FEW = 4;

    private static final Set<DayOfWeek> WORKDAYS = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    private static final Set<DayOfWeek> ALL = Set.of(DayOfWeek.values());

    private final RecurrenceRule rule;
    private final LocalDate start;
    private final Wording wording;

    DayPhrases(RecurrenceRule rule, LocalDate start, Wording wording) {
        this.rule = rule;
        this.start = start;
        this.wording = wording;
    }

    /** Whether the days are told with the positions of BYSETPOS, as "the last weekday" is. */
    static boolean saysPositions(RecurrenceRule rule) {
        boolean oneTime = rule.byHour().size() <= 1
                && rule.byMinute().size() <= 1
                && rule.bySecond().size() <= 1;
        boolean onePlace = rule.frequency() == Frequency.MONTHLY
                || (rule.frequency() == Frequency.YEARLY && rule.byMonth().size() <= 1);
        return oneTime
                && onePlace
                && !rule.bySetPos().isEmpty()
                && !rule.byDay().isEmpty()
                && rule.byDay().stream().allMatch(day -> day.ordinal() == 0)
                && rule.byMonthDay().isEmpty()
                && rule.byYearDay().isEmpty()
                && rule.byWeekNo().isEmpty();
    }

    List<String> phrases() {
        var dates = dates();
        if (!dates.isEmpty()) {
            return List.of(wording.say("on", wording.all(dates)));
        }
        List<String> phrases = new ArrayList<>();
        if (!rule.byWeekNo().isEmpty()) {
            phrases.add(wording.say("in", wording.all(items("week", "week.last", rule.byWeekNo()))));
        }
        days(phrases);
        if (!rule.byMonth().isEmpty()) {
            phrases.add(wording.say("in.month", wording.all(wording.months(rule.byMonth()))));
        }
        return phrases;
    }

    private void days(List<String> phrases) {
        int first = phrases.size();
        if (!rule.byDay().isEmpty()) {
            phrases.add(saysPositions(rule) ? positions() : weekdays());
        }
        var monthDays = monthDays();
        if (!monthDays.isEmpty()) {
            add(phrases, first, items("monthday", "monthday.last", monthDays));
            if (phrases.size() == first + 1
                    && rule.frequency() == Frequency.YEARLY
                    && rule.byMonth().isEmpty()) {
                phrases.add(wording.say("of.every.month"));
            }
        }
        if (!rule.byYearDay().isEmpty()) {
            add(phrases, first, items("yearday", "yearday.last", rule.byYearDay()));
        }
        if (phrases.size() > first) {
            return;
        }
        if (rule.frequency() == Frequency.WEEKLY) {
            phrases.add(wording.say("on", wording.weekday(start.getDayOfWeek())));
        } else if (!rule.byWeekNo().isEmpty()) {
            phrases.add(wording.say("on.all"));
        }
    }

    /** The first of several is told, the others restrict it. */
    private void add(List<String> phrases, int first, List<String> items) {
        phrases.add(
                phrases.size() == first
                        ? wording.say("on", wording.all(items))
                        : wording.say("if", wording.any(items)));
    }

    private boolean open() {
        return rule.byWeekNo().isEmpty()
                && rule.byYearDay().isEmpty()
                && rule.byMonthDay().isEmpty()
                && rule.byDay().isEmpty();
    }

    /** Those of the rule, or the start's where the rule has no days at all. */
    private List<Integer> monthDays() {
        boolean counted = rule.frequency() == Frequency.MONTHLY || rule.frequency() == Frequency.YEARLY;
        return open() && counted ? List.of(start.getDayOfMonth()) : rule.byMonthDay();
    }

    /** Of a yearly rule, where it is a few dates; else none. */
    private List<String> dates() {
        var days = monthDays();
        var months = open() && rule.byMonth().isEmpty() ? List.of(start.getMonthValue()) : rule.byMonth();
        if (rule.frequency() != Frequency.YEARLY
                || !(rule.byDay().isEmpty()
                        && rule.byYearDay().isEmpty()
                        && rule.byWeekNo().isEmpty())
                || months.size() * days.size() > FEW
                || days.stream().anyMatch(day -> day < 0)) {
            return List.of();
        }
        List<String> dates = new ArrayList<>();
        try {
            for (int month : months) {
                for (int day : days) {
                    dates.add(wording.dayOfYear(LocalDate.of(LEAP_YEAR, month, day)));
                }
            }
        } catch (DateTimeException noSuchDate) {
            // 30 February is told by its parts.
            return List.of();
        }
        return dates;
    }

    private String weekdays() {
        var each = EnumSet.noneOf(DayOfWeek.class);
        List<String> counted = new ArrayList<>();
        boolean ofYear = rule.frequency() == Frequency.YEARLY && rule.byMonth().isEmpty();
        for (WeekdayNum day : rule.byDay()) {
            if (day.ordinal() == 0) {
                each.add(day.day());
            } else {
                counted.add(wording.say(
                        ofYear ? "weekday.of.year" : "weekday.of.month",
                        wording.ordinal(day.ordinal()),
                        wording.weekday(day.day())));
            }
        }
        List<String> phrases = new ArrayList<>();
        if (!counted.isEmpty()) {
            phrases.add(wording.say("on", wording.all(counted)));
        }
        if (each.equals(ALL)) {
            phrases.add(wording.say("on.all"));
        } else if (each.equals(WORKDAYS)) {
            phrases.add(wording.say("on.workdays"));
        } else if (!each.isEmpty()) {
            boolean several = (rule.frequency() == Frequency.MONTHLY || rule.frequency() == Frequency.YEARLY)
                    && rule.byWeekNo().isEmpty();
            phrases.add(wording.say(several ? "on.every" : "on", wording.all(wording.weekdays(each))));
        }
        return wording.all(phrases);
    }

    private String positions() {
        var days = EnumSet.noneOf(DayOfWeek.class);
        rule.byDay().forEach(day -> days.add(day.day()));
        var name = days.equals(ALL)
                ? wording.say("day")
                : days.equals(WORKDAYS) ? wording.say("workday") : wording.any(wording.weekdays(days));
        var key = rule.frequency() == Frequency.YEARLY && rule.byMonth().isEmpty()
                ? "weekday.of.year"
                : "weekday.of.month";
        var items = rule.bySetPos().stream()
                .map(position -> wording.say(key, wording.ordinal(position), name))
                .toList();
        return wording.say("on", wording.all(items));
    }

    private List<String> items(String key, String fromEnd, List<Integer> values) {
        // Lists are sorted, negative numbers first; people count from the front.
        List<String> items = new ArrayList<>();
        values.stream().filter(value -> value > 0).forEach(value -> items.add(wording.say(key, value)));
        values.reversed().stream()
                .filter(value -> value < 0)
                .forEach(value -> items.add(wording.say(fromEnd, wording.ordinal(value))));
        return items;
    }
}
