package dev.almanac.icalendar.reading;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.platform.time.NominalDuration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads reminders out of alarms (RFC 5545 §3.6.6): those that go off at or before the start, by a message or a mail. */
public final class Alarms {

    private static final int MINUTES_OF_DAY = 1_440;

    /** A parameter of an alarm's attendee: the address is that of whoever exports, not one that the event names. */
    public static final String VIEWER = "X-ALMANAC-VIEWER";

    /** What an alarm says of an event without a title. */
    public static final String UNTITLED = "Reminder";

    private static final Set<String> SAID = Set.of("ACTION", "TRIGGER");
    private static final Set<String> TITLES = Set.of("DESCRIPTION", "SUMMARY");

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

    /**
     * The alarms whose reminders say all that they do. Two that are one reminder are not: one of them would be lost.
     *
     * @param most reminders are read
     */
    static Set<ContentTree> complete(ContentTree event, int most) {
        var read = Set.copyOf(read(event, most));
        var title = event.text("SUMMARY").strip();
        Map<Reminder, ContentTree> alarms = new HashMap<>();
        Set<Reminder> several = new HashSet<>();
        for (var alarm : event.components()) {
            var reminder = alarm.name().equals("VALARM") ? reminder(alarm) : null;
            if (reminder != null && read.contains(reminder)) {
                var other = alarms.putIfAbsent(reminder, alarm);
                if (other != null && !other.equals(alarm)) {
                    several.add(reminder);
                }
            }
        }
        alarms.keySet().removeAll(several);
        alarms.values().removeIf(alarm -> !complete(alarm, title));
        return Set.copyOf(alarms.values());
    }

    /** @param title of the event, which alarms often repeat */
    private static boolean complete(ContentTree alarm, String title) {
        var reminder = reminder(alarm);
        var trigger = alarm.raw("TRIGGER");
        return reminder != null
                && trigger != null
                && alarm.components().isEmpty()
                && alarm.properties().stream().allMatch(property -> said(property, title))
                && !"AUDIO".equalsIgnoreCase(alarm.raw("ACTION"))
                && exactly(trigger.toUpperCase(Locale.ROOT), reminder);
    }

    private static boolean said(Property property, String title) {
        if (property.name().equals("ATTENDEE")) {
            return property.parameter(VIEWER) != null;
        }
        if (!property.parameters().isEmpty()) {
            return false;
        }
        var text = Texts.unescaped(property.value()).strip();
        return SAID.contains(property.name())
                || (TITLES.contains(property.name())
                        && (text.isEmpty() || text.equals(title) || (title.isEmpty() && text.equals(UNTITLED))));
    }

    /** Reminders are of whole minutes. */
    private static boolean exactly(String trigger, Reminder reminder) {
        var length = NominalDuration.parse(trigger.replaceFirst("^[-+]", ""));
        return (long) length.days() * MINUTES_OF_DAY * 60 + length.seconds() == reminder.minutesBefore() * 60L;
    }

    /** The reminder that an alarm is; null where it is none. */
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
