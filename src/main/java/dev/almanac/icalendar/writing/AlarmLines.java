package dev.almanac.icalendar.writing;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.icalendar.reading.Alarms;
import dev.almanac.platform.time.NominalDuration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reminders as alarms (RFC 5545 §3.6.6). An alarm that is kept is given back for as long as the reminder is there that it is read as;
 * one that is read as none always is.
 */
final class AlarmLines {

    private static final int ANY = Integer.MAX_VALUE;

    private AlarmLines() {}

    /** @param mailbox to which alarms by mail go: a URI */
    static List<ContentLine> of(List<Reminder> reminders, KeptLines kept, String title, String mailbox) {
        var alarms = kept.alarms();
        List<ContentLine> lines = new ArrayList<>();
        for (var reminder : reminders) {
            boolean found = false;
            for (var alarm : alarms) {
                if (read(alarm).contains(reminder)) {
                    lines.addAll(alarm);
                    found = true;
                }
            }
            if (!found) {
                lines.addAll(made(reminder, title.isBlank() ? Alarms.UNTITLED : title, mailbox));
            }
        }
        for (var alarm : alarms) {
            if (read(alarm).isEmpty()) {
                lines.addAll(alarm);
            }
        }
        return lines;
    }

    /** The components that RFC 5545 has no place for, alarms as others are; they stand before all components. */
    static List<ContentLine> wrapped(List<Reminder> reminders, KeptLines kept) {
        return kept.unfitComponents().stream()
                .filter(alarm -> reminders.containsAll(read(alarm)))
                .flatMap(List::stream)
                .map(ContentLine::wrapped)
                .toList();
    }

    private static List<Reminder> read(List<ContentLine> alarm) {
        return Alarms.read(KeptLines.eventOf(alarm), ANY);
    }

    private static List<ContentLine> made(Reminder reminder, String title, String mailbox) {
        List<ContentLine> lines = new ArrayList<>();
        lines.add(ContentLine.begin("VALARM"));
        lines.add(ContentLine.of("TRIGGER", "-" + new NominalDuration(0, reminder.minutesBefore() * 60L)));
        lines.add(ContentLine.text("DESCRIPTION", title));
        if (reminder.method() == Method.EMAIL) {
            lines.add(ContentLine.of("ACTION", "EMAIL"));
            lines.add(ContentLine.text("SUMMARY", title));
            lines.add(ContentLine.of("ATTENDEE", Encodings.link(mailbox)).with(Alarms.VIEWER, "TRUE"));
        } else {
            lines.add(ContentLine.of("ACTION", "DISPLAY"));
        }
        lines.add(ContentLine.end("VALARM"));
        return lines;
    }
}
