package dev.almanac.recurrence;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parsed RRULE (RFC 5545 §3.3.10). BY lists are sorted, distinct, and empty where the part is absent.
 *
 * @param interval 1 to {@value #MAX_INTERVAL}
 * @param count 1 to {@value #MAX_COUNT}, or null; never beside {@code until}
 * @param bySecond 0 to 59; a leap second (60) reads as 59
 * @param weekStart WKST, Monday unless said
 */
public record RecurrenceRule(
        Frequency frequency,
        int interval,
        @Nullable Integer count,
        @Nullable Until until,
        List<Integer> byMonth,
        List<Integer> byWeekNo,
        List<Integer> byYearDay,
        List<Integer> byMonthDay,
        List<WeekdayNum> byDay,
        List<Integer> byHour,
        List<Integer> byMinute,
        List<Integer> bySecond,
        List<Integer> bySetPos,
        DayOfWeek weekStart) {
    /** The longest rule text that is read. */
    public static final int MAX_LENGTH = 1_000;

    public static final int MAX_INTERVAL = 10_000;
    public static final int MAX_COUNT = 100_000;

    /** The most starts a day. What BYSETPOS picks from counts whole: that is what has to be walked. */
    public static final int MAX_PER_DAY = 24;

    public RecurrenceRule {
        if (interval < 1 || interval > MAX_INTERVAL) {
            throw new IllegalArgumentException("interval");
        }
        if (count != null && (count < 1 || count > MAX_COUNT || until != null)) {
            throw new IllegalArgumentException("count");
        }
        byMonth = sorted(byMonth);
        byWeekNo = sorted(byWeekNo);
        byYearDay = sorted(byYearDay);
        byMonthDay = sorted(byMonthDay);
        byDay = sorted(byDay);
        byHour = sorted(byHour);
        byMinute = sorted(byMinute);
        bySecond = sorted(bySecond);
        bySetPos = sorted(bySetPos);
    }

    /**
     * Reads a rule without {@code RRULE:}, letters in either case, parts in any order, no spaces.
     *
     * @param allDay BYHOUR, BYMINUTE and BYSECOND of an all-day event are dropped, as RFC 5545 asks
     * @throws InvalidRecurrenceException for everything that is not such a rule or lies beyond the limits above
     */
    public static RecurrenceRule parse(String text, boolean allDay) {
        return new RuleParser(text).rule(allDay);
    }

    /**
     * The canonical text of a rule: upper case, parts in the order of {@link #toString()}, UNTIL in the form it came in.
     *
     * @param zone the zone of a timed event, null = floating or all-day
     * @throws InvalidRecurrenceException as {@link #parse}
     */
    public static String normalize(String ruleText, boolean allDay, @Nullable ZoneId zone) {
        if (allDay && zone != null) {
            throw new IllegalArgumentException("an all-day event has no zone");
        }
        return parse(ruleText, allDay).toString();
    }

    public RecurrenceRule withCount(int newCount) {
        return ending(newCount, null);
    }

    public RecurrenceRule withUntil(Until newUntil) {
        return ending(null, newUntil);
    }

    /** This rule without COUNT and UNTIL. */
    public RecurrenceRule withoutEnd() {
        return ending(null, null);
    }

    private RecurrenceRule ending(@Nullable Integer newCount, @Nullable Until newUntil) {
        return new RecurrenceRule(
                frequency,
                interval,
                newCount,
                newUntil,
                byMonth,
                byWeekNo,
                byYearDay,
                byMonthDay,
                byDay,
                byHour,
                byMinute,
                bySecond,
                bySetPos,
                weekStart);
    }

    /** The canonical RFC 5545 text; INTERVAL=1 and WKST=MO, being the defaults, are left out. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(";");
        text.add("FREQ=" + frequency);
        if (interval != 1) {
            text.add("INTERVAL=" + interval);
        }
        if (count != null) {
            text.add("COUNT=" + count);
        }
        if (until != null) {
            text.add("UNTIL=" + until);
        }
        add(text, "BYMONTH", byMonth);
        add(text, "BYWEEKNO", byWeekNo);
        add(text, "BYYEARDAY", byYearDay);
        add(text, "BYMONTHDAY", byMonthDay);
        add(text, "BYDAY", byDay);
        add(text, "BYHOUR", byHour);
        add(text, "BYMINUTE", byMinute);
        add(text, "BYSECOND", bySecond);
        add(text, "BYSETPOS", bySetPos);
        if (weekStart != DayOfWeek.MONDAY) {
            text.add("WKST=" + WeekdayNum.code(weekStart));
        }
        return text.toString();
    }

    private static void add(StringJoiner text, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            text.add(values.stream().map(Objects::toString).collect(Collectors.joining(",", name + "=", "")));
        }
    }

    private static <T extends Comparable<T>> List<T> sorted(List<T> values) {
        return values.stream().sorted().distinct().toList();
    }
}
