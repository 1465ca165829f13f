package dev.almanac.event;

import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event makes happen once, with what an agenda shows of it: a row of {@code events}, or what such a row would be beyond the
 * horizon of those.
 *
 * @param start for all-day and floating ones (zone null), the wall-clock time read as UTC
 * @param end exclusive; as {@code start}
 * @param localStart on the wall clock of {@code zone}
 * @param originalStart the start that the series gives it, RECURRENCE-ID, on the wall clock of the series
 */
public record Occurrence(
        UUID eventId,
        UUID rootId,
        LocalDateTime slot,
        UUID calendarId,
        Instant start,
        Instant end,
        LocalDateTime localStart,
        boolean allDay,
        @Nullable ZoneId zone,
        @Nullable ZoneId endZone,
        LocalDateTime originalStart,
        boolean recurring,
        boolean overridden,
        String title,
        String location,
        @Nullable String url,
        Status status,
        Transparency transparency,
        Visibility visibility,
        List<String> categories) {

    /** The longest that is not {@link #isLong() long}: the bound on how far before a window what overlaps it starts. */
    public static final Duration SHORT = Duration.ofDays(32);

    /** Whether it lasts so long that its row is kept apart. */
    public boolean isLong() {
        return Duration.between(start, end).compareTo(SHORT) > 0;
    }

    /** Whether it happens in whatever zone the viewer is in. */
    public boolean local() {
        return zone == null;
    }
}
