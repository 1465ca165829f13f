package dev.almanac.icalendar.reading;

import dev.almanac.change.Problems;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.Texts;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients keep with an event. A property of others ({@code X-…}) without parameters is an entry of its name, its value as
 * it is written. An entry that has no name of that form is written as {@value #OWN}.
 */
public final class ExtendedProperties {

    /** The property that has an entry's key as parameter {@value #KEY}, and its value as TEXT. */
    public static final String OWN = "X-ALMANAC-PROPERTY";

    public static final String KEY = "X-ALMANAC-KEY";

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 1_024;

    private ExtendedProperties() {}

    private record Entry(String name, String value) {}

    /** As far as they fit; of two of a name the first. */
    static Map<String, String> read(ContentTree event) {
        Map<String, String> entries = new TreeMap<>();
        for (var property : event.properties()) {
            var entry = entry(property);
            if (entry != null && entries.size() < MOST) {
                entries.putIfAbsent(entry.name(), entry.value());
            }
        }
        return entries;
    }

    /** Whether the entries say what a property does. */
    static boolean complete(Property property, Map<String, String> entries) {
        var entry = entry(property);
        return entry != null && entry.value().equals(entries.get(entry.name()));
    }

    /**
     * Whether a property that is no entry would be read as one, written beside these.
     *
     * @param first whether it stands in the component whose entries they are, rather than in that of an occurrence
     */
    public static boolean mistaken(Property property, Map<String, String> entries, boolean first) {
        var entry = entry(property);
        return entry != null
                && (entry.value().equals(entries.get(entry.name()))
                        || (first && !entries.containsKey(entry.name()) && entries.size() < MOST));
    }

    private static @Nullable Entry entry(Property property) {
        if (!property.name().startsWith("X-") || property.name().equals(KeptContent.WRAPPED)) {
            return null;
        }
        var key = property.name().equals(OWN) ? property.parameter(KEY) : null;
        if (key == null && !property.parameters().isEmpty()) {
            return null;
        }
        var entry = key == null
                ? new Entry(property.name(), property.value())
                : new Entry(key, Texts.unescaped(property.value()));
        return fits(entry.name(), LONGEST_NAME) && !entry.name().isEmpty() && fits(entry.value(), LONGEST_VALUE)
                ? entry
                : null;
    }

    private static boolean fits(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest && Problems.storable(text);
    }
}
