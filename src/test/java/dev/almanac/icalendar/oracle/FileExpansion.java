package dev.almanac.icalendar.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.jspecify.annotations.Nullable;

/**
 * When the events of a file happen, by other means than Almanac's: ical4j reads the file and its zones, lib-recur expands the rules. What
 * RFC 5545 says of components together is put in code once more here.
 */
public final class FileExpansion {

    private static final Pattern DURATION =
            Pattern.compile("[+]?P(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?");
    private static final int MOST = 30_000;

    /**
     * What happens once.
     *
     * @param zoned whether these are instants; else wall-clock times read as UTC
     */
    public record Happening(Instant start, Instant end, boolean zoned) {}

    /** How long something is: an exact time, or days of the wall clock and an exact time. */
    private record Length(Period days, Duration exact) {
        Happening from(Time start) {
            var shifted = start.at(start.local().plus(days));
            return new Happening(start.instant(), shifted.instant().plus(exact), start.clock() != null);
        }
    }

    private record Component(
            List<Line> lines,
            Time start,
            Length length,
            @Nullable Time recurrenceId) {
        boolean following() {
            return Line.first(lines, "RECURRENCE-ID")
                    .filter(line -> "THISANDFUTURE".equals(line.parameters().get("RANGE")))
                    .isPresent();
        }
    }

    private final Map<String, FileZone> zones = new HashMap<>();
    private final Map<String, List<List<Line>>> events = new HashMap<>();

    /**
     * @param text a whole file
     * @param namesFirst whether a name that Java knows means what Java knows, whatever the file says of it
     */
    public FileExpansion(String text, boolean namesFirst) {
        var unfolded = text.replaceAll("\r+\n|\r|\n", "\n").replaceAll("\n[ \t]", "");
        for (var block : blocks(unfolded, "VTIMEZONE")) {
            Line.first(Line.read(block), "TZID")
                    .map(id -> id.value().replace("\\,", ","))
                    .filter(name -> !(namesFirst && ZoneId.getAvailableZoneIds().contains(name)))
                    .ifPresent(name -> FileZone.read(block).ifPresent(zone -> zones.putIfAbsent(name, zone)));
        }
        for (var block : blocks(unfolded, "VEVENT")) {
            var lines = Line.read(block);
            Line.first(lines, "UID")
                    .ifPresent(uid -> events.computeIfAbsent(
                                    uid.value().replaceAll("\\\\([\\\\,;])", "$1"), _ -> new ArrayList<>())
                            .add(lines));
        }
    }

    private static List<List<String>> blocks(String text, String name) {
        List<List<String>> blocks = new ArrayList<>();
        var matcher = Pattern.compile("(?ms)^BEGIN:" + name + "\\s*$.*?^END:" + name + "\\s*$")
                .matcher(text);
        while (matcher.find()) {
            blocks.add(matcher.group().lines().filter(line -> !line.isBlank()).toList());
        }
        return blocks;
    }

