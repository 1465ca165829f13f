package dev.almanac.icalendar.writing;

import dev.almanac.icalendar.reading.KeptContent;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A content line in its parts (RFC 5545 §3.1). {@link ContentText} puts it together; no part of it can become another part there.
 *
 * @param value as it is written
 */
record ContentLine(String name, List<Parameter> parameters, String value) {

    private static final String BEGIN = "BEGIN";
    private static final String END = "END";

    /** @param written the value or values, encoded and quoted */
    record Parameter(String name, String written) {}

    ContentLine {
        parameters = List.copyOf(parameters);
    }

    static ContentLine begin(String component) {
        return of(BEGIN, component);
    }

    static ContentLine end(String component) {
        return of(END, component);
    }

    /** A line whose value is of a type without an encoding, such as a time or a rule. */
    static ContentLine of(String name, String value) {
        return new ContentLine(name, List.of(), value);
    }

    static ContentLine text(String name, String text) {
        return of(name, Encodings.text(text));
    }

    boolean begins() {
        return name.equalsIgnoreCase(BEGIN);
    }

    boolean ends() {
        return name.equalsIgnoreCase(END);
    }

    /** The name by which properties are told apart. */
    String key() {
        return name.toUpperCase(Locale.ROOT);
    }

    /** With this parameter, in the place of one of the name that it has. */
    ContentLine with(String parameter, String text) {
        List<Parameter> others = new ArrayList<>();
        var added = new Parameter(parameter, Encodings.parameter(text));
        boolean replaced = false;
        for (var other : parameters) {
            if (!other.name().equalsIgnoreCase(parameter)) {
                others.add(other);
            } else if (!replaced) {
                others.add(added);
                replaced = true;
            }
        }
        if (!replaced) {
            others.add(added);
        }
        return new ContentLine(name, others, value);
    }

    ContentLine without(String parameter) {
        return new ContentLine(
                name,
                parameters.stream()
                        .filter(other -> !other.name().equalsIgnoreCase(parameter))
                        .toList(),
                value);
    }

    /** A line that says this one as text. */
    ContentLine wrapped() {
        var written = new StringBuilder(name);
        parameters.forEach(parameter ->
                written.append(';').append(parameter.name()).append('=').append(parameter.written()));
        return text(KeptContent.WRAPPED, written.append(':').append(value).toString());
    }

    /** With another value, as it is written. */
    ContentLine valued(String other) {
        return new ContentLine(name, parameters, other);
    }

    /** The value of a parameter, decoded; null where it has none. */
    @Nullable String parameter(String parameter) {
        return property().parameter(parameter.toUpperCase(Locale.ROOT));
    }

    /** As the reader has it. */
    ContentTree.Property property() {
        Map<String, String> decoded = new LinkedHashMap<>();
        for (var parameter : parameters) {
            decoded.putIfAbsent(parameter.name().toUpperCase(Locale.ROOT), Texts.parameter(parameter.written()));
        }
        return new ContentTree.Property(key(), decoded, value);
    }

    /** A line, unfolded, in its parts; null where it is no content line. */
    static @Nullable ContentLine parse(String line) {
        int at = name(line, 0);
        var name = line.substring(0, at);
        List<Parameter> parameters = new ArrayList<>();
        while (at < line.length() && line.charAt(at) == ';') {
            int equals = name(line, at + 1);
            int end = equals < line.length() && line.charAt(equals) == '=' ? values(line, equals + 1) : -1;
            if (equals == at + 1 || end < 0) {
                return null;
            }
            parameters.add(new Parameter(line.substring(at + 1, equals), line.substring(equals + 1, end)));
            at = end;
        }
        return name.isEmpty() || at >= line.length() || line.charAt(at) != ':'
                ? null
                : new ContentLine(name, parameters, line.substring(at + 1));
    }

    /** Where the name that begins here ends. */
    private static int name(String line, int from) {
        int at = from;
        while (at < line.length() && ContentText.inName(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where a parameter's values end; -1 where they do not. */
    private static int values(String line, int from) {
        int at = from;
        while (at < line.length()) {
            if (line.charAt(at) == '"') {
                at = line.indexOf('"', at + 1) + 1;
                if (at == 0) {
                    return -1;
                }
            } else {
                while (at < line.length() && "\",;:".indexOf(line.charAt(at)) < 0) {
                    at++;
                }
            }
            if (at == line.length() || line.charAt(at) != ',') {
                break;
            }
            at++;
        }
        return at < line.length() && (line.charAt(at) == ';' || line.charAt(at) == ':') ? at : -1;
    }
}
