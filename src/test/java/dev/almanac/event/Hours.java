package dev.almanac.event;

import dev.almanac.platform.time.NominalDuration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Series of events of an hour, as values. */
public final class Hours {

    private Hours() {}

    public static EventContents series(
            LocalDateTime start, ZoneId zone, @Nullable String rule, List<EventOverride> overrides) {
        var id = new UUID(0, 1);
        var event = new Event(
                id,
                new UUID(0, 2),
                id.toString(),
                null,
                EventTime.timed(start, zone, zone, new NominalDuration(0, 3_600)),
                new Recurrence(rule, List.of(), List.of()),
                Details.NONE,
                Map.of(),
                id,
                0,
                null,
                Event.Revision.UNKNOWN,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
        return new EventContents(event, List.of(), List.of(), overrides);
    }
}
