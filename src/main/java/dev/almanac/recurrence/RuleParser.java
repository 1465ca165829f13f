package dev.almanac.recurrence;

import dev.almanac.recurrence.InvalidRecurrenceException.Reason;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one RRULE value; {@link RecurrenceRule#parse} says what is accepted. */
final class RuleParser {
    private static final Set<String> PARTS = Set.of(
            "FREQ",
            "INTERVAL",
            "COUNT",
            "UNTIL",
            "BYMONTH",
            "BYWEEKNO",
            "BYYEARDAY",
            "BYMONTHDAY",
            "BYDAY",
            "BYHOUR",
            "BYMINUTE",
            "BYSECOND",
            "BYSETPOS",
            "WKST");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern SIGNED = Pattern.compile("[+-]?\\d{1,3}");
    private static final Pattern WEEKDAY_NUM = Pattern.compile("(?:([+-]?)(\\d{1,2}))?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern UNTIL = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})(Z)?)?");
    // Another rule, on a line of its own or simply appended.
    private static final Pattern SECOND =
            Pattern.compile(".+?((?:(?<=\\s)FREQ=|RRULE[:;]).*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final String PREFIX = "RRULE:";
    private static final char LAST_ASCII = '~';
    private static final int HOURS_PER_DAY = 24;
    private static final int LEAP_SECOND = 60;

    private final Map<String, String> parts = new LinkedHashMap<>();

    RuleParser(String text) {
        if (text.length() > RecurrenceRule.MAX_LENGTH) {
            throw refused(
                    Reason.TOO_LONG, "RRULE", "A rule may have at most " + RecurrenceRule.MAX_LENGTH + " characters");
        }
        Matcher second = SECOND.matcher(text);
        if (second.matches()) {
            throw refused(Reason.SECOND_RULE, second.group(1), "An event has one rule, and here a second one begins");
        }
        if (text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            throw refused(Reason.MALFORMED, PREFIX, "A rule is written without its property name");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw refused(Reason.CONTROL_CHARACTER, "RRULE", "A rule may not contain control characters");
        }
        if (text.chars().anyMatch(c -> c > LAST_ASCII)) {
            // Raised to upper case, some of them would turn into ASCII letters.
            throw refused(Reason.MALFORMED, "RRULE", "A rule is written in ASCII");
        }
        for (String part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1 || equals == part.length() - 1) {
                throw refused(
                        Reason.MALFORMED, part.isEmpty() ? "RRULE" : part, "A rule is NAME=VALUE parts joined by ';'");
            }
            String name = part.substring(0, equals);
            if (name.equals("RSCALE") || name.equals("SKIP")) {
                throw refused(Reason.UNSUPPORTED_PART, name, name + " is not supported: rules are Gregorian");
            }
            if (!PARTS.contains(name)) {
                throw refused(Reason.UNKNOWN_PART, name, "RFC 5545 knows no such part");
            }
            if (parts.putIfAbsent(name, part.substring(equals + 1)) != null) {
                throw refused(Reason.DUPLICATE_PART, part, name + " is given twice");
            }
        }
    }

    RecurrenceRule rule(boolean allDay) {
        Frequency frequency = frequency(allDay);
        RecurrenceRule rule = new RecurrenceRule(
                frequency,
                parts.containsKey("INTERVAL") ? number("INTERVAL", RecurrenceRule.MAX_INTERVAL) : 1,
                parts.containsKey("COUNT") ? number("COUNT", RecurrenceRule.MAX_COUNT) : null,
                until(),
                numbers("BYMONTH", 1, 12),
                numbers("BYWEEKNO", -53, 53),
                numbers("BYYEARDAY", -366, 366),
                numbers("BYMONTHDAY", -31, 31),
                weekdays(frequency),
                times("BYHOUR", HOURS_PER_DAY - 1, allDay),
                times("BYMINUTE", 59, allDay),
                times("BYSECOND", LEAP_SECOND, allDay).stream()
                        .map(second -> Math.min(second, LEAP_SECOND - 1))
                        .toList(),
                numbers("BYSETPOS", -366, 366),
                weekStart());
        checkSetPos();
        checkDensity(rule);
        return rule;
    }

    private Frequency frequency(boolean allDay) {
        String value = parts.get("FREQ");
        if (value == null) {
            throw refused(Reason.MISSING_FREQUENCY, "FREQ", "A rule needs FREQ");
        }
        return switch (value) {
            case "YEARLY" -> Frequency.YEARLY;
            case "MONTHLY" -> Frequency.MONTHLY;
            case "WEEKLY" -> Frequency.WEEKLY;
            case "DAILY" -> Frequency.DAILY;
            case "HOURLY" -> {
                if (allDay) {
                    throw refused(
                            Reason.UNSUPPORTED_FREQUENCY,
                            "FREQ=HOURLY",
                            "An all-day event cannot recur more often than daily");
                }
                yield Frequency.HOURLY;
            }
            case "MINUTELY", "SECONDLY" ->
                throw refused(Reason.UNSUPPORTED_FREQUENCY, "FREQ=" + value, "An event may recur HOURLY or less often");
            default -> throw invalid("FREQ", value, "FREQ must be one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY");
        };
    }

    private int number(String name, int max) {
        String value = parts.getOrDefault(name, "");
        // RFC 5545 has no sign here, and leading zeros are harmless.
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        if (number < 1 || number > max) {
            throw invalid(name, value, name + " must be a number from 1 to " + max);
        }
        return number;
    }

    private @Nullable Until until() {
        String value = parts.get("UNTIL");
        if (value == null) {
            return null;
        }
        if (parts.containsKey("COUNT")) {
            throw refused(Reason.COUNT_WITH_UNTIL, "UNTIL", "A rule may have COUNT or UNTIL, not both");
        }
        Matcher matcher = UNTIL.matcher(value);
        try {
            if (matcher.matches()) {
                LocalDate date = LocalDate.of(digits(matcher, 1), digits(matcher, 2), digits(matcher, 3));
                if (matcher.group(4) == null) {
                    return Until.of(date);
                }
                int second = Math.min(digits(matcher, 6), LEAP_SECOND - 1);
                if (digits(matcher, 6) <= LEAP_SECOND) {
                    LocalDateTime time = date.atTime(digits(matcher, 4), digits(matcher, 5), second);
                    return new Until(time, matcher.group(7) == null ? Until.Form.LOCAL : Until.Form.UTC);
                }
            }
        } catch (DateTimeException | InvalidRecurrenceException noSuchTime) {
            // Falls through: 30 February, month 13 or the year 0 are as wrong as no date at all.
        }
        throw invalid("UNTIL", value, "UNTIL must be a date or date-time such as 20260131T090000Z");
    }

    private static int digits(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private List<Integer> times(String name, int max, boolean allDay) {
        // Read even where it is dropped: nonsense is refused in any event.
        List<Integer> values = numbers(name, 0, max);
        return allDay ? List.of() : values;
    }

    private List<Integer> numbers(String name, int min, int max) {
        String text = parts.get(name);
        if (text == null) {
            return List.of();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            Pattern form = min < 0 ? SIGNED : NUMBER;
            if (!form.matcher(value).matches()) {
                throw invalid(name, value, name + " must be numbers joined by ','");
            }
            int number = Integer.parseInt(value);
            if (number < min || number > max || (min < 0 && number == 0)) {
                throw invalid(
                        name,
                        value,
                        name + " must be from " + (min < 0 ? "1 to " + max + " or -1 to " + min : min + " to " + max));
            }
            numbers.add(number);
        }
        return numbers;
    }

    private List<WeekdayNum> weekdays(Frequency frequency) {
        String text = parts.get("BYDAY");
        if (text == null) {
            return List.of();
        }
        List<WeekdayNum> days = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            Matcher matcher = WEEKDAY_NUM.matcher(value);
            int ordinal = 0;
            if (!matcher.matches()) {
                throw invalid("BYDAY", value, "BYDAY must be weekdays such as MO, 2TU or -1FR, joined by ','");
            }
            if (matcher.group(2) != null) {
                ordinal = digits(matcher, 2) * ("-".equals(matcher.group(1)) ? -1 : 1);
                if (ordinal == 0 || Math.abs(ordinal) > 53) {
                    throw invalid("BYDAY", value, "The number before a weekday must be from 1 to 53 or -1 to -53");
                }
            }
            if (ordinal != 0 && parts.containsKey("BYWEEKNO")) {
                throw refused(
                        Reason.PART_NOT_ALLOWED, "BYDAY=" + value, "BYDAY takes no number where BYWEEKNO is given");
            }
            boolean counted = frequency == Frequency.YEARLY || frequency == Frequency.MONTHLY;
            days.add(new WeekdayNum(counted ? ordinal : 0, weekday(matcher.group(3))));
        }
        return days;
    }

    private DayOfWeek weekStart() {
        String value = parts.getOrDefault("WKST", "MO");
        if (value.length() != 2 || !WEEKDAY_NUM.matcher(value).matches()) {
            throw invalid("WKST", value, "WKST must be a weekday such as MO");
        }
        return weekday(value);
    }

    private static DayOfWeek weekday(String code) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (WeekdayNum.code(day).equals(code)) {
                return day;
            }
        }
        throw new IllegalStateException("weekday");
    }

    private void checkSetPos() {
        if (parts.containsKey("BYSETPOS")
                && parts.keySet().stream().noneMatch(name -> name.startsWith("BY") && !name.equals("BYSETPOS"))) {
            throw refused(
                    Reason.PART_NOT_ALLOWED, "BYSETPOS", "BYSETPOS picks from another BY part, and there is none");
        }
    }

    private static void checkDensity(RecurrenceRule rule) {
        int hours = Math.max(1, rule.byHour().size());
        if (rule.frequency() == Frequency.HOURLY) {
            int stepped = Math.ceilDiv(HOURS_PER_DAY, rule.interval());
            hours = rule.byHour().isEmpty() ? stepped : Math.min(stepped, hours);
        }
        int minutes = Math.max(1, rule.byMinute().size());
        int seconds = Math.max(1, rule.bySecond().size());
        if (hours * minutes * seconds > RecurrenceRule.MAX_PER_DAY) {
            String part = seconds > 1 ? "BYSECOND" : minutes > 1 ? "BYMINUTE" : "BYHOUR";
            throw refused(
                    Reason.TOO_DENSE,
                    part,
                    "An event may occur at most " + RecurrenceRule.MAX_PER_DAY + " times a day");
        }
    }

    private static InvalidRecurrenceException invalid(String name, String value, String message) {
        return refused(Reason.INVALID_VALUE, name + "=" + value, message);
    }

    private static InvalidRecurrenceException refused(Reason reason, String part, String message) {
        return new InvalidRecurrenceException(reason, part, message);
    }
}
