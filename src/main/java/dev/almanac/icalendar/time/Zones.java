package dev.almanac.icalendar.time;

import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.Texts;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The zones of a file. A name that is known means the zone that the server knows; else the file's own definition is compared with
 * the zones of the IANA database, as an event has one of those.
 */
public final class Zones {

    /** The most comparisons for one file: for each definition one a year. */
    private static final int MOST_COMPARISONS = 500;

    private final Map<String, Part> definitions = new HashMap<>();
    private final Map<String, Optional<ZoneDefinition>> read = new HashMap<>();
    private final Map<Key, Optional<ZoneId>> compared = new HashMap<>();

    private record Key(String name, int year) {}

    public Zones(List<Part> parts) {
        for (var part : parts) {
            var name = part.name().equals("VTIMEZONE") && part.fault() == null ? part.value("TZID") : null;
            if (name != null) {
                definitions.putIfAbsent(Texts.unescaped(name), part);
            }
        }
    }

    /** The zone of a name at a time. */
    public ZoneId of(String name, LocalDateTime near) throws ImportFault {
        var known = ZoneNames.find(name);
        var zone = known == null ? defined(name.strip(), near.getYear()) : known;
        if (zone == null) {
            throw new ImportFault("UNKNOWN_TIME_ZONE", "There is no zone \"" + Texts.shown(name) + "\".");
        }
        return zone;
    }

    private @Nullable ZoneId defined(String name, int year) {
        var part = definitions.get(name);
        if (part == null) {
            return null;
        }
        var location = part.value("X-LIC-LOCATION");
        var located = location == null ? null : ZoneNames.find(location);
        if (located != null) {
            return located;
        }
        var key = new Key(name, year);
        var before = compared.get(key);
        if (before == null) {
            if (compared.size() >= MOST_COMPARISONS) {
                return null;
            }
            before = read.computeIfAbsent(name, _ -> ZoneDefinition.read(part))
                    .flatMap(definition -> definition.zone(name, year));
            compared.put(key, before);
        }
        return before.orElse(null);
    }
}
