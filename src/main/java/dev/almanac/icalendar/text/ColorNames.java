package dev.almanac.icalendar.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Colours as calendars state them: by a name of CSS, as RFC 7986 §5.9 has it, or by numbers, as Apple's X- property does. */
public final class ColorNames {

    // Some write the opacity behind it.
    private static final Pattern NUMBERS = Pattern.compile("(#[0-9a-f]{6})([0-9a-f]{2})?");

    private static final Map<String, String> COLORS = new HashMap<>();
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        try (InputStream names = ColorNames.class.getResourceAsStream("css-colors.txt")) {
            new String(Objects.requireNonNull(names).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .forEach(parts -> {
                        COLORS.put(parts[0], parts[1]);
                        NAMES.putIfAbsent(parts[1], parts[0]);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ColorNames() {}

    /** A colour as {@code #rrggbb}; null where the text is none. */
    public static @Nullable String color(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var numbers = NUMBERS.matcher(lower);
        return numbers.matches() ? numbers.group(1) : COLORS.get(lower);
    }

    /** The name of a colour {@code #rrggbb}; null where it has none. */
    public static @Nullable String name(String color) {
        return NAMES.get(color);
    }
}