    /** The first start of an event, read as UTC where it is in no zone; empty where this expansion cannot tell. */
    public Optional<LocalDateTime> start(String uid) {
        try {
            return components(uid)
                    .map(components -> components.getFirst().start().local());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What happens from one time to another, in the order of time; empty where this expansion cannot tell. */
    public Optional<List<Happening>> happenings(String uid, LocalDateTime from, LocalDateTime until) {
        try {
            return components(uid)
                    .map(components -> expanded(components, until))
                    .map(all -> all.stream()
                            .filter(one -> !one.start().isBefore(from.toInstant(ZoneOffset.UTC))
                                    && one.start().isBefore(until.toInstant(ZoneOffset.UTC)))
                            .sorted(Comparator.comparing(Happening::start).thenComparing(Happening::end))
                            .toList());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The series first, if there is one; of two of the same the later one. */
    private Optional<List<Component>> components(String uid) {
        List<Component> components = new ArrayList<>();
        for (var lines : events.getOrDefault(uid, List.of())) {
            component(lines).ifPresent(components::add);
        }
        components.sort(Comparator.comparing((Component one) -> one.recurrenceId() != null)
                .thenComparingInt(one -> -number(one.lines(), "SEQUENCE"))
                .thenComparing(one -> text(one.lines(), "LAST-MODIFIED"), Comparator.reverseOrder())
                .thenComparing(one -> text(one.lines(), "DTSTAMP"), Comparator.reverseOrder()));
        return components.isEmpty() ? Optional.empty() : Optional.of(components);
    }

    private static int number(List<Line> lines, String name) {
        return Line.first(lines, name)
                .map(line -> Integer.parseInt(line.value()))
                .orElse(0);
    }

    private static String text(List<Line> lines, String name) {
        return Line.first(lines, name).map(Line::value).orElse("");
    }

    private Optional<Component> component(List<Line> lines) {
        var startLine = Line.first(lines, "DTSTART");
        var start = startLine.flatMap(line -> Time.read(line, line.value(), zones));
        var end = Line.first(lines, "DTEND");
        var endTime = end.flatMap(line -> Time.read(line, line.value(), zones));
        var id = Line.first(lines, "RECURRENCE-ID");
        var idTime = id.flatMap(line -> Time.read(line, line.value(), zones));
        if (start.isEmpty() || end.isPresent() != endTime.isPresent() || id.isPresent() != idTime.isPresent()) {
            return Optional.empty();
        }
        var first = start.get();
        var length = endTime.map(time -> between(first, time))
                .or(() -> Line.first(lines, "DURATION").map(line -> length(line.value())))
                .orElseGet(() -> new Length(Period.ofDays(first.date() ? 1 : 0), Duration.ZERO));
        return Optional.of(new Component(lines, first, length, idTime.orElse(null)));
    }

    private static Length between(Time start, Time end) {
        return start.date()
                // RFC 5545 wants a later date; calendars show one day.
                ? new Length(
                        Period.ofDays((int) Math.max(1, ChronoUnit.DAYS.between(start.local(), end.local()))),
                        Duration.ZERO)
                : new Length(Period.ZERO, Duration.between(start.instant(), end.instant()));
    }

    private static Length length(String text) {
        var parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Length(
                Period.ofDays(7 * number(parts.group(1)) + number(parts.group(2))),
                Duration.ofHours(number(parts.group(3)))
                        .plusMinutes(number(parts.group(4)))
                        .plusSeconds(number(parts.group(5))));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private List<Happening> expanded(List<Component> components, LocalDateTime until) {
        var master = components.getFirst();
        var happenings = new TreeMap<LocalDateTime, Happening>();
        if (master.recurrenceId() == null) {
            series(master, until.plusYears(1), happenings);
        }
        var series = master.start();
        NavigableMap<LocalDateTime, Component> changes = new TreeMap<>();
        for (var change : components) {
            var id = change.recurrenceId();
            if (id != null) {
                changes.putIfAbsent(slot(series, id, happenings), change);
            }
        }
        changes.forEach((slot, change) -> {
            if (change.following()) {
                var shift = Duration.between(slot, change.start().local());
                happenings
                        .tailMap(slot)
                        .replaceAll(
                                (at, _) -> change.length().from(change.start().at(at.plus(shift))));
            }
        });
        changes.forEach((slot, change) -> happenings.put(slot, change.length().from(change.start())));
        return new ArrayList<>(happenings.values());
    }

    /** The wall-clock start that a RECURRENCE-ID or EXDATE means. */
    private static LocalDateTime slot(Time series, Time said, NavigableMap<LocalDateTime, Happening> happenings) {
        var at = series.on(said);
        if (series.date()) {
            return at.toLocalDate().atStartOfDay();
        }
        if (!said.date()) {
            return at;
        }
        var on = happenings.ceilingKey(at);
        return on != null && on.toLocalDate().equals(at.toLocalDate())
                ? on
                : at.toLocalDate().atTime(series.local().toLocalTime());
    }

    private void series(Component master, LocalDateTime until, NavigableMap<LocalDateTime, Happening> happenings) {
        var start = master.start();
        var starts = new TreeSet<LocalDateTime>();
        starts.add(start.local());
        for (var line : master.lines()) {
            if (line.name().equals("RRULE")) {
                // Some put spaces into lists.
                starts.addAll(starts(line.value().replace(" ", ""), start, until));
            }
        }
        starts.forEach(at -> happenings.put(at, master.length().from(start.at(at))));
        each(master, "RDATE", (time, period) -> {
            var slot = slot(start, time, new TreeMap<>());
            happenings.put(slot, (period == null ? master.length() : period).from(start.at(slot)));
        });
        each(master, "EXDATE", (time, _) -> {
            if (time.date() && !start.date()) {
                happenings
                        .keySet()
                        .removeIf(at -> at.toLocalDate().equals(time.local().toLocalDate()));
            } else {
                happenings.remove(slot(start, time, happenings));
            }
        });
    }

    private interface Dated {
        void take(Time time, @Nullable Length period);
    }

    private void each(Component master, String name, Dated dated) {
        for (var line : master.lines()) {
            if (line.name().equals(name)) {
                for (var value : line.value().split(",", -1)) {
                    if (value.isBlank()) {
                        continue;
                    }
                    var parts = value.split("/", -1);
                    var time = Time.read(line, parts[0], zones).orElseThrow(IllegalArgumentException::new);
                    dated.take(
                            time,
                            parts.length == 1
                                    ? null
                                    : parts[1].startsWith("P")
                                            ? length(parts[1])
                                            : between(
                                                    time,
                                                    Time.read(line, parts[1], zones)
                                                            .orElseThrow()));
                }
            }
        }
    }

    private static RecurrenceRule rule(String text) {
        try {
            return new RecurrenceRule(text, RfcMode.RFC2445_LAX);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Expanded on the wall clock; its UNTIL, which may be UTC, is looked at here. */
    private static List<LocalDateTime> starts(String text, Time start, LocalDateTime until) {
        var rule = rule(text);
        var end = rule.getUntil();
        var count = rule.getCount();
        var bare = rule(text.replaceAll("(?i);?(UNTIL|COUNT)=[^;]*", "").replaceAll("^;", ""));
        List<LocalDateTime> starts = new ArrayList<>();
        starts.add(start.local());
        var iterator = bare.iterator(utc(start.local()));
        while (iterator.hasNext() && starts.size() < MOST) {
            var next = local(iterator.nextDateTime());
            if (next.equals(start.local())) {
                continue;
            }
            if (next.isAfter(until)
                    || (end != null && ended(start.at(next), end))
                    || (count != null && starts.size() >= count)) {
                break;
            }
            starts.add(next);
        }
        return starts;
    }

    private static boolean ended(Time start, DateTime end) {
        if (end.isAllDay()) {
            return start.local().toLocalDate().isAfter(local(end).toLocalDate());
        }
        return (end.isFloating() || start.clock() == null)
                ? start.local().isAfter(local(end))
                : start.instant().isAfter(Instant.ofEpochMilli(end.getTimestamp()));
    }

    private static DateTime utc(LocalDateTime at) {
        return new DateTime(
                DateTime.UTC,
                at.getYear(),
                at.getMonthValue() - 1,
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond());
    }

    private static LocalDateTime local(DateTime at) {
        return LocalDateTime.of(
                at.getYear(), at.getMonth() + 1, at.getDayOfMonth(), at.getHours(), at.getMinutes(), at.getSeconds());
    }
}
