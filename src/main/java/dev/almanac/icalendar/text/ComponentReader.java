package dev.almanac.icalendar.text;

import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an iCalendar text into its components, one after the other, so that one that cannot be read loses none of the others. Several
 * calendars in a text are read as one. The work grows with the text and with nothing else; what is held is one component.
 */
public final class ComponentReader implements Closeable {

    private static final String BEGIN = "BEGIN:";
    private static final String END = "END:";
    private static final String CALENDAR = "VCALENDAR";

    /** What does not stand inside other components: where it does, an END is missing. */
    private static final Set<String> OUTERMOST =
            Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY");

    private static final int MOST_OWN_LINES = 200;
    private static final int LONGEST_OWN_LINE = 10_000;

    private final InputStream octets;
    private final UnfoldedLines lines;
    private final Deque<Part> read = new ArrayDeque<>();
    private final List<String> own = new ArrayList<>();
    private @Nullable PartReading open;
    private boolean calendar;
    private boolean atEnd;

    private ComponentReader(InputStream octets, TextEncoding encoding) throws IOException {
        this.octets = octets;
        this.lines = encoding.lines(octets);
    }

    public static ComponentReader of(Octets text, TextEncoding encoding) throws IOException {
        return new ComponentReader(text.open(), encoding);
    }

    /** The next component; null at the end. */
    public @Nullable Part next() throws IOException {
        while (read.isEmpty() && !atEnd) {
            var line = lines.next();
            if (line == null) {
                end();
                atEnd = true;
            } else {
                take(line);
            }
        }
        return read.poll();
    }

    /** Whether there has been any calendar. */
    public boolean calendar() {
        return calendar;
    }

    /** What was said of the calendar itself, so far. */
    public Part properties() {
        return new Part(CALENDAR, 1, own, null, null);
    }

    private void take(UnfoldedLines.Line line) {
        if (begins(line, BEGIN)) {
            begin(PartReading.componentName(line.text(), BEGIN.length()), line.number());
        } else if (begins(line, END)) {
            var name = PartReading.componentName(line.text(), END.length());
            if (name.equals(CALENDAR)) {
                end();
            } else if (open != null && open.end(name)) {
                read.add(open.ended());
                open = null;
            }
        } else if (open != null) {
            open.line(line);
        } else if (calendar
                && own.size() < MOST_OWN_LINES
                && line.text().length() <= LONGEST_OWN_LINE
                && PartReading.contentLine(line.text())) {
            own.add(line.text());
        }
    }

    private void begin(String name, int number) {
        if (name.equals(CALENDAR) || OUTERMOST.contains(name)) {
            end();
        }
        if (name.equals(CALENDAR)) {
            calendar = true;
        } else if (open != null) {
            open.begin(name);
        } else {
            open = new PartReading(name, number);
        }
    }

    private static boolean begins(UnfoldedLines.Line line, String prefix) {
        return !line.cut() && line.text().regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private void end() {
        if (open != null) {
            read.add(open.unended());
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
