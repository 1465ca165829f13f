package dev.almanac.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;

/**
 * Which days a rule's BY parts leave. RFC 5545 speaks of parts that expand and parts that limit; over the days of one
 * period both come to the same, the days that every part admits, once what the rule leaves open is taken from the start.
 */
final class DayFilter {
    private static final int DAYS_PER_WEEK = 7;
    private static final LocalDate CYCLE_START = LocalDate.of(2000, 1, 1);

    private final BitSet months;
    private final SignedSet weeks;
    private final SignedSet yearDays;
    private final SignedSet monthDays;
    private final BitSet weekdays = new BitSet();
    private final List<WeekdayNum> ordinals;
    private final boolean anyWeekday;
    private final boolean ordinalsOfMonth;
    private final DayOfWeek weekStart;

    DayFilter(RecurrenceRule rule, LocalDate start) {
        boolean open = rule.byWeekNo().isEmpty()
                && rule.byYearDay().isEmpty()
                && rule.byMonthDay().isEmpty()
                && rule.byDay().isEmpty();
        Frequency frequency = open ? rule.frequency() : Frequency.DAILY;
        months = new BitSet();
        rule.byMonth().forEach(months::set);
        if (frequency == Frequency.YEARLY && months.isEmpty()) {
            months.set(start.getMonthValue());
        }
        boolean startDay = frequency == Frequency.YEARLY || frequency == Frequency.MONTHLY;
        monthDays = new SignedSet(startDay ? List.of(start.getDayOfMonth()) : rule.byMonthDay());
        weeks = new SignedSet(rule.byWeekNo());
        yearDays = new SignedSet(rule.byYearDay());
        for (WeekdayNum day : rule.byDay()) {
            if (day.ordinal() == 0) {
                weekdays.set(day.day().getValue());
            }
        }
        if (frequency == Frequency.WEEKLY) {
            weekdays.set(start.getDayOfWeek().getValue());
        }
        ordinals = rule.byDay().stream().filter(day -> day.ordinal() != 0).toList();
        anyWeekday = weekdays.isEmpty() && ordinals.isEmpty();
        ordinalsOfMonth =
                rule.frequency() != Frequency.YEARLY || !rule.byMonth().isEmpty();
        weekStart = rule.weekStart();
    }

    boolean admits(LocalDate day) {
        return admitsMonth(day.getMonthValue())
                && (monthDays.isEmpty() || monthDays.contains(day.getDayOfMonth(), day.lengthOfMonth()))
                && (anyWeekday || admitsWeekday(day))
                && (yearDays.isEmpty() || yearDays.contains(day.getDayOfYear(), day.lengthOfYear()))
                && (weeks.isEmpty() || admitsWeek(day));
    }

    /** Whether there is such a day in any year; looks at a whole cycle of the calendar before it says no. */
    boolean admitsAny() {
        LocalDate end = CYCLE_START.plusYears(Period.CYCLE_YEARS);
        for (LocalDate day = CYCLE_START; day.isBefore(end); day = day.plusDays(1)) {
            if (!admitsMonth(day.getMonthValue())) {
                day = day.withDayOfMonth(day.lengthOfMonth());
            } else if (admits(day)) {
                return true;
            }
        }
        return false;
    }

    boolean admitsMonth(int month) {
        return months.isEmpty() || months.get(month);
    }

    private boolean admitsWeekday(LocalDate day) {
        if (weekdays.get(day.getDayOfWeek().getValue())) {
            return true;
        }
        for (WeekdayNum weekday : ordinals) {
            if (weekday.day() == day.getDayOfWeek()) {
                int position = ordinalsOfMonth ? day.getDayOfMonth() : day.getDayOfYear();
                int length = ordinalsOfMonth ? day.lengthOfMonth() : day.lengthOfYear();
                int ordinal = weekday.ordinal() > 0
                        ? (position - 1) / DAYS_PER_WEEK + 1
                        : -((length - position) / DAYS_PER_WEEK + 1);
                if (ordinal == weekday.ordinal()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean admitsWeek(LocalDate day) {
        // A week belongs to the year that has most of it, so the year of its fourth day (RFC 5545: at least four days).
        int intoWeek = Math.floorMod(day.getDayOfWeek().getValue() - weekStart.getValue(), DAYS_PER_WEEK);
        LocalDate middle = day.plusDays(3L - intoWeek);
        int before = (middle.getDayOfYear() - 1) / DAYS_PER_WEEK;
        int after = (middle.lengthOfYear() - middle.getDayOfYear()) / DAYS_PER_WEEK;
        return weeks.contains(before + 1, before + 1 + after);
    }

    /** Positions from the front (1 is the first) and from the back (−1 is the last). */
    private static final class SignedSet {
        private final BitSet front = new BitSet();
        private final BitSet back = new BitSet();

        SignedSet(List<Integer> values) {
            values.forEach(value -> (value > 0 ? front : back).set(Math.abs(value)));
        }

        boolean isEmpty() {
            return front.isEmpty() && back.isEmpty();
        }

        boolean contains(int position, int length) {
            return front.get(position) || back.get(length - position + 1);
        }
    }
}
