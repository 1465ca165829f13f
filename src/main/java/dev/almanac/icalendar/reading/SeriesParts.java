package dev.almanac.icalendar.reading;

import dev.almanac.event.Details;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import dev.almanac.recurrence.edit.RecurrenceSplit;
import dev.almanac.recurrence.edit.RuleShift;
import dev.almanac.recurrence.edit.RuleShift.Anchor;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of a series and the changes to it. A change that reaches all that follow (RANGE=THISANDFUTURE, RFC 5545 §3.2.13) cuts the
 * series there, as such an edit of ours does: what follows is an event of its own, moved by as much as the changed occurrence is. Its UID
 * is made of the series' and the cut, so that the same file again means the same event; that they belong together is told by RELATED-TO
 * with the types of RFC 9253 §5.
 */
final class SeriesParts {

    private static final DateTimeFormatter CUT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private final String uid;
    private final Revision revision;
    private final Consumer<String> notes;

    SeriesParts(String uid, Revision revision, Consumer<String> notes) {
        this.uid = uid;
        this.revision = revision;
        this.notes = notes;
    }

    /**
     * A part of a series: what it is, and when.
     *
     * @param set when it would happen if it had not been moved
     * @param cut the original start from which on it is; null: from the beginning
     * @param shift how far it was moved
     */
    private record Part(
            Instance instance, RecurrenceSet set, @Nullable LocalDateTime cut, Duration shift) {
        Part when(RecurrenceSet otherSet) {
            return new Part(instance, otherSet, cut, shift);
        }
    }

    /**
     * An event that a series came to be.
     *
     * @param component what says most of it: the series itself, or the change from which on it is
     */
    record Made(ImportedEvent event, ContentTree component) {}

    /** The events of a series. */
    List<Made> events(Instance master, Dates dates, NavigableMap<LocalDateTime, Instance> occurrences) {
        occurrences.keySet().forEach(dates::keep);
        var parts = parts(master, dates.set(), occurrences);
        List<Made> events = new ArrayList<>();
        var own = uid;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var next = i + 1 < parts.size() ? parts.get(i + 1).cut() : null;
            var nextUid = next == null ? "" : uid + '-' + CUT.format(next);
            var from = i == 0 ? LocalDateTime.MIN : Objects.requireNonNull(part.cut());
            var until = next == null ? LocalDateTime.MAX : next;
            List<String> related = new ArrayList<>();
            if (i > 0) {
                related.add("RELATED-TO;RELTYPE=FIRST:" + text(uid));
            }
            if (next != null) {
                related.add("RELATED-TO;RELTYPE=NEXT:" + text(nextUid));
            }
            var event = event(part, own, related, dates.periods().subMap(from, until), occurrences.subMap(from, until));
            events.add(new Made(event, part.instance().content()));
            own = nextUid;
        }
        return events;
    }

    /** One event, whatever its changes say of those that follow. */
    ImportedEvent event(Instance master, Dates dates, NavigableMap<LocalDateTime, Instance> occurrences) {
        occurrences.keySet().forEach(dates::keep);
        return event(new Part(master, dates.set(), null, Duration.ZERO), uid, List.of(), dates.periods(), occurrences);
    }

    private List<Part> parts(Instance master, RecurrenceSet set, NavigableMap<LocalDateTime, Instance> occurrences) {
        List<Part> parts = new ArrayList<>();
        var current = new Part(master, set, null, Duration.ZERO);
        var rest = set;
        for (var occurrence : occurrences.entrySet()) {
            var at = occurrence.getKey();
            if (!occurrence.getValue().andFuture()) {
                continue;
            }
            boolean whole = Recurrences.of(rest).first().filter(at::equals).isPresent();
            var split = whole ? null : RecurrenceSplit.at(rest, at);
            var after = split == null ? rest : split.after();
            var following = new Part(occurrence.getValue(), after, at, shift(occurrence.getValue(), at));
            if (moved(following) == null) {
                notes.accept(
                        "A change of all that follow was read as one of an occurrence: no rule says what it makes.");
                continue;
            }
            if (split != null) {
                parts.add(current.when(split.before()));
            }
            current = following;
            rest = after;
        }
        parts.add(current.when(rest));
        return parts;
    }

    private static Duration shift(Instance change, LocalDateTime from) {
        return Duration.between(from, change.time().start());
    }

    /** When a part happens, moved; null where there is no rule for it. */
    private static @Nullable RecurrenceSet moved(Part part) {
        var set = part.set();
        var time = part.instance().time();
        if (part.cut() == null) {
            return set;
        }
        var start = set.start().plus(part.shift());
        var rule = set.rule();
        if (rule != null) {
            var shifted = RuleShift.shift(
                    RecurrenceRule.parse(rule, set.allDay()),
                    new Anchor(set.start(), set.allDay(), set.zone()),
                    new Anchor(start, time.allDay(), time.zone()));
            if (shifted == null) {
                return null;
            }
            rule = shifted.toString();
        }
        return new RecurrenceSet(
                start, time.allDay(), time.zone(), rule, moved(set.rdates(), part), moved(set.exdates(), part));
    }

    private static List<LocalDateTime> moved(List<LocalDateTime> dates, Part part) {
        return dates.stream().map(date -> date.plus(part.shift())).toList();
    }

    private ImportedEvent event(
            Part part,
            String own,
            List<String> related,
            SortedMap<LocalDateTime, EventTime> periods,
            SortedMap<LocalDateTime, Instance> occurrences) {
        var set = Objects.requireNonNull(moved(part));
        var instance = part.instance().at(part.instance().time().at(set.start()));
        var overrides = new TreeMap<LocalDateTime, EventOverride>();
        periods.forEach((start, period) -> {
            var slot = start.plus(part.shift());
            var time = instance.time();
            if (time.allDay() == period.allDay()) {
                var lasting = new EventTime(slot, time.allDay(), time.zone(), time.endZone(), period.duration());
                overrides.put(slot, new EventOverride(slot, Set.of(Field.TIME), lasting, Details.NONE, null, null));
            }
        });
        occurrences.forEach((start, occurrence) -> {
            var slot = start.plus(part.shift());
            overrides.remove(slot);
            var override = occurrence.equals(part.instance()) ? null : instance.override(occurrence, slot);
            if (override != null) {
                overrides.put(slot, override);
            }
        });
        return new ImportedEvent(
                own,
                instance.time(),
                Dates.recurrence(set),
                related(instance.details(), related),
                ExtendedProperties.read(instance.content()),
                revision,
                instance.attendees(),
                instance.reminders(),
                List.copyOf(overrides.values()));
    }

    private static Details related(Details details, List<String> related) {
        if (related.isEmpty()) {
            return details;
        }
        var lines = new ArrayList<>(details.contentLines());
        lines.addAll(related);
        return details.with(lines);
    }

    private static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }
}
