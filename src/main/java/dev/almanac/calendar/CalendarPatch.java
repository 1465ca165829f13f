package dev.almanac.calendar;

import dev.almanac.account.Reminder;
import dev.almanac.change.Patch;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.platform.Limits;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An update of a calendar: what is absent stays, null clears. Name and zone cannot be cleared. */
public record CalendarPatch(
        Patch<String> name,
        Patch<String> description,
        Patch<String> color,
        Patch<ZoneId> timeZone,
        Patch<List<Reminder>> defaultReminders) {

    List<Problem> problems(Limits limits) {
        var problems = new Problems().required(name, "name").required(timeZone, "timeZone");
        check(
                problems,
                name.value() == null ? "-" : name.value(),
                description.value(),
                defaultReminders.value(),
                limits);
        return problems.found();
    }

    static void check(
            Problems problems,
            String name,
            @Nullable String description,
            @Nullable List<Reminder> reminders,
            Limits limits) {
        problems.text(name, 1, 500, "name").text(description, 0, 8_000, "description");
        if (reminders != null) {
            Reminder.check(problems, reminders, limits.reminders(), "defaultReminders");
        }
    }

    /** The calendar after it. */
    Calendar over(Calendar stored, int version) {
        return new Calendar(
                stored.id(),
                name.over(stored.name(), stored.name()),
                description.over(stored.description(), ""),
                color.over(stored.color(), Calendar.DEFAULT_COLOR),
                timeZone.over(stored.timeZone(), stored.timeZone()),
                defaultReminders.over(stored.defaultReminders()),
                version);
    }

    /** The fields in which two calendars differ. */
    static List<String> differences(Calendar one, Calendar other) {
        List<String> fields = new ArrayList<>();
        difference(fields, "name", one.name(), other.name());
        difference(fields, "description", one.description(), other.description());
        difference(fields, "color", one.color(), other.color());
        difference(fields, "timeZone", one.timeZone(), other.timeZone());
        if (!Objects.equals(one.defaultReminders(), other.defaultReminders())) {
            fields.add("defaultReminders");
        }
        return fields;
    }

    private static void difference(List<String> fields, String field, Object one, Object other) {
        if (!one.equals(other)) {
            fields.add(field);
        }
    }
}
