package dev.almanac.event.plan;

import dev.almanac.recurrence.Frequency;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.Until;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a client says it part by part. It is read as the text that says the same, so that both forms are held to the same rules.
 *
 * @param lists numbers and weekdays by part, in the client's order; none where the part is absent
 */
public record RuleDraft(
        Frequency frequency,
        int interval,
        @Nullable Integer count,
        @Nullable UntilDraft until,
        Map<Part, List<String>> lists,
        DayOfWeek weekStart) {

    private static final int CODE = 2;

    /** The parts that are lists, in the order of RFC 5545. */
    public enum Part {
        BYMONTH("byMonth"),
        BYWEEKNO("byWeekNo"),
        BYYEARDAY("byYearDay"),
        BYMONTHDAY("byMonthDay"),
        BYDAY("byDay"),
        BYHOUR("byHour"),
        BYMINUTE("byMinute"),
        BYSECOND("bySecond"),
        BYSETPOS("bySetPos");

        private final String field;

        Part(String field) {
            this.field = field;
        }
    }

    public RuleDraft {
        Map<Part, List<String>> given = new EnumMap<>(Part.class);
        lists.forEach((part, values) -> {
            if (!values.isEmpty()) {
                given.put(part, List.copyOf(values));
            }
        });
        lists = given;
    }

    /** The end of a rule; one of the three. */
    public record UntilDraft(
            @Nullable LocalDate date,
            @Nullable LocalDateTime local,
            @Nullable Instant instant) {

        private Until until() {
            if (date != null) {
                return Until.of(date);
            }
            if (local != null) {
                return Until.of(local);
            }
            if (instant != null) {
                return Until.of(instant);
            }
            throw new IllegalStateException("The engine lets only one of a @oneOf input through");
        }
    }

    /** A weekday as BYDAY writes it. */
    public static String weekday(@Nullable Integer ordinal, DayOfWeek day) {
        return (ordinal == null ? "" : ordinal.toString()) + code(day);
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, CODE);
    }

    /**
     * What RFC 5545 would write, not yet checked.
     *
     * @throws InvalidRecurrenceException for an end that cannot be written
     */
    String text() {
        var text = new StringJoiner(";").add("FREQ=" + frequency).add("INTERVAL=" + interval);
        if (count != null) {
            text.add("COUNT=" + count);
        }
        if (until != null) {
            text.add("UNTIL=" + until.until());
        }
        lists.forEach((part, values) -> text.add(part + "=" + String.join(",", values)));
        return text.add("WKST=" + code(weekStart)).toString();
    }

    /** Where in the draft a part of the text is that was refused: the names and indices that lead to it. */
    List<String> path(String refused) {
        int equals = refused.indexOf('=');
        var name = equals < 0 ? refused : refused.substring(0, equals);
        List<String> path = new ArrayList<>();
        switch (name) {
            case "FREQ" -> path.add("frequency");
            case "INTERVAL", "COUNT", "UNTIL" -> path.add(name.toLowerCase(Locale.ROOT));
            default -> {
                for (var part : lists.keySet()) {
                    if (part.name().equals(name)) {
                        path.add(part.field);
                        int index = lists.get(part).indexOf(refused.substring(equals + 1));
                        if (equals >= 0 && index >= 0) {
                            path.add(Integer.toString(index));
                        }
                    }
                }
            }
        }
        return path;
    }
}
