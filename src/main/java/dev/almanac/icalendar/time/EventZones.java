package dev.almanac.icalendar.time;

import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.Texts;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The zones of one event. A name means the same zone in all of it. */
public final class EventZones {

    private static final int EARLIEST = -12;
    private static final int LATEST = 14;
    private static final int HOUR = 3_600;

    private final Zones zones;
    private final Supplier<Life> life;
    private final Consumer<String> notes;
    private final Map<String, ZoneId> found = new HashMap<>();

    EventZones(Zones zones, Supplier<Life> life, Consumer<String> notes) {
        this.zones = zones;
        this.life = life;
        this.notes = notes;
    }

    /**
     * The zone of a name at a time.
     *
     * @return a zone of the IANA database; or an offset that none of them stands for, which a single event may have
     */
    public ZoneId of(String name, LocalDateTime near) throws ImportFault {
        var known = ZoneNames.find(name);
        if (known != null) {
            return known;
        }
        var before = found.get(name);
        if (before != null) {
            return before;
        }
        var lived = life.get();
        var match = zones.match(name, lived);
        var zone = zone(name, near, lived, match);
        // The clock of what happens once may have been set meanwhile.
        if (lived.recurs() || !(match instanceof ZoneMatch.Offsets)) {
            found.put(name, zone);
        }
        return zone;
    }

    private ZoneId zone(String name, LocalDateTime near, Life lived, ZoneMatch match) throws ImportFault {
        var shown = '"' + Texts.shown(name) + '"';
        return switch (match) {
            case ZoneMatch.Same(var zone) -> fixed(zone, shown, lived);
            case ZoneMatch.Similar(var zone) -> {
                notes.accept(
                        "The zone " + shown + " was read as " + zone + ", which it is like at first, and not later.");
                yield zone;
            }
            case ZoneMatch.Calendars(var zone) -> {
                notes.accept(
                        "There is no zone " + shown + "; " + zone + ", which the calendar has, was taken instead.");
                yield zone;
            }
            case ZoneMatch.Offsets(var definition) -> {
                var offset = definition.offset(near);
                notes.accept("No zone that is known is like " + shown + "; its offset of " + offset
                        + " was kept without its changes.");
                yield fixed(offset, shown, lived);
            }
            case ZoneMatch.None _ -> throw new ImportFault("UNKNOWN_TIME_ZONE", "There is no zone " + shown + ".");
        };
    }

    /** The IANA database has zones for whole hours only. */
    private static ZoneId fixed(ZoneId zone, String shown, Life lived) throws ImportFault {
        if (!(zone instanceof ZoneOffset offset)) {
            return zone;
        }
        var whole = wholeHours(offset);
        if (whole != null) {
            return whole;
        }
        if (lived.recurs()) {
            throw new ImportFault(
                    "UNKNOWN_TIME_ZONE", "The zone " + shown + " is " + offset + ", and no zone that is known is.");
        }
        return offset;
    }

    /** The zone of an offset; null where there is none. */
    static @Nullable ZoneId wholeHours(ZoneOffset offset) {
        int hours = offset.getTotalSeconds() / HOUR;
        if (offset.getTotalSeconds() % HOUR != 0 || hours < EARLIEST || hours > LATEST) {
            return null;
        }
        return hours == 0 ? ZoneId.of("UTC") : ZoneId.of("Etc/GMT" + (hours < 0 ? "+" : "-") + Math.abs(hours));
    }
}
