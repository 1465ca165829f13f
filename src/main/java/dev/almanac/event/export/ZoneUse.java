package dev.almanac.event.export;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time, on a zone's own clock, in which events use the zone.
 *
 * @param until null: for ever
 */
public record ZoneUse(
        ZoneId zone, LocalDateTime from, @Nullable LocalDateTime until) {}
