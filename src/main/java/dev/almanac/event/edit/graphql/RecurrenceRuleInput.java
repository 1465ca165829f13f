package dev.almanac.event.edit.graphql;

import dev.almanac.event.plan.RuleDraft;
import dev.almanac.event.plan.RuleDraft.Part;
import dev.almanac.event.plan.RuleDraft.UntilDraft;
import dev.almanac.recurrence.Frequency;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema's type of this name. */
record RecurrenceRuleInput(
        Frequency frequency,
        int interval,
        @Nullable Integer count,
        @Nullable RecurrenceUntilInput until,
        @Nullable List<Integer> byMonth,
        @Nullable List<Integer> byWeekNo,
        @Nullable List<Integer> byYearDay,
        @Nullable List<Integer> byMonthDay,
        @Nullable List<RecurrenceDayInput> byDay,
        @Nullable List<Integer> byHour,
        @Nullable List<Integer> byMinute,
        @Nullable List<Integer> bySecond,
        @Nullable List<Integer> bySetPos,
        DayOfWeek weekStart) {

    /** The schema's type of this name. */
    record RecurrenceUntilInput(
            @Nullable LocalDate date,
            @Nullable LocalDateTime localDateTime,
            @Nullable OffsetDateTime instant) {}

    /** The schema's type of this name. */
    record RecurrenceDayInput(DayOfWeek day, @Nullable Integer ordinal) {}

    RuleDraft draft() {
        Map<Part, List<String>> lists = new EnumMap<>(Part.class);
        lists.put(Part.BYMONTH, numbers(byMonth));
        lists.put(Part.BYWEEKNO, numbers(byWeekNo));
        lists.put(Part.BYYEARDAY, numbers(byYearDay));
        lists.put(Part.BYMONTHDAY, numbers(byMonthDay));
        lists.put(
                Part.BYDAY,
                byDay == null
                        ? List.of()
                        : byDay.stream()
                                .map(each -> RuleDraft.weekday(each.ordinal(), each.day()))
                                .toList());
        lists.put(Part.BYHOUR, numbers(byHour));
        lists.put(Part.BYMINUTE, numbers(byMinute));
        lists.put(Part.BYSECOND, numbers(bySecond));
        lists.put(Part.BYSETPOS, numbers(bySetPos));
        var end = until == null
                ? null
                : new UntilDraft(
                        until.date(),
                        until.localDateTime(),
                        until.instant() == null ? null : until.instant().toInstant());
        return new RuleDraft(frequency, interval, count, end, lists, weekStart);
    }

    private static List<String> numbers(@Nullable List<Integer> values) {
        return values == null ? List.of() : values.stream().map(String::valueOf).toList();
    }
}
