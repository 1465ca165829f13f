package dev.almanac.icalendar.oracle;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;

/** A property as ical4j's parser reads it. */
record Line(String name, Map<String, String> parameters, String value) {

    /** The properties of a component, those of components in it left out. */
    static List<Line> read(List<String> component) {
        var lines = new ArrayList<Line>();
        var text = "BEGIN:VCALENDAR\r\n" + String.join("\r\n", component) + "\r\nEND:VCALENDAR\r\n";
        try {
            new CalendarParserImpl(true).parse(new StringReader(text), new Handler(lines));
        } catch (IOException | ParserException e) {
            return List.of();
        }
        return lines;
    }

    static Optional<Line> first(List<Line> lines, String name) {
        return lines.stream()
                .filter(line -> line.name.equals(name) && !line.value.isBlank())
                .findFirst();
    }

    private static final class Handler implements ContentHandler {

        private final List<Line> lines;
        private int depth;
        private String name = "";
        private Map<String, String> parameters = Map.of();

        Handler(List<Line> lines) {
            this.lines = lines;
        }

        @Override
        public void startComponent(String component) {
            depth++;
        }

        @Override
        public void endComponent(String component) {
            depth--;
        }

        @Override
        public void startProperty(String property) {
            name = property.toUpperCase(Locale.ROOT);
            parameters = new HashMap<>();
        }

        @Override
        public void parameter(String parameter, String value) {
            parameters.put(parameter.toUpperCase(Locale.ROOT), value.replace("\"", ""));
        }

        @Override
        public void propertyValue(String value) {
            if (depth == 1) {
                lines.add(new Line(name, parameters, value.strip()));
            }
        }

        @Override
        public void endProperty(String property) {}

        @Override
        public void startCalendar() {}

        @Override
        public void endCalendar() {}
    }
}
