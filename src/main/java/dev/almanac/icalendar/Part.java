package dev.almanac.icalendar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component as text: its content lines, from BEGIN to END, nested components included.
 *
 * @param name in upper case
 * @param fault a sentence on why it cannot be read; null where it may be
 * @param note a sentence on what of it was left out
 */
record Part(
        String name,
        List<String> lines,
        @Nullable String fault,
        @Nullable String note) {

    Part {
        lines = List.copyOf(lines);
    }

    /** The value of the first line of a property; of a part that cannot be read as well. */
    @Nullable String value(String property) {
        for (var line : lines) {
            if (line.regionMatches(true, 0, property, 0, property.length()) && line.length() > property.length()) {
                char next = line.charAt(property.length());
                int colon = next == ':' || next == ';' ? line.indexOf(':') : -1;
                if (colon >= 0) {
                    return line.substring(colon + 1).strip();
                }
            }
        }
        return null;
    }
}
