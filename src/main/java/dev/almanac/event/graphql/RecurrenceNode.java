package dev.almanac.event.graphql;

import dev.almanac.event.Event;
import dev.almanac.event.Recurrence;
import dev.almanac.recurrence.Frequency;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.Until;
import dev.almanac.recurrence.summary.RecurrenceSummary;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The schema's {@code Recurrence}. */
public final class RecurrenceNode {

    private final Event event;
    private final Recurrence recurrence;
    private final Locale locale;

    RecurrenceNode(Event event, Recurrence recurrence, Locale locale) {
        this.event = event;
        this.recurrence = recurrence;
        this.locale = locale;
    }

    public @Nullable String rule() {
        return recurrence.rule();
    }

    public @Nullable RuleNode ruleParts() {
        var text = recurrence.rule();
        return text == null
                ? null
                : RuleNode.of(RecurrenceRule.parse(text, event.time().allDay()));
    }

    public List<Temporal> rdates() {
        return WallClockText.local(recurrence.rdates(), event.time().allDay());
    }

    public List<Temporal> exdates() {
        return WallClockText.local(recurrence.exdates(), event.time().allDay());
    }

    public String summary() {
        return RecurrenceSummary.of(event.recurrenceSet(), locale);
    }

    /** The schema's {@code RecurrenceRule}. */
    public record RuleNode(
            Frequency frequency,
            int interval,
            @Nullable Integer count,
            @Nullable UntilNode until,
            List<Integer> byMonth,
            List<Integer> byWeekNo,
            List<Integer> byYearDay,
            List<Integer> byMonthDay,
            List<DayNode> byDay,
            List<Integer> byHour,
            List<Integer> byMinute,
            List<Integer> bySecond,
            List<Integer> bySetPos,
            DayOfWeek weekStart) {

        static RuleNode of(RecurrenceRule rule) {
            var until = rule.until();
            return new RuleNode(
                    rule.frequency(),
                    rule.interval(),
                    rule.count(),
                    until == null ? null : UntilNode.of(until),
                    rule.byMonth(),
                    rule.byWeekNo(),
                    rule.byYearDay(),
                    rule.byMonthDay(),
                    rule.byDay().stream()
                            .map(day -> new DayNode(day.day(), day.ordinal() == 0 ? null : day.ordinal()))
                            .toList(),
                    rule.byHour(),
                    rule.byMinute(),
                    rule.bySecond(),
                    rule.bySetPos(),
                    rule.weekStart());
        }
    }

    /** The schema's {@code RecurrenceUntil}. */
    public record UntilNode(
            @Nullable LocalDate date,
            @Nullable LocalDateTime localDateTime,
            @Nullable OffsetDateTime instant) {

        static UntilNode of(Until until) {
            var value = until.value();
            return switch (until.form()) {
                case DATE -> new UntilNode(value.toLocalDate(), null, null);
                case LOCAL -> new UntilNode(null, value, null);
                case UTC -> new UntilNode(null, null, value.atOffset(ZoneOffset.UTC));
            };
        }
    }

    /** The schema's {@code RecurrenceDay}. */
    public record DayNode(DayOfWeek day, @Nullable Integer ordinal) {}
}
