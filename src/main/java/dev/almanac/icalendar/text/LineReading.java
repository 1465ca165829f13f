package dev.almanac.icalendar.text;

import dev.almanac.icalendar.text.ContentTree.Property;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Takes a content line apart; RFC 5545 §3.1. A quote that never closes is a character as others are. */
final class LineReading {

    private final String line;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private int at;

    LineReading(String line) {
        this.line = line;
    }

    /** The property; null where the line is none. */
    @Nullable Property property() {
        var name = upTo(":;");
        while (has(';')) {
            at++;
            parameter();
        }
        return name.isBlank() || !has(':')
                ? null
                : new Property(name.strip().toUpperCase(Locale.ROOT), parameters, line.substring(at + 1), line);
    }

    private void parameter() {
        var name = upTo("=:;").strip().toUpperCase(Locale.ROOT);
        var values = new StringJoiner(",");
        if (has('=')) {
            do {
                at++;
                values.add(Texts.parameter(value()));
            } while (has(','));
        }
        parameters.putIfAbsent(name, values.toString());
    }

    private String value() {
        int from = at;
        int closing = has('"') ? line.indexOf('"', at + 1) : -1;
        if (closing >= 0) {
            at = closing + 1;
        }
        upTo(",:;");
        while (displayedOffset()) {
            at++;
            upTo(",:;");
        }
        return line.substring(from, at);
    }

    /** Whether this is the colon of {@code TZID=(UTC+01:00) Bern}, which should be quoted and is not always. */
    private boolean displayedOffset() {
        return has(':')
                && at + 3 < line.length()
                && Character.isDigit(line.charAt(at + 1))
                && Character.isDigit(line.charAt(at + 2))
                && line.charAt(at + 3) == ')';
    }

    private boolean has(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    private String upTo(String ends) {
        int from = at;
        while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(from, at);
    }
}
