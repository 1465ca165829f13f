package dev.almanac.icalendar.job;

import dev.almanac.calendar.NewCalendar;
import dev.almanac.change.Problems;
import dev.almanac.icalendar.text.ColorNames;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.Zones;
import org.jspecify.annotations.Nullable;

/** A new calendar as a file states it (RFC 7986 §5, and the X- properties that were there before it). */
final class StatedCalendar {

    private static final String UNNAMED = "Imported";
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_DESCRIPTION = 8_000;

    private StatedCalendar() {}

    static NewCalendar of(Part properties) {
        var name = text(properties, LONGEST_NAME, "X-WR-CALNAME", "NAME");
        return new NewCalendar(
                null,
                name == null ? UNNAMED : name,
                text(properties, LONGEST_DESCRIPTION, "X-WR-CALDESC", "DESCRIPTION"),
                color(properties),
                Zones.ofCalendar(properties.value("X-WR-TIMEZONE")),
                null);
    }

    private static @Nullable String text(Part properties, int longest, String... names) {
        for (var name : names) {
            var value = properties.value(name);
            if (value != null) {
                var text = Texts.unescaped(value).strip();
                int end = text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length())));
                var cut = text.substring(0, end).strip();
                if (!cut.isEmpty() && Problems.storable(cut)) {
                    return cut;
                }
            }
        }
        return null;
    }

    /** The property that says it exactly counts first. */
    private static @Nullable String color(Part properties) {
        for (var name : new String[] {"X-APPLE-CALENDAR-COLOR", "COLOR"}) {
            var value = properties.value(name);
            var color = value == null ? null : ColorNames.color(value);
            if (color != null) {
                return color;
            }
        }
        return null;
    }
}
