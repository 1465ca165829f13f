package dev.almanac.icalendar.time;

import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.icalendar.time.ZoneComparison.Years;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The zones of a file, as an event has one of the IANA database. In this order:
 *
 * <ol>
 *   <li>A name that is known means the zone that the server knows, whatever the file says of it: the file's rules are those of the day on
 *       which it was written.
 *   <li>A definition (VTIMEZONE) that says where it is.
 *   <li>A definition that agrees with a zone for as long as the event happens; else, with the event's reader told, for its first year; else
 *       its offset alone.
 *   <li>A name that describes an offset, or cities.
 *   <li>The zone of the calendar (X-WR-TIMEZONE), with the event's reader told. It is not taken for times without a zone: those float by
 *       RFC 5545, and a calendar with a zone of its own may have some.
 * </ol>
 */
public final class Zones {

    /** The most comparisons for one file: for each definition one a span of years. Past them it is the offset that counts. */
    private static final int MOST_COMPARISONS = 200;

    /** When what describes a calendar's zone is taken to hold. */
    private static final LocalDateTime DESCRIBED = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** The most changes of all definitions of a file together: what has been read of it is held until its end. */
    private static final int MOST_ONSETS = 100_000;

    /** What a definition counts for that cannot be read: it may have taken as long as a large one. */
    private static final int UNREADABLE = 1_000;

    private final Map<String, Part> definitions = new HashMap<>();
    private final Map<String, Optional<ZoneDefinition>> read = new HashMap<>();
    private final Map<Key, ZoneMatch> compared = new HashMap<>();
    private final @Nullable ZoneId calendars;
    private int onsets;

    /** @param span a life, or whole years */
    private record Key(String name, Record span) {}

    /** @param parts of the file; those that define zones are looked at */
    public Zones(List<Part> parts) {
        this(parts, null);
    }

    /** @param calendarZone X-WR-TIMEZONE */
    public Zones(List<Part> parts, @Nullable String calendarZone) {
        for (var part : parts) {
            var name = part.name().equals("VTIMEZONE") ? part.value("TZID") : null;
            if (name != null) {
                definitions.putIfAbsent(key(Texts.unescaped(name)), part);
            }
        }
        this.calendars = ofCalendar(calendarZone);
    }

    /**
     * The zone of a calendar, by any name that an event's may have.
     *
     * @param name X-WR-TIMEZONE; null where there is none
     * @return null where the name means none that a calendar may have
     */
    public static @Nullable ZoneId ofCalendar(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var text = Texts.unescaped(name);
        var known = ZoneNames.find(text);
        var zone = known == null ? ZoneDescriptions.zone(text, DESCRIBED) : known;
        return zone instanceof ZoneOffset offset ? EventZones.wholeHours(offset) : zone;
    }

    /**
     * The zones of one event.
     *
     * @param notes takes sentences on what of them is not as the file has it
     */
    public EventZones during(Supplier<Life> life, Consumer<String> notes) {
        return new EventZones(this, life, notes);
    }

    ZoneMatch match(String name, Life life) {
        var part = definitions.get(key(name));
        if (part != null) {
            var defined = defined(key(name), part, life);
            if (!(defined instanceof ZoneMatch.None)) {
                return defined;
            }
        }
        var described = ZoneDescriptions.zone(name, life.from());
        if (described != null) {
            return new ZoneMatch.Same(described);
        }
        return part != null || calendars == null || name.length() > ZoneNames.LONGEST
                ? new ZoneMatch.None()
                : new ZoneMatch.Calendars(calendars);
    }

    private ZoneMatch defined(String name, Part part, Life life) {
        // What is defined, if only in a way that cannot be read, is not the calendar's zone.
        if (part.fault() != null) {
            return new ZoneMatch.None();
        }
        var location = part.value("X-LIC-LOCATION");
        var located = location == null ? null : ZoneNames.find(location);
        if (located != null) {
            return new ZoneMatch.Same(located);
        }
        var definition = read.computeIfAbsent(name, _ -> definition(part)).orElse(null);
        if (definition == null) {
            return new ZoneMatch.None();
        }
        var years = Years.of(life);
        var match = compared(
                new Key(name, years),
                definition,
                () -> ZoneComparison.broad(definition, name, years)
                        .<ZoneMatch>map(ZoneMatch.Same::new)
                        .orElseGet(ZoneMatch.None::new));
        return match instanceof ZoneMatch.None
                ? compared(new Key(name, life), definition, () -> ZoneComparison.narrow(definition, name, life))
                : match;
    }

    private Optional<ZoneDefinition> definition(Part part) {
        if (onsets >= MOST_ONSETS) {
            return Optional.empty();
        }
        var definition = ZoneDefinition.read(part);
        onsets += definition.map(read -> read.onsets().size()).orElse(UNREADABLE);
        return definition;
    }

    private ZoneMatch compared(Key key, ZoneDefinition definition, Supplier<ZoneMatch> comparison) {
        var before = compared.get(key);
        if (before != null) {
            return before;
        }
        if (compared.size() >= MOST_COMPARISONS) {
            return new ZoneMatch.Offsets(definition);
        }
        var match = comparison.get();
        compared.put(key, match);
        return match;
    }

    private static String key(String name) {
        return name.strip().replace("\"", "");
    }
}
