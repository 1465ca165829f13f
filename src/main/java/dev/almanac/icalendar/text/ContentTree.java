package dev.almanac.icalendar.text;

import dev.almanac.icalendar.text.PartReading.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component as it is written: properties with their parameters and values, still encoded, and the components in it.
 *
 * <p>No library reads it: those at hand refuse a component for one line, forget how a line was written, or look zones up by means of
 * their own, which may ask the network.
 */
public record ContentTree(String name, List<Property> properties, List<ContentTree> components) {

    private static final String BEGIN = "BEGIN";
    private static final String END = "END";

    /**
     * A property.
     *
     * @param name in upper case, as are the parameters' names
     * @param parameters decoded, several values of one with commas between them; of two of a name the first
     * @param value as it is written
     * @param line the whole line as it is written, unfolded
     */
    public record Property(String name, Map<String, String> parameters, String value, String line) {

        /** Of which nobody asks how it is written. */
        public Property(String name, Map<String, String> parameters, String value) {
            this(name, parameters, value, "");
        }

        public @Nullable String parameter(String parameter) {
            return parameters.get(parameter);
        }
    }

    /** The first property of a name whose value is not blank. */
    public @Nullable Property first(String property) {
        for (var candidate : properties) {
            if (candidate.name().equals(property) && !candidate.value().isBlank()) {
                return candidate;
            }
        }
        return null;
    }

    /** The properties of a name whose values are not blank. */
    public List<Property> all(String property) {
        return properties.stream()
                .filter(candidate ->
                        candidate.name().equals(property) && !candidate.value().isBlank())
                .toList();
    }

    /** The text of the first property of a name; empty where there is none. */
    public String text(String property) {
        var found = first(property);
        return found == null ? "" : Texts.unescaped(found.value());
    }

    /** The value of the first property of a name, as it is written, without space around it. */
    public @Nullable String raw(String property) {
        var found = first(property);
        return found == null ? null : found.value().strip();
    }

    /** Its content lines, from BEGIN to END, as they were written; those of the components in it are the last. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines);
        return lines;
    }

    private void add(List<String> lines) {
        lines.add(BEGIN + ':' + name);
        properties.forEach(property -> lines.add(property.line()));
        components.forEach(component -> component.add(lines));
        lines.add(END + ':' + name);
    }

    /** Reads a part; its lines are unfolded and its ENDs in order. A line that is no content line is passed over. */
    public static ContentTree read(Part part) throws ImportFault {
        Deque<ContentTree> open = new ArrayDeque<>();
        @Nullable ContentTree read = null;
        for (var line : part.lines()) {
            var property = new LineReading(line).property();
            if (property == null) {
                continue;
            }
            switch (property.name()) {
                case BEGIN -> {
                    var name = property.value().strip().toUpperCase(Locale.ROOT);
                    var component = new ContentTree(name, new ArrayList<>(), new ArrayList<>());
                    if (!open.isEmpty()) {
                        open.peek().components().add(component);
                    }
                    open.push(component);
                }
                case END -> read = open.isEmpty() ? read : open.pop();
                default -> {
                    if (!open.isEmpty()) {
                        open.peek().properties().add(property);
                    }
                }
            }
        }
        if (read == null || !open.isEmpty()) {
            throw new ImportFault("UNREADABLE", "Its components do not end.");
        }
        return read;
    }
}
