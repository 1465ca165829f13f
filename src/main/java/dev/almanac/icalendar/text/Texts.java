package dev.almanac.icalendar.text;

import java.util.ArrayList;
import java.util.List;

/** The encodings of text: values of type TEXT (RFC 5545 §3.3.11) and parameters (RFC 6868). */
public final class Texts {

    private Texts() {}

    /** A TEXT value decoded; a backslash that escapes nothing stays. */
    public static String unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var text = new StringBuilder(value.length());
        boolean escaped = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!escaped) {
                escaped = c == '\\';
                if (!escaped) {
                    text.append(c);
                }
                continue;
            }
            escaped = false;
            switch (c) {
                case 'n', 'N' -> text.append('\n');
                case '\\', ',', ';', ':', '"' -> text.append(c);
                default -> text.append('\\').append(c);
            }
        }
        return escaped ? text.append('\\').toString() : text.toString();
    }

    /** The values of a list of TEXT, decoded. */
    public static List<String> list(String value) {
        List<String> values = new ArrayList<>();
        int from = 0;
        boolean escaped = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' && !escaped) {
                values.add(unescaped(value.substring(from, i)));
                from = i + 1;
            }
            escaped = c == '\\' && !escaped;
        }
        values.add(unescaped(value.substring(from)));
        return values;
    }

    /** A parameter's value without quotes, decoded. */
    public static String parameter(String value) {
        var text = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
        return text.indexOf('^') < 0
                ? text
                : text.replace("^^", "\0")
                        .replace("^n", "\n")
                        .replace("^'", "\"")
                        .replace('\0', '^');
    }

    /** Text of a file as it may be shown in a message: short, printable. */
    public static String shown(String text) {
        var printable = new StringBuilder();
        text.codePoints()
                .limit(60)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(printable::appendCodePoint);
        return text.length() > printable.length() ? printable + "…" : printable.toString();
    }
}
