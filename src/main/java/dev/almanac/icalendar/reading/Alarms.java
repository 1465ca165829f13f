package dev.almanac.icalendar.reading;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.platform.time.NominalDuration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads reminders out of alarms (RFC 5545 §3.6.6): those that go off at or before the start, by a message or a mail. */
public final class Alarms {

    private static final int MINUTES_OF_DAY = 1_440;

    private Alarms() {}

    /**
     * The reminders of an event, each once.
     *
     * @param most the rest is left out
     */
    public static List<Reminder> read(ContentTree event, int most) {
        return event.components().stream()
                .filter(component -> component.name().equals("VALARM"))
                .map(Alarms::reminder)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .limit(most)
                .toList();
    }

    private static @Nullable Reminder reminder(ContentTree alarm) {
        var trigger = alarm.first("TRIGGER");
        var method = method(alarm.raw("ACTION"));
        if (trigger == null || method == null || "END".equalsIgnoreCase(trigger.parameter("RELATED"))) {
            return null;
        }
        long minutes = minutesBefore(trigger.value().strip().toUpperCase(Locale.ROOT));
        return minutes < 0 || minutes > Reminder.FARTHEST ? null : new Reminder((int) minutes, method);
    }

    /** Negative where it is not before the start. */
    private static long minutesBefore(String trigger) {
        boolean before = trigger.startsWith("-");
        var text = before || trigger.startsWith("+") ? trigger.substring(1) : trigger;
        try {
            var length = NominalDuration.parse(text);
            long minutes = (long) length.days() * MINUTES_OF_DAY + Math.ceilDiv(length.seconds(), 60);
            return before || minutes == 0 ? minutes : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static @Nullable Method method(@Nullable String action) {
        return switch (action == null ? "DISPLAY" : action.toUpperCase(Locale.ROOT)) {
            case "DISPLAY", "AUDIO" -> Method.POPUP;
            case "EMAIL" -> Method.EMAIL;
            default -> null;
        };
    }
}
