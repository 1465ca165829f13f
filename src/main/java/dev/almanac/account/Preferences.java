package dev.almanac.account;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** How a person wants to see time. */
public record Preferences(
        ZoneId timeZone,
        Locale locale,
        DayOfWeek weekStart,
        List<Reminder> defaultReminders,
        List<WorkingHours> workingHours,
        int version) {

    public Preferences {
        defaultReminders = List.copyOf(defaultReminders);
        workingHours = List.copyOf(workingHours);
    }
}
