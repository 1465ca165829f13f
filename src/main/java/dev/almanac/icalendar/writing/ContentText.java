package dev.almanac.icalendar.writing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * iCalendar text in the making. Every line goes through {@link #add}, which lets no line become two: what a reader might take for the
 * end of a line, or what RFC 5545 has no place for, does not pass, wherever it comes from.
 */
final class ContentText {

    /** The most octets of a line, its end not counted (RFC 5545 §3.1). */
    private static final int LONGEST = 75;

    private static final char TAB = '\t';

    private final StringBuilder text = new StringBuilder();
    private int octets;

    /** @throws IllegalArgumentException where the name is none */
    ContentText add(ContentLine line) {
        var whole = new StringBuilder(name(line.name()));
        for (var parameter : line.parameters()) {
            whole.append(';').append(name(parameter.name())).append('=').append(ended(parameter.written()));
        }
        fold(whole.append(':').append(line.value()));
        return this;
    }

    ContentText addAll(List<ContentLine> lines) {
        lines.forEach(this::add);
        return this;
    }

    /** Takes the lines of another. */
    ContentText append(ContentText other) {
        text.append(other.text);
        octets += other.octets;
        return this;
    }

    ContentText begin(String component) {
        return add(ContentLine.begin(component));
    }

    ContentText end(String component) {
        return add(ContentLine.end(component));
    }

    /** Octets in UTF-8. */
    int octets() {
        return octets;
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static boolean inName(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private static String name(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> inName((char) c))) {
            throw new IllegalArgumentException("not the name of a property, component or parameter");
        }
        return name;
    }

    /** Some readers know an escaped quote, which RFC 5545 does not: to them a value would not end there. */
    private static String ended(String parameter) {
        return parameter.replace("\\\"", "\\ \"");
    }

    private void fold(CharSequence line) {
        int length = 0;
        for (int at = 0; at < line.length(); ) {
            int c = Character.codePointAt(line, at);
            at += Character.charCount(c);
            c = harmless(c);
            if (c < 0) {
                continue;
            }
            int width = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (length + width > LONGEST) {
                text.append("\r\n ");
                octets += 3;
                length = 1;
            }
            text.appendCodePoint(c);
            octets += width;
            length += width;
        }
        text.append("\r\n");
        octets += 2;
    }

    /** What stands for a character; negative: nothing does. */
    private static int harmless(int c) {
        if (Encodings.endsLine(c)) {
            return ' ';
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return 0xFFFD;
        }
        return Character.isISOControl(c) && c != TAB ? -1 : c;
    }
}
