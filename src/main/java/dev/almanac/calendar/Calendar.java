package dev.almanac.calendar;

import dev.almanac.account.Reminder;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What events belong to.
 *
 * @param color {@code #rrggbb}
 * @param timeZone the zone of its events where they name none
 * @param defaultReminders what a new event gets; null: those of the person's preferences
 */
public record Calendar(
        UUID id,
        String name,
        String description,
        String color,
        ZoneId timeZone,
        @Nullable List<Reminder> defaultReminders,
        int version) {

    /** The colour of a calendar that was given none. */
    public static final String DEFAULT_COLOR = "#3b82f6";

    public Calendar {
        defaultReminders = defaultReminders == null ? null : List.copyOf(defaultReminders);
    }
}
