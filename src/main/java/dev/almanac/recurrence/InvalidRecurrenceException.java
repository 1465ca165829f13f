package dev.almanac.recurrence;

/**
 * A recurrence that cannot be accepted. Says why ({@link #reason()}) and which part of the text is at fault
 * ({@link #part()}, such as {@code INTERVAL} or {@code BYMONTHDAY=32}). Both the part and the message are short and
 * free of control characters, whatever was sent, so that they may be shown and logged.
 */
public final class InvalidRecurrenceException extends RuntimeException {
    private static final int MAX_PART = 40;
    private static final int MAX_MESSAGE = 200;

    private final Reason reason;
    private final String part;

    InvalidRecurrenceException(Reason reason, String part, String message) {
        super(shorten(message, MAX_MESSAGE));
        this.reason = reason;
        this.part = shorten(part, MAX_PART);
    }

    public Reason reason() {
        return reason;
    }

    /** The rule part, or part and value, at fault; {@code RRULE} where the text as a whole is. At most 40 characters. */
    public String part() {
        return part;
    }

    private static String shorten(String text, int length) {
        String cut = text.length() <= length ? text : text.substring(0, length - 1) + "…";
        StringBuilder printable = new StringBuilder(cut.length());
        cut.chars()
                .map(c -> Character.isISOControl(c) || Character.isSurrogate((char) c) ? '?' : c)
                .forEach(c -> printable.append((char) c));
        return printable.toString();
    }

    /** Why a recurrence was refused. */
    public enum Reason {
        /** The rule is longer than {@value RecurrenceRule#MAX_LENGTH} characters. */
        TOO_LONG,
        /** The text goes on with another rule; the part is where that begins. */
        SECOND_RULE,
        /** The rule holds a control character, such as a line break. */
        CONTROL_CHARACTER,
        /** The rule is not a list of NAME=VALUE parts separated by semicolons. */
        MALFORMED,
        /** A part that RFC 5545 does not know. */
        UNKNOWN_PART,
        /** A part given twice; the second is named. */
        DUPLICATE_PART,
        /** A part of RFC 7529 (RSCALE, SKIP): only the Gregorian calendar is expanded. */
        UNSUPPORTED_PART,
        /** FREQ is missing. */
        MISSING_FREQUENCY,
        /** FREQ=SECONDLY or MINUTELY, or HOURLY for all-day events. */
        UNSUPPORTED_FREQUENCY,
        /** A value that is not of its part's form or range. */
        INVALID_VALUE,
        /** Both COUNT and UNTIL. */
        COUNT_WITH_UNTIL,
        /** A part that means nothing beside the others, such as BYSETPOS alone. */
        PART_NOT_ALLOWED,
        /** More than {@value RecurrenceRule#MAX_PER_DAY} starts a day. */
        TOO_DENSE,
        /** A start, RDATE or EXDATE outside the years 1 to 9999, with a fraction of a second, or with a time on an all-day event. */
        INVALID_DATE,
        /** More RDATEs or EXDATEs than {@value RecurrenceSet#MAX_DATES}. */
        TOO_MANY_DATES
    }
}
