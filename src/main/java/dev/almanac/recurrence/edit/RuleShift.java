package dev.almanac.recurrence.edit;

import dev.almanac.recurrence.Frequency;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.Until;
import dev.almanac.recurrence.WeekdayNum;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves a rule along with the start of its series.
 *
 * <p>A series on Mondays at 23:00 that is moved by two hours is one on Tuesdays at 01:00: what the rule says of days and times turns
 * with the start. Where each start of the rule moves by as much as the first (weekdays of a week, days of a month that stay within
 * every month), the rule says exactly that. Where a rule names one place in the month or year that its start has ("the second Tuesday",
 * "31 March"), it names the place of the new start. Anything else (the last working day, week 20, several days around a month's end) has
 * no rule that moves it by days, and none is guessed.
 */
public final class RuleShift {

    /** Days that every month has. */
    private static final int SAFE_DAYS = 28;

    private static final int LAST_HOUR = 23;

    private final RecurrenceRule rule;
    private final LocalDateTime from;
    private final LocalDateTime to;

    /** Where a series begins: its wall-clock start, whether in whole days, and its zone. */
    public record Anchor(
            LocalDateTime start, boolean allDay, @Nullable ZoneId zone) {}

    private RuleShift(RecurrenceRule rule, LocalDateTime from, LocalDateTime to) {
        this.rule = rule;
        this.from = from;
        this.to = to;
    }

    /** The rule of the moved series, or null where there is none. */
    public static @Nullable RecurrenceRule shift(RecurrenceRule rule, Anchor from, Anchor to) {
        var moved = new RuleShift(rule, from.start(), to.start()).shifted(to.allDay());
        var until = rule.until();
        return moved == null || until == null ? moved : moved.withUntil(until(until, from, to));
    }

    private @Nullable RecurrenceRule shifted(boolean allDay) {
        var timed = allDay || from.toLocalTime().equals(to.toLocalTime()) ? rule : atOtherTimes();
        return timed == null || days() == 0 ? timed : onOtherDays(timed);
    }

    private long days() {
        return ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
    }

    private @Nullable RecurrenceRule atOtherTimes() {
        var hours = rule.byHour();
        var minutes = only(rule.byMinute(), from.getMinute(), to.getMinute());
        var seconds = only(rule.bySecond(), from.getSecond(), to.getSecond());
        if (minutes == null || seconds == null) {
            return null;
        }
        if (hours.size() > 1) {
            boolean onlyHours = from.getMinute() == to.getMinute() && from.getSecond() == to.getSecond();
            int more = to.getHour() - from.getHour();
            var moved = hours.stream().map(hour -> hour + more).toList();
            if (!onlyHours || days() != 0 || moved.stream().anyMatch(hour -> hour < 0 || hour > LAST_HOUR)) {
                return null;
            }
            hours = moved;
        } else {
            hours = only(hours, from.getHour(), to.getHour());
        }
        return hours == null
                ? null
                : with(rule.byMonth(), rule.byMonthDay(), rule.byDay(), hours, minutes, seconds, rule.weekStart());
    }

    /** A list that says only what the start says, turned with it; null where it says something else and would have to be turned. */
    private static @Nullable List<Integer> only(List<Integer> values, int old, int fresh) {
        if (values.isEmpty() || old == fresh) {
            return values;
        }
        return values.equals(List.of(old)) ? List.of(fresh) : null;
    }

    private @Nullable RecurrenceRule onOtherDays(RecurrenceRule timed) {
        boolean sameMonth = from.getMonth() == to.getMonth() && from.getYear() == to.getYear();
        var months = sameMonth ? rule.byMonth() : only(rule.byMonth(), from.getMonthValue(), to.getMonthValue());
        var monthDays = monthDays(sameMonth);
        var weekdays = weekdays(sameMonth);
        if (months == null
                || monthDays == null
                || weekdays == null
                || !rule.byWeekNo().isEmpty()
                || !rule.byYearDay().isEmpty()
                || !rule.bySetPos().isEmpty()) {
            return null;
        }
        var weekStart = rule.frequency() == Frequency.WEEKLY && rule.interval() > 1
                ? rule.weekStart().plus(days())
                : rule.weekStart();
        return with(months, monthDays, weekdays, timed.byHour(), timed.byMinute(), timed.bySecond(), weekStart);
    }

    private @Nullable List<Integer> monthDays(boolean sameMonth) {
        var days = rule.byMonthDay();
        if (days.isEmpty()) {
            return days;
        }
        if (days.equals(List.of(from.getDayOfMonth()))) {
            return List.of(to.getDayOfMonth());
        }
        int fromEnd = fromEnd(from.toLocalDate());
        if (days.equals(List.of(-fromEnd)) && sameMonth) {
            return List.of(-fromEnd(to.toLocalDate()));
        }
        int more = (int) days();
        boolean safe = days.stream()
                .allMatch(day -> day > 0
                        ? day <= SAFE_DAYS && day + more > 0 && day + more <= SAFE_DAYS
                        : day >= -SAFE_DAYS && day + more < 0 && day + more >= -SAFE_DAYS);
        return safe && sameMonth ? days.stream().map(day -> day + more).toList() : null;
    }

    private @Nullable List<WeekdayNum> weekdays(boolean sameMonth) {
        var days = rule.byDay();
        boolean ordinal = (rule.frequency() == Frequency.MONTHLY || rule.frequency() == Frequency.YEARLY)
                && days.stream().anyMatch(day -> day.ordinal() != 0);
        if (!ordinal) {
            return days.stream()
                    .map(day -> new WeekdayNum(day.ordinal(), day.day().plus(days())))
                    .toList();
        }
        boolean ofYear = rule.frequency() == Frequency.YEARLY && rule.byMonth().isEmpty();
        if (days.size() != 1 || !(ofYear || sameMonth || rule.byMonth().size() <= 1)) {
            return null;
        }
        var old = days.getFirst();
        if (!old.equals(weekday(from.toLocalDate(), old.ordinal() > 0, ofYear))) {
            return null;
        }
        return List.of(weekday(to.toLocalDate(), old.ordinal() > 0, ofYear));
    }

    /** Which of the weekdays of its month or year a date is, from the front or from the back. */
    private static WeekdayNum weekday(LocalDate date, boolean fromFront, boolean ofYear) {
        DayOfWeek day = date.getDayOfWeek();
        int place = ofYear ? date.getDayOfYear() : date.getDayOfMonth();
        int length = ofYear ? date.lengthOfYear() : date.lengthOfMonth();
        return new WeekdayNum(fromFront ? (place - 1) / 7 + 1 : -((length - place) / 7 + 1), day);
    }

    private static int fromEnd(LocalDate date) {
        return date.lengthOfMonth() - date.getDayOfMonth() + 1;
    }

    private RecurrenceRule with(
            List<Integer> months,
            List<Integer> monthDays,
            List<WeekdayNum> weekdays,
            List<Integer> hours,
            List<Integer> minutes,
            List<Integer> seconds,
            DayOfWeek weekStart) {
        return new RecurrenceRule(
                rule.frequency(),
                rule.interval(),
                rule.count(),
                rule.until(),
                months,
                rule.byWeekNo(),
                rule.byYearDay(),
                monthDays,
                weekdays,
                hours,
                minutes,
                seconds,
                rule.bySetPos(),
                weekStart);
    }

    private static Until until(Until until, Anchor from, Anchor to) {
        var zone = from.zone();
        boolean sameKind = from.allDay() == to.allDay() && (zone == null) == (to.zone() == null);
        long days =
                ChronoUnit.DAYS.between(from.start().toLocalDate(), to.start().toLocalDate());
        if (until.form() == Until.Form.DATE) {
            var date = until.value().toLocalDate().plusDays(days);
            return sameKind
                    ? Until.of(date)
                    : RecurrenceSplit.until(date.atTime(to.start().toLocalTime()), to.allDay(), to.zone());
        }
        boolean utc = until.form() == Until.Form.UTC && zone != null;
        var local = utc
                ? until.value().atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDateTime()
                : until.value();
        var moved = local.plus(Duration.between(from.start(), to.start()));
        return sameKind && !utc ? new Until(moved, until.form()) : RecurrenceSplit.until(moved, to.allDay(), to.zone());
    }
}
