package dev.almanac.platform.graphql.scalar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.regex.Pattern;

/** Dates and times as text: one spelling out, RFC 3339 in, years 0001 to 9999. */
final class DateTimeText {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern LOCAL = Pattern.compile(DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final Pattern INSTANT =
            Pattern.compile(LOCAL + "(?:\\.[0-9]{1,6}0*)?(?:Z|[+-][0-9]{2}:[0-9]{2})", Pattern.CASE_INSENSITIVE);

    private DateTimeText() {}

    static OffsetDateTime readInstant(String text) {
        if (!INSTANT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "it is written as 2026-03-02T09:00:00+01:00, with an offset and at most microseconds");
        }
        LocalDateTime local = readLocalDateTime(text.substring(0, 19).replace('t', 'T'));
        boolean utc = "Zz".indexOf(text.charAt(text.length() - 1)) >= 0;
        int from = text.length() - (utc ? 1 : 6);
        OffsetDateTime time = local.plusNanos(nanos(text, from)).atOffset(offset(text.substring(from)));
        int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException("in UTC it lies outside the years 0001 to 9999");
        }
        return time;
    }

    private static int nanos(String text, int end) {
        if (text.charAt(19) != '.') {
            return 0;
        }
        String digits = text.substring(20, Math.min(end, 29));
        return Integer.parseInt(digits + "0".repeat(9 - digits.length()));
    }

    private static ZoneOffset offset(String text) {
        if (text.length() == 1) {
            return ZoneOffset.UTC;
        }
        int hours = Integer.parseInt(text.substring(1, 3));
        int minutes = Integer.parseInt(text.substring(4, 6));
        if (hours > 18 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            throw new IllegalArgumentException("its offset is more than 18 hours");
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60);
    }

    static LocalDateTime readLocalDateTime(String text) {
        if (!LOCAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "it is written as 2026-03-02T09:00:00, to the second and without a zone");
        }
        LocalDate date = date(text);
        int hour = number(text, 11);
        int minute = number(text, 14);
        int second = number(text, 17);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new IllegalArgumentException("there is no such time of the day");
        }
        return date.atTime(hour, minute, second);
    }

    static LocalDate readLocalDate(String text) {
        if (!DATE.matcher(text).matches()) {
            throw new IllegalArgumentException("it is written as 2026-03-02");
        }
        return date(text);
    }

    static Temporal readLocalDateOrDateTime(String text) {
        return text.length() <= 10 ? readLocalDate(text) : readLocalDateTime(text);
    }

    private static LocalDate date(String text) {
        int year = Integer.parseInt(text.substring(0, 4));
        if (year == 0) {
            throw new IllegalArgumentException("its year lies outside 0001 to 9999");
        }
        try {
            return LocalDate.of(year, number(text, 5), number(text, 8));
        } catch (DateTimeException impossible) {
            throw new IllegalArgumentException("there is no such date", impossible);
        }
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    static String write(OffsetDateTime instant) {
        // RFC 3339 has no seconds in an offset, local mean time has: the same instant at the next whole minute's
        // offset.
        int seconds = instant.getOffset().getTotalSeconds();
        OffsetDateTime time = seconds % 60 == 0
                ? instant
                : instant.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(seconds / 60 * 60));
        StringBuilder text = new StringBuilder(32);
        append(text, time.toLocalDate()).append('T');
        append(text, time.toLocalTime());
        int micros = time.getNano() / 1_000;
        if (micros != 0) {
            String fraction = Integer.toString(1_000_000 + micros).substring(1);
            int end = fraction.length();
            while (fraction.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(fraction, 0, end);
        }
        return text.append(time.getOffset().getId()).toString();
    }

    static String write(Temporal dateOrTime) {
        StringBuilder text = new StringBuilder(19);
        if (dateOrTime instanceof LocalDate date) {
            return append(text, date).toString();
        }
        if (dateOrTime instanceof LocalDateTime time) {
            append(text, time.toLocalDate()).append('T');
            return append(text, time.toLocalTime()).toString();
        }
        throw new IllegalArgumentException("Neither a date nor a local date and time");
    }

    private static StringBuilder append(StringBuilder text, LocalDate date) {
        int year = date.getYear();
        text.append((char) ('0' + year / 1000)).append((char) ('0' + year / 100 % 10));
        pair(text, year % 100).append('-');
        pair(text, date.getMonthValue()).append('-');
        return pair(text, date.getDayOfMonth());
    }

    private static StringBuilder append(StringBuilder text, LocalTime time) {
        pair(text, time.getHour()).append(':');
        pair(text, time.getMinute()).append(':');
        return pair(text, time.getSecond());
    }

    private static StringBuilder pair(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
