package dev.almanac.icalendar.text;

import org.jspecify.annotations.Nullable;

/**
 * The content lines of a text, unfolded (RFC 5545 §3.1). Lines may end in CRLF, LF or CR, and in more than one CR. Walks the text
 * once.
 */
public final class UnfoldedLines {

    /** The longest line, unfolded, in characters. */
    static final int LONGEST = 1 << 20;

    private static final int KEPT_OF_LONGER = 100;

    private final String text;
    private int at;

    UnfoldedLines(String text) {
        this.text = text;
    }

    /**
     * A line.
     *
     * @param cut whether it is longer than {@link #LONGEST}; then this is its beginning
     */
    public record Line(String text, boolean cut) {}

    /** The next line; null at the end. */
    @Nullable Line next() {
        if (at >= text.length()) {
            return null;
        }
        int from = at;
        int to = endOfPhysicalLine();
        if (!folded()) {
            return line(text.substring(from, Math.min(to, from + LONGEST + 1)));
        }
        var unfolded = new StringBuilder().append(text, from, Math.min(to, from + LONGEST + 1));
        while (folded()) {
            from = at + 1;
            to = endOfPhysicalLine();
            if (unfolded.length() <= LONGEST) {
                unfolded.append(text, from, Math.min(to, from + LONGEST + 1));
            }
        }
        return line(unfolded.toString());
    }

    private static Line line(String text) {
        return text.length() > LONGEST ? new Line(text.substring(0, KEPT_OF_LONGER), true) : new Line(text, false);
    }

    private boolean folded() {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    private int endOfPhysicalLine() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        at = end;
        while (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return end;
    }
}
