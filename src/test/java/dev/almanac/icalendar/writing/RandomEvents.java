package dev.almanac.icalendar.writing;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.platform.time.NominalDuration;
import dev.almanac.recurrence.RecurrenceRule;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random events of every kind; the same seed makes the same ones. */
final class RandomEvents {

    private static final List<String> RULES = List.of(
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3;COUNT=40",
            "FREQ=WEEKLY;BYDAY=MO,WE,FR",
            "FREQ=MONTHLY;COUNT=12;BYDAY=2TU",
            "FREQ=YEARLY");

    /** No clock of Europe shows the first, and the other is the same instant. */
    private static final LocalDateTime SKIPPED = LocalDateTime.of(2027, 3, 28, 2, 30);

    private static final LocalDateTime AFTER_IT = SKIPPED.plusHours(1);

    private final SplittableRandom random;

    RandomEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    EventContents event(int number) {
        var time = time();
        var event = Written.event(
                "uid " + number + text(3).strip(),
                time,
                recurrence(time),
                details(),
                properties(),
                attendees(),
                reminders());
        return event.with(overrides(event));
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String text(int pieces) {
        return IntStream.range(0, random.nextInt(pieces + 1))
                .mapToObj(_ -> oneOf(HardTexts.PIECES))
                .collect(Collectors.joining());
    }

    private EventTime time() {
        // Most near a night on which clocks change.
        var start = LocalDateTime.of(2026, oneOf(List.of(1, 3, 10)), 1 + random.nextInt(28), random.nextInt(24), 30);
        var exact = new NominalDuration(0, 600L * random.nextInt(100));
        var nominal = new NominalDuration(1 + random.nextInt(3), 600L * random.nextInt(20));
        var zone = oneOf(HardTexts.ZONES);
        return switch (random.nextInt(7)) {
            case 0 -> EventTime.allDay(start.toLocalDate().atStartOfDay(), 1 + random.nextInt(4));
            case 1 -> EventTime.floating(start, exact);
            case 2 -> EventTime.floating(start, nominal);
            case 3 -> EventTime.timed(start, ZoneId.of("UTC"), ZoneId.of("UTC"), exact);
            case 4 -> EventTime.timed(start, zone, random.nextBoolean() ? zone : elsewhere(), nominal);
            case 5 -> EventTime.timed(start, zone, elsewhere(), exact);
            default -> EventTime.timed(start, zone, zone, exact);
        };
    }

    private ZoneId elsewhere() {
        return random.nextInt(8) == 0 ? ZoneId.of("UTC") : oneOf(HardTexts.ZONES);
    }

    private @Nullable Recurrence recurrence(EventTime time) {
        if (random.nextInt(3) == 0) {
            return null;
        }
        var rule = random.nextInt(4) == 0 ? null : rule(time);
        var starts = starts(time, new Recurrence(rule, List.of(), List.of()), 12);
        var exdates = new TreeSet<LocalDateTime>();
        var rdates = new TreeSet<LocalDateTime>();
        for (int i = random.nextInt(4); i > 0 && starts.size() > 1; i--) {
            exdates.add(starts.get(1 + random.nextInt(starts.size() - 1)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            var noon = time.start()
                    .toLocalDate()
                    .plusDays(40 + random.nextInt(300))
                    .atTime(12, 34, 56);
            rdates.add(time.allDay() ? noon.toLocalDate().atStartOfDay() : oneOf(List.of(noon, SKIPPED, AFTER_IT)));
        }
        return rule == null && rdates.isEmpty() && exdates.isEmpty()
                ? null
                : new Recurrence(rule, List.copyOf(rdates), List.copyOf(exdates));
    }

    private String rule(EventTime time) {
        var rule = oneOf(RULES);
        if (rule.contains("COUNT") || random.nextBoolean()) {
            return rule;
        }
        var until = time.allDay() ? "20271231" : time.zone() == null ? "20271231T235959" : "20271231T235959Z";
        return RecurrenceRule.normalize(rule + ";UNTIL=" + until, time.allDay(), time.zone());
    }

    private static List<LocalDateTime> starts(EventTime time, @Nullable Recurrence recurrence, int most) {
        var event = Written.event("", time, recurrence, Details.NONE, Map.of(), List.of(), List.of())
                .event();
        List<LocalDateTime> starts = new ArrayList<>();
        var expansion = event.expansion().from(LocalDateTime.MIN);
        while (starts.size() < most && expansion.hasNext()) {
            starts.add(expansion.next());
        }
        return starts;
    }

    private Details details() {
        return new Details(
                text(20),
                text(60),
                text(6),
                random.nextInt(3) == 0 ? "https://example.org/a?b=c;d,e&f=\"'ü" + number() : null,
                oneOf(List.of(Status.values())),
                oneOf(List.of(Transparency.values())),
                oneOf(List.of(Visibility.values())),
                random.nextBoolean() ? List.of() : List.of("Work, \\;" + number(), "日本" + number()),
                kept());
    }

    private List<String> kept() {
        return random.nextInt(3) > 0
                ? List.of()
                : List.of(
                        "COMMENT;LANGUAGE=de-CH;X-P=\"a:b\",\"c^'d\":Ein \\, Satz; \"so\" 😀 " + number(),
                        "X-NOTE-1;X-Q=1:beside",
                        "GEO:47.37;8.54",
                        "BEGIN:VLOCATION",
                        "UID:" + number(),
                        "NAME:Hall",
                        "END:VLOCATION");
    }

    private int number() {
        return random.nextInt(1_000);
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            properties.put("X-NOTE-" + i, "a;b:c,\"d\"\\n^ü😀" + "y".repeat(random.nextInt(90)));
        }
        if (random.nextInt(4) == 0) {
            properties.put("room: \"1\"; ^ü", HardTexts.said(text(9)));
            properties.put("X-LINES", "one\ntwo");
        }
        return properties;
    }

    private List<Attendee> attendees() {
        int organizer = random.nextInt(6);
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> new Attendee(
                        "o'brien+" + i + "." + number() + "@example.org",
                        name(),
                        oneOf(List.of(Response.values())),
                        i == organizer))
                .toList();
    }

    /** Without backslashes: the parser takes them for escapes in quotes, where RFC 5545 has none. */
    private String name() {
        return HardTexts.said(text(4)).replace("\\", "").strip();
    }

    private List<Reminder> reminders() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Reminder(i * 1_500 + random.nextInt(100), oneOf(List.of(Reminder.Method.values()))))
                .toList();
    }

    private List<EventOverride> overrides(EventContents series) {
        var event = series.event();
        if (event.recurrence() == null) {
            return List.of();
        }
        List<EventOverride> overrides = new ArrayList<>();
        for (var start : starts(event.time(), event.recurrence(), 6)) {
            if (random.nextInt(3) == 0) {
                overrides.add(override(series, start));
            }
        }
        return overrides;
    }

    private EventOverride override(EventContents series, LocalDateTime start) {
        if (random.nextBoolean()) {
            var details = Written.titled("Otherwise " + number());
            return new EventOverride(start, Set.of(Field.TITLE), null, details, null, null);
        }
        if (random.nextInt(4) == 0) {
            var own = Written.with(Details.NONE, "", List.of("COMMENT:only here " + number()));
            return new EventOverride(start, Set.of(Field.CONTENT_LINES), null, own, null, null);
        }
        var time = series.event().time();
        return new EventOverride(
                start,
                Set.of(Field.TIME, Field.ATTENDEES, Field.REMINDERS),
                // Of another kind, too.
                random.nextBoolean() ? time.at(start.plusDays(1)) : other(time, start),
                Details.NONE,
                List.of(new Attendee("only@example.org", "", Response.TENTATIVE, false)),
                List.of(new Reminder(7_777, Reminder.Method.POPUP)));
    }

    private EventTime other(EventTime time, LocalDateTime start) {
        var other = time();
        return other.equals(time.at(start)) ? time.at(start.plusDays(2)) : other;
    }
}
