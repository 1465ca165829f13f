package dev.almanac.icalendar.text;

import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.TextEncoding.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An iCalendar text, or a part of one, cut into its components.
 *
 * @param properties what is said of the calendar itself: the lines of its properties
 * @param calendar whether there is any calendar in it
 * @param tooMany whether it has more components than are read; then those are left out
 */
public record CalendarText(Part properties, List<Part> parts, boolean calendar, boolean tooMany) {

    /** The most components of a text that is held as a whole. */
    public static final int MOST = 20_000;

    public CalendarText {
        parts = List.copyOf(parts);
    }

    public static CalendarText of(String text) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        try {
            return of(() -> new ByteArrayInputStream(octets), TextEncoding.UTF_8, MOST);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Cuts a text.
     *
     * @param most how many components are read
     */
    public static CalendarText of(Octets text, TextEncoding encoding, int most) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (var reader = ComponentReader.of(text, encoding)) {
            for (var part = reader.next(); part != null; part = reader.next()) {
                if (parts.size() == most) {
                    return new CalendarText(reader.properties(), parts, reader.calendar(), true);
                }
                parts.add(part);
            }
            return new CalendarText(reader.properties(), parts, reader.calendar(), false);
        }
    }
}
