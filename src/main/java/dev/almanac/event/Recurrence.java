package dev.almanac.event;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes an event a series; RFC 5545 §3.8.5.
 *
 * @param rule in its normal form, without {@code RRULE:}; null where only the dates make it a series
 * @param rdates further starts, wall clock, in order
 * @param exdates starts that do not take place, in order
 */
public record Recurrence(@Nullable String rule, List<LocalDateTime> rdates, List<LocalDateTime> exdates) {

    public Recurrence {
        rdates = List.copyOf(rdates);
        exdates = List.copyOf(exdates);
    }

    /** Whether it makes anything happen more than once. */
    public boolean recurs() {
        return rule != null || !rdates.isEmpty();
    }
}
