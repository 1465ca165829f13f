package dev.almanac.icalendar.writing;

import java.nio.charset.StandardCharsets;

/** The encodings by which text becomes part of a content line: the other way round from {@code icalendar.text.Texts}. */
final class Encodings {

    private static final String HEX = "0123456789ABCDEF";

    // RFC 3986 has no place for these in a link.
    private static final String NOT_IN_LINKS = "\"<>\\^`{|} ";

    private Encodings() {}

    /** A value of type TEXT (RFC 5545 §3.3.11). Whatever any reader takes for the end of a line becomes {@code \n}. */
    static String text(String text) {
        var encoded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', ';', ',' -> encoded.append('\\').append(c);
                default -> {
                    if (!endsLine(c)) {
                        encoded.append(c);
                    } else if (!secondOfTwo(text, i)) {
                        encoded.append("\\n");
                    }
                }
            }
        }
        return encoded.toString();
    }

    /** A parameter's value (RFC 6868), in quotes where it needs them. */
    static String parameter(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '^' -> encoded.append("^^");
                case '"' -> encoded.append("^'");
                default -> {
                    if (!endsLine(c)) {
                        encoded.append(c);
                    } else if (!secondOfTwo(text, i)) {
                        encoded.append("^n");
                    }
                }
            }
        }
        // RFC 5545 asks for quotes around the first three; there are readers that fall over the others without.
        boolean quoted = encoded.chars().anyMatch(c -> ":;,=^".indexOf(c) >= 0);
        return quoted ? encoded.insert(0, '"').append('"').toString() : encoded.toString();
    }

    /** A value of type URI: what cannot stand in one is written as its octets are. */
    static String link(String link) {
        var encoded = new StringBuilder(link.length() + 8);
        link.codePoints().forEach(c -> {
            if (c < 0x20 || c == 0x7f || NOT_IN_LINKS.indexOf(c) >= 0) {
                octet(encoded, c);
            } else if (c > 0x7f && (Character.isISOControl(c) || Character.isSpaceChar(c))) {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    octet(encoded, octet & 0xff);
                }
            } else {
                encoded.appendCodePoint(c);
            }
        });
        return encoded.toString();
    }

    private static void octet(StringBuilder encoded, int octet) {
        encoded.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
    }

    /** Whether some reader ends a line here: LF, VT, FF, CR, NEL, and Unicode's separators of lines and paragraphs. */
    static boolean endsLine(int c) {
        return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean secondOfTwo(String text, int at) {
        return text.charAt(at) == '\n' && at > 0 && text.charAt(at - 1) == '\r';
    }
}
