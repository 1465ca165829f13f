package dev.almanac.icalendar.text;

import dev.almanac.icalendar.text.PartReading.Part;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import org.jspecify.annotations.Nullable;

/**
 * A component as it is written: properties with their parameters and values, still encoded, and the components in it.
 *
 * <p>ical4j's parser reads the text. Its object model is not used: it refuses values that can be mended, and looks zones up by means
 * of its own, which may ask the network.
 */
public record ContentTree(String name, List<Property> properties, List<ContentTree> components) {

    /**
     * A property.
     *
     * @param name in upper case, as are the parameters' names
     */
    public record Property(String name, Map<String, String> parameters, String value) {
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

    /** Reads a part; its lines are unfolded and its ENDs in order. */
    public static ContentTree read(Part part) throws ImportFault {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\n");
        part.lines().forEach(line -> text.append(line).append("\r\n"));
        var handler = new Handler();
        try {
            new CalendarParserImpl(true)
                    .parse(new StringReader(text.append("END:VCALENDAR\r\n").toString()), handler);
        } catch (IOException | ParserException e) {
            throw new ImportFault("UNREADABLE", "Its content lines cannot be read.");
        }
        var read = handler.read;
        if (read == null) {
            throw new ImportFault("UNREADABLE", "There is nothing in it.");
        }
        return read;
    }

    private static final class Handler implements ContentHandler {

        private final Deque<ContentTree> open = new ArrayDeque<>();
        private @Nullable ContentTree read;
        private Map<String, String> parameters = new LinkedHashMap<>();
        private String property = "";

        @Override
        public void startComponent(String name) {
            var component = new ContentTree(name.toUpperCase(Locale.ROOT), new ArrayList<>(), new ArrayList<>());
            if (!open.isEmpty()) {
                open.peek().components().add(component);
            }
            open.push(component);
        }

        @Override
        public void endComponent(String name) {
            read = open.pop();
        }

        @Override
        public void startProperty(String name) {
            property = name.toUpperCase(Locale.ROOT);
            parameters = new LinkedHashMap<>();
        }

        @Override
        public void parameter(String name, String value) {
            parameters.putIfAbsent(name.toUpperCase(Locale.ROOT), Texts.parameter(value));
        }

        @Override
        public void propertyValue(String value) {
            if (!open.isEmpty()) {
                open.peek().properties().add(new Property(property, parameters, value));
            }
        }

        @Override
        public void endProperty(String name) {}

        @Override
        public void startCalendar() {}

        @Override
        public void endCalendar() {}
    }
}
