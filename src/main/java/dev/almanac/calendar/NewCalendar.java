package dev.almanac.calendar;

import dev.almanac.account.Reminder;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A calendar to be made; what is null takes the default that the schema names. */
public record NewCalendar(
        @Nullable UUID id,
        String name,
        @Nullable String description,
        @Nullable String color,
        @Nullable ZoneId timeZone,
        @Nullable List<Reminder> defaultReminders) {}
