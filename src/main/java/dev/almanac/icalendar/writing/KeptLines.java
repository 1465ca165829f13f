package dev.almanac.icalendar.writing;

import dev.almanac.icalendar.text.ContentTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an event keeps of the component that it came with, in its parts again. Nothing is taken on trust: what is no content line, and
 * a component that does not end or nests too deep, is left out, and so is what the event says itself.
 *
 * @param lines properties, in their order
 * @param components each from its BEGIN to its END
 * @param unfit properties that RFC 5545 has no place for
 * @param unfitComponents components that it has no place for
 */
record KeptLines(
        List<ContentLine> lines,
        List<List<ContentLine>> components,
        List<ContentLine> unfit,
        List<List<ContentLine>> unfitComponents) {

    private static final int DEEPEST = 6;
    private static final int LONGEST_NAME = 40;
    private static final String ALARM = "VALARM";

    /** What is written wholly from the event. */
    private static final Set<String> WRITTEN = Set.of(
            "UID",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "SEQUENCE",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "EXRULE",
            "RECURRENCE-ID",
            "METHOD");

    /** What is written of the event or as it is kept, whichever says more. */
    private static final Set<String> SHARED = Set.of(
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "URL",
            "STATUS",
            "TRANSP",
            "CLASS",
            "CATEGORIES",
            "ATTENDEE",
            "ORGANIZER");

    /** What cannot stand in an event. */
    private static final Set<String> OUTER = Set.of(
            "VCALENDAR",
            "VEVENT",
            "VTODO",
            "VJOURNAL",
            "VFREEBUSY",
            "VTIMEZONE",
            "VAVAILABILITY",
            "STANDARD",
            "DAYLIGHT");

    KeptLines {
        lines = List.copyOf(lines);
        components = List.copyOf(components);
        unfit = List.copyOf(unfit);
        unfitComponents = List.copyOf(unfitComponents);
    }

    static KeptLines of(List<String> contentLines) {
        List<ContentLine> lines = new ArrayList<>();
        List<List<ContentLine>> components = new ArrayList<>();
        List<ContentLine> unfit = new ArrayList<>();
        List<List<ContentLine>> unfitComponents = new ArrayList<>();
        List<ContentLine> component = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        boolean bad = false;
        for (var text : contentLines) {
            var line = ContentLine.parse(text);
            if (line == null) {
                continue;
            }
            if (line.begins()) {
                var name = name(line);
                bad |= !named(name) || OUTER.contains(name) || open.size() >= DEEPEST;
                open.push(name);
                component.add(ContentLine.begin(name));
            } else if (!line.ends()) {
                var mended = Mending.line(line);
                if (!open.isEmpty()) {
                    component.add(mended == null ? line.wrapped() : mended);
                } else if (mended == null) {
                    unfit.add(line);
                } else {
                    lines.add(mended);
                }
            } else if (!open.isEmpty()) {
                bad |= !open.pop().equals(name(line));
                component.add(ContentLine.end(name(line)));
                if (open.isEmpty()) {
                    if (!bad) {
                        boolean fit = fit(component);
                        (fit ? components : unfitComponents).add(List.copyOf(component));
                    }
                    component.clear();
                    bad = false;
                }
            }
        }
        return new KeptLines(lines, components, unfit, unfitComponents);
    }

    private static boolean fit(List<ContentLine> component) {
        return (!alarm(component) || Mending.alarm(component))
                && component.stream()
                        .noneMatch(line -> line.begins() && line.value().equals("X"));
    }

    private static String name(ContentLine boundary) {
        return boundary.value().strip().toUpperCase(Locale.ROOT);
    }

    private static boolean named(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> ContentText.inName((char) c));
    }

    /** The lines of a property. */
    List<ContentLine> of(String property) {
        return lines.stream().filter(line -> line.key().equals(property)).toList();
    }

    /** The lines of properties that the event knows nothing of. */
    List<ContentLine> others() {
        return lines.stream()
                .filter(line -> !WRITTEN.contains(line.key()) && !SHARED.contains(line.key()))
                .toList();
    }

    List<List<ContentLine>> alarms() {
        return components.stream().filter(KeptLines::alarm).toList();
    }

    /** The components that the event knows nothing of. */
    List<List<ContentLine>> otherComponents() {
        return components.stream().filter(component -> !alarm(component)).toList();
    }

    private static boolean alarm(List<ContentLine> component) {
        return component.getFirst().value().equals(ALARM);
    }

    /** An event that says this line alone, as the reader has it. */
    static ContentTree eventOf(ContentLine line) {
        return new ContentTree("VEVENT", List.of(line.property()), List.of());
    }

    /** An event that has this component alone, as the reader has it. */
    static ContentTree eventOf(List<ContentLine> component) {
        Deque<ContentTree> open = new ArrayDeque<>();
        var event = new ContentTree("VEVENT", new ArrayList<>(), new ArrayList<>());
        open.push(event);
        for (var line : component) {
            if (line.begins()) {
                var inner = new ContentTree(line.value(), new ArrayList<>(), new ArrayList<>());
                open.getFirst().components().add(inner);
                open.push(inner);
            } else if (line.ends()) {
                open.pop();
            } else {
                open.getFirst().properties().add(line.property());
            }
        }
        return event;
    }
}
