package dev.almanac.icalendar.text;

import dev.almanac.icalendar.text.PartReading.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An iCalendar text cut into its components, so that one that cannot be read loses none of the others. Several calendars in a text
 * are read as one. The work grows with the text and with nothing else.
 *
 * @param calendar whether there is any calendar in it
 * @param tooMany whether it has more components than are read; then those are left out
 */
public record CalendarText(List<Part> parts, boolean calendar, boolean tooMany) {

    /** The most components of a text. */
    public static final int MOST = 20_000;

    private static final String BEGIN = "BEGIN:";
    private static final String END = "END:";
    private static final String CALENDAR = "VCALENDAR";

    /** What does not stand inside other components: where it does, an END is missing. */
    private static final Set<String> OUTERMOST =
            Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY");

    public static CalendarText of(String text) {
        // A byte order mark, and the indentation of texts out of documents.
        int start = 0;
        while (start < text.length()
                && (text.charAt(start) == '\uFEFF' || Character.isWhitespace(text.charAt(start)))) {
            start++;
        }
        var lines = new UnfoldedLines(text.substring(start));
        List<Part> parts = new ArrayList<>();
        boolean calendar = false;
        @Nullable PartReading open = null;
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (begins(line, BEGIN)) {
                var name = PartReading.componentName(line.text(), BEGIN.length());
                if (name.equals(CALENDAR) || OUTERMOST.contains(name)) {
                    end(open, parts);
                    open = null;
                }
                if (name.equals(CALENDAR)) {
                    calendar = true;
                } else if (open != null) {
                    open.begin(name);
                } else if (parts.size() >= MOST) {
                    return new CalendarText(parts, calendar, true);
                } else {
                    open = new PartReading(name);
                }
            } else if (begins(line, END)) {
                var name = PartReading.componentName(line.text(), END.length());
                if (name.equals(CALENDAR)) {
                    end(open, parts);
                    open = null;
                } else if (open != null && open.end(name)) {
                    parts.add(open.ended());
                    open = null;
                }
            } else if (open != null) {
                open.line(line);
            }
        }
        end(open, parts);
        return new CalendarText(parts, calendar, false);
    }

    private static boolean begins(UnfoldedLines.Line line, String prefix) {
        return !line.cut() && line.text().regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static void end(@Nullable PartReading open, List<Part> parts) {
        if (open != null) {
            parts.add(open.unended());
        }
    }
}
