package dev.almanac.account;

import dev.almanac.change.Problems;
import java.util.HashSet;
import java.util.List;

/**
 * A call to attention before something starts.
 *
 * @param minutesBefore 0 to {@value #FARTHEST}
 */
public record Reminder(int minutesBefore, Method method) {

    /** Four weeks, in minutes. */
    public static final int FARTHEST = 40_320;

    /** How a reminder reaches the person. */
    public enum Method {
        POPUP,
        EMAIL
    }

    /** Adds what is wrong with a list of reminders found at the path. */
    public static void check(Problems problems, List<Reminder> reminders, int most, String path) {
        problems.most(reminders, most, path);
        var seen = new HashSet<Reminder>();
        for (int i = 0; i < reminders.size(); i++) {
            var reminder = reminders.get(i);
            if (reminder.minutesBefore() < 0 || reminder.minutesBefore() > FARTHEST) {
                problems.add(
                        "INVALID_VALUE",
                        "A reminder is 0 to " + FARTHEST + " minutes before the start.",
                        path,
                        Integer.toString(i),
                        "minutesBefore");
            } else if (!seen.add(reminder)) {
                problems.add("INVALID_VALUE", "This reminder is there twice.", path, Integer.toString(i));
            }
        }
    }
}
