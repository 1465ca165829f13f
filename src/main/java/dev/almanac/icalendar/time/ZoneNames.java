package dev.almanac.icalendar.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Zones by the names that calendar programs give them: those of IANA, those of Windows, and those with a maker's prefix. */
final class ZoneNames {

    static final int LONGEST = 255;

    private static final Map<String, ZoneId> IANA = new HashMap<>();
    private static final Map<String, ZoneId> WINDOWS = new HashMap<>();
    private static final Map<String, ZoneId> OTHERS = new HashMap<>();

    private static final String STANDARD = " standard time";

    /** Of each set of rules that several zones share. */
    private static final List<String> MOST_USED = List.of(
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Halifax",
            "America/Sao_Paulo",
            "Europe/London",
            "Europe/Berlin",
            "Europe/Helsinki",
            "Australia/Sydney");

    static {
        // SystemV/… is the JVM's own and not of the IANA database.
        ZoneId.getAvailableZoneIds().stream()
                .filter(name -> !name.startsWith("SystemV/"))
                .forEach(name -> IANA.put(name.toLowerCase(Locale.ROOT), ZoneId.of(name)));
        read("windows-zones.txt", WINDOWS);
        read("other-zones.txt", OTHERS);
    }

    private ZoneNames() {}

    /** The zone of a name, in either case; null where there is none. */
    static @Nullable ZoneId find(String name) {
        var key = name.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (key.length() > LONGEST) {
            return null;
        }
        var zone = IANA.get(key);
        if (zone == null) {
            zone = WINDOWS.get(key);
        }
        if (zone == null) {
            zone = OTHERS.get(key);
        }
        if (zone == null) {
            zone = shortened(key);
        }
        // Such as /freeassociation.sourceforge.net/Europe/Zurich, and with spaces America/Los Angeles.
        var rest = key.replace(' ', '_');
        while (zone == null) {
            zone = IANA.get(rest);
            int slash = rest.indexOf('/');
            if (slash < 0) {
                break;
            }
            rest = rest.substring(slash + 1);
        }
        return zone;
    }

    /** Lotus has Windows' names without their end, others have them for summer. */
    private static @Nullable ZoneId shortened(String key) {
        var stem = key.replaceFirst(" (daylight time|summer time|daylight|standard|time)$", "");
        return WINDOWS.get(stem + STANDARD);
    }

    /** All zones of the IANA database. */
    static Collection<ZoneId> all() {
        return IANA.values();
    }

    /** How well known a zone is, the best first: those most people live by, then those that stand for a Windows zone. */
    static int rank(ZoneId zone) {
        int place = MOST_USED.indexOf(zone.getId());
        if (place >= 0) {
            return place;
        }
        return WINDOWS.containsValue(zone) ? MOST_USED.size() : Integer.MAX_VALUE;
    }

    private static void read(String file, Map<String, ZoneId> names) {
        try (InputStream text = ZoneNames.class.getResourceAsStream(file)) {
            new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        int mark = line.indexOf('=');
                        names.put(
                                line.substring(0, mark).toLowerCase(Locale.ROOT), ZoneId.of(line.substring(mark + 1)));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
