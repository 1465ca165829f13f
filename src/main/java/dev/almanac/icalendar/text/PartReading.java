package dev.almanac.icalendar.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A component that has begun and not ended yet. */
public final class PartReading {

    private static final int DEEPEST = 8;
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_NAME = 40;

    /** The characters of all lines of a component. */
    static final int LARGEST = 1 << 22;

    private final String name;
    private final int first;
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable String fault;
    private int characters;

    PartReading(String name, int line) {
        this.name = name;
        this.first = line;
        begin(name);
    }

    void begin(String component) {
        if (open.size() >= DEEPEST) {
            fault("Its components are nested too deep.");
            return;
        }
        if (!named(component)) {
            fault("A component of it has no name.");
        }
        open.push(component);
        add("BEGIN:" + component);
    }

    /** Takes an END, and those before it that are missing; answers whether this part has ended. */
    boolean end(String component) {
        if (open.contains(component)) {
            String closed;
            do {
                closed = open.pop();
                add("END:" + closed);
            } while (!closed.equals(component));
        }
        return open.isEmpty();
    }

    void line(UnfoldedLines.Line line) {
        if (line.cut()) {
            if (line.text().regionMatches(true, 0, "ATTACH", 0, 6)) {
                notes.add("A large attachment was left out.");
            } else {
                fault("A line of it is longer than " + UnfoldedLines.LONGEST + " characters.");
            }
        } else if (!line.ended()) {
            // Half a date or a rule would be read as another one.
            notes.add("The text ends in the middle of a line, which was left out.");
        } else if (contentLine(line.text())) {
            add(line.text());
        } else if (!line.text().isBlank()) {
            notes.add("A line that is no content line was left out.");
        }
    }

    Part ended() {
        return new Part(
                name.length() <= LONGEST_NAME ? name : "",
                first,
                lines,
                fault,
                notes.isEmpty() ? null : String.join(" ", notes));
    }

    /** What there is of it, where nothing more comes. */
    Part unended() {
        notes.add("Its END is missing.");
        while (!open.isEmpty()) {
            add("END:" + open.pop());
        }
        return ended();
    }

    private void add(String line) {
        if (lines.size() >= MOST_LINES) {
            fault("It has more than " + MOST_LINES + " lines.");
        } else if (characters + line.length() > LARGEST) {
            fault("It has more than " + LARGEST + " characters.");
        } else {
            lines.add(line);
            characters += line.length();
        }
    }

    private void fault(String sentence) {
        if (fault == null) {
            fault = sentence;
        }
    }

    private static boolean named(String component) {
        return !component.isEmpty()
                && component.length() <= LONGEST_NAME
                && nameLength(component) == component.length();
    }

    static boolean contentLine(String line) {
        int name = nameLength(line);
        return name > 0
                && name < line.length()
                && (line.charAt(name) == ':' || line.charAt(name) == ';')
                && line.indexOf(':', name) >= 0;
    }

    private static int nameLength(String line) {
        int length = 0;
        while (length < line.length() && nameCharacter(line.charAt(length))) {
            length++;
        }
        return length;
    }

    private static boolean nameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    static String componentName(String line, int prefix) {
        return line.substring(prefix).strip().toUpperCase(Locale.ROOT);
    }

    /**
     * A component as text: its content lines, from BEGIN to END, nested components included.
     *
     * @param name in upper case
     * @param line number of its first line in the text, from 1; 0 where it is out of none
     * @param fault a sentence on why it cannot be read; null where it may be
     * @param note a sentence on what of it was left out
     */
    public record Part(
            String name,
            int line,
            List<String> lines,
            @Nullable String fault,
            @Nullable String note) {

        /** What a component weighs that says nothing. */
        public static final int LEAST_WEIGHT = 100;

        public Part {
            lines = List.copyOf(lines);
        }

        /** A component out of no text. */
        public Part(String name, List<String> lines, @Nullable String fault, @Nullable String note) {
            this(name, 0, lines, fault, note);
        }

        /** How much memory it will take, in characters: it takes some even where it says next to nothing. */
        public int weight() {
            return LEAST_WEIGHT + characters();
        }

        public int characters() {
            return lines.stream().mapToInt(String::length).sum();
        }

        /** The value of the first line of a property; of a part that cannot be read as well. */
        public @Nullable String value(String property) {
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
}
