package dev.almanac.account.graphql;

import dev.almanac.account.PreferencesPatch;
import dev.almanac.account.WorkingHours;
import dev.almanac.change.graphql.Patches;
import dev.almanac.platform.time.TimeOfDay;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The schema's {@code UpdatePreferencesInput}. */
record UpdatePreferencesInput(
        ArgumentValue<ZoneId> timeZone,
        ArgumentValue<Locale> locale,
        ArgumentValue<DayOfWeek> weekStart,
        ArgumentValue<List<ReminderInput>> defaultReminders,
        ArgumentValue<List<WorkingHoursInput>> workingHours,
        @Nullable Integer ifVersion) {

    /** The schema's {@code WorkingHoursInput}. */
    record WorkingHoursInput(DayOfWeek day, TimeOfDay start, TimeOfDay end) {}

    PreferencesPatch patch() {
        return new PreferencesPatch(
                Patches.of(timeZone),
                Patches.of(locale),
                Patches.of(weekStart),
                Patches.of(defaultReminders)
                        .map(inputs ->
                                inputs.stream().map(ReminderInput::reminder).toList()),
                Patches.of(workingHours)
                        .map(inputs -> inputs.stream()
                                .map(input -> new WorkingHours(input.day(), input.start(), input.end()))
                                .toList()));
    }
}
