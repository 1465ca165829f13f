package dev.almanac.account;

import dev.almanac.change.Patch;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** An update of preferences: what is absent stays, nothing can be cleared. */
public record PreferencesPatch(
        Patch<ZoneId> timeZone,
        Patch<Locale> locale,
        Patch<DayOfWeek> weekStart,
        Patch<List<Reminder>> defaultReminders,
        Patch<List<WorkingHours>> workingHours) {

    private static final int MOST_WORKING_HOURS = 50;

    /** What is wrong with it. */
    List<Problem> problems(int mostReminders) {
        var problems = new Problems()
                .required(timeZone, "timeZone")
                .required(locale, "locale")
                .required(weekStart, "weekStart")
                .required(defaultReminders, "defaultReminders")
                .required(workingHours, "workingHours");
        if (defaultReminders.value() != null) {
            Reminder.check(problems, defaultReminders.value(), mostReminders, "defaultReminders");
        }
        if (workingHours.value() != null) {
            check(workingHours.value(), problems);
        }
        return problems.found();
    }

    /** The preferences after it, of the same version. */
    Preferences over(Preferences stored) {
        return new Preferences(
                timeZone.over(stored.timeZone(), stored.timeZone()),
                locale.over(stored.locale(), stored.locale()),
                weekStart.over(stored.weekStart(), stored.weekStart()),
                defaultReminders.over(stored.defaultReminders(), List.of()),
                sorted(workingHours.over(stored.workingHours(), List.of())),
                stored.version());
    }

    /** The fields in which two preferences differ. */
    static List<String> differences(Preferences one, Preferences other) {
        List<String> fields = new ArrayList<>();
        difference(fields, "timeZone", one.timeZone(), other.timeZone());
        difference(fields, "locale", one.locale(), other.locale());
        difference(fields, "weekStart", one.weekStart(), other.weekStart());
        difference(fields, "defaultReminders", one.defaultReminders(), other.defaultReminders());
        difference(fields, "workingHours", one.workingHours(), other.workingHours());
        return fields;
    }

    private static void difference(List<String> fields, String field, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(field);
        }
    }

    private static List<WorkingHours> sorted(List<WorkingHours> hours) {
        return hours.stream()
                .sorted(Comparator.comparing(WorkingHours::day).thenComparing(WorkingHours::start))
                .toList();
    }

    private static void check(List<WorkingHours> hours, Problems problems) {
        problems.most(hours, MOST_WORKING_HOURS, "workingHours");
        for (int i = 0; i < hours.size(); i++) {
            if (hours.get(i).end().compareTo(hours.get(i).start()) <= 0) {
                problems.add(
                        "INVALID_VALUE",
                        "Working hours end after they start.",
                        "workingHours",
                        Integer.toString(i),
                        "end");
            }
        }
        var inOrder = sorted(hours);
        for (int i = 1; i < inOrder.size(); i++) {
            var before = inOrder.get(i - 1);
            var after = inOrder.get(i);
            if (before.day() == after.day() && after.start().compareTo(before.end()) < 0) {
                problems.add(
                        "INVALID_VALUE",
                        "Working hours of one day overlap.",
                        "workingHours",
                        Integer.toString(hours.indexOf(after)));
            }
        }
    }
}
