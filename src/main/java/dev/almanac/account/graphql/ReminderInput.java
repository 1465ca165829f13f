package dev.almanac.account.graphql;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema's {@code ReminderInput}. */
public record ReminderInput(int minutesBefore, Method method) {

    public Reminder reminder() {
        return new Reminder(minutesBefore, method);
    }

    /** The reminders, null where there is no list. */
    public static @Nullable List<Reminder> reminders(@Nullable List<ReminderInput> inputs) {
        return inputs == null
                ? null
                : inputs.stream().map(ReminderInput::reminder).toList();
    }
}
