package dev.almanac.icalendar.writing;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Event;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventTime;
import dev.almanac.event.export.WholeEvent;
import dev.almanac.icalendar.reading.ExtendedProperties;
import dev.almanac.icalendar.reading.KeptContent;
import dev.almanac.recurrence.Expansion;
import dev.almanac.recurrence.InvalidRecurrenceException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event as VEVENTs (RFC 5545 §3.6.1): the series, then each of its occurrences that differ, which says everything again. */
final class EventLines {

    private final Event event;
    private final WholeEvent whole;
    private final String mailbox;

    /** @param mailbox to which alarms by mail go: a URI */
    EventLines(WholeEvent whole, String mailbox) {
        this.event = whole.contents().event();
        this.whole = whole;
        this.mailbox = mailbox;
    }

    /** The components one after the other; each is made when it is asked for, since there may be thousands. */
    Iterator<ContentText> components() {
        var expansion = expansion();
        return Stream.concat(
                        Stream.of(series()),
                        whole.contents().overrides().stream()
                                .filter(override ->
                                        expansion == null || expansion.contains(event.originalStart(override.slot())))
                                .filter(this::differs)
                                .map(this::occurrence))
                .iterator();
    }

    /** What an override names may be what the series says by now. */
    private boolean differs(EventOverride override) {
        var contents = whole.contents();
        var own = event.time().at(event.originalStart(override.slot()));
        return !override.over(event.details()).equals(event.details())
                || !own.equals(Objects.requireNonNullElse(override.time(), own))
                || !contents.attendees().equals(Objects.requireNonNullElse(override.attendees(), contents.attendees()))
                || !contents.reminders().equals(Objects.requireNonNullElse(override.reminders(), contents.reminders()));
    }

    private @Nullable Expansion expansion() {
        try {
            return event.expansion();
        } catch (InvalidRecurrenceException kept) {
            // Nothing tells then which occurrences there are.
            return null;
        }
    }

    private ContentText series() {
        var contents = whole.contents();
        return component(null, event.time(), event.details(), contents.attendees(), contents.reminders());
    }

    private ContentText occurrence(EventOverride override) {
        var start = event.originalStart(override.slot());
        return component(
                start,
                Objects.requireNonNullElseGet(
                        override.time(), () -> event.time().at(start)),
                override.over(event.details()),
                Objects.requireNonNullElse(
                        override.attendees(), whole.contents().attendees()),
                Objects.requireNonNullElse(
                        override.reminders(), whole.contents().reminders()));
    }

    private ContentText component(
            @Nullable LocalDateTime originalStart,
            EventTime time,
            Details details,
            List<Attendee> attendees,
            List<Reminder> reminders) {
        var kept = KeptLines.of(details.contentLines());
        var text = new ContentText()
                .begin("VEVENT")
                .add(ContentLine.text("UID", event.uid()))
                .add(TimeLines.instant("DTSTAMP", event.updatedAt()))
                .add(TimeLines.instant("CREATED", event.createdAt()))
                .add(TimeLines.instant(
                        "LAST-MODIFIED",
                        Objects.requireNonNullElse(event.revision().at(), event.updatedAt())))
                .add(ContentLine.of(
                        "SEQUENCE", Integer.toString(event.revision().sequence())));
        if (originalStart != null) {
            text.add(TimeLines.moment("RECURRENCE-ID", originalStart, event.time()));
        }
        text.addAll(TimeLines.of(time));
        if (originalStart == null) {
            text.addAll(TimeLines.of(event.recurrence(), event.time()));
        }
        text.addAll(DetailLines.of(details, kept))
                .addAll(PeopleLines.of(attendees, kept))
                .addAll(properties(kept, originalStart == null))
                .addAll(related(kept.others()))
                .addAll(others(kept, originalStart == null))
                .addAll(AlarmLines.wrapped(reminders, kept))
                .addAll(AlarmLines.of(reminders, kept, details.title(), mailbox));
        kept.otherComponents().forEach(text::addAll);
        return text.end("VEVENT");
    }

    /** The other parts of a split series (RFC 9253 §5), but for what is kept already. */
    private List<ContentLine> related(List<ContentLine> kept) {
        List<ContentLine> lines = new ArrayList<>();
        related(lines, "FIRST", whole.firstPart());
        related(lines, "NEXT", whole.nextPart());
        lines.removeIf(line -> kept.stream()
                .anyMatch(other -> other.key().equals(line.key())
                        && other.value().equals(line.value())
                        && Objects.equals(other.parameter("RELTYPE"), line.parameter("RELTYPE"))));
        return lines;
    }

    private static void related(List<ContentLine> lines, String relation, @Nullable String uid) {
        if (uid != null) {
            lines.add(ContentLine.text("RELATED-TO", uid).with("RELTYPE", relation));
        }
    }

    /**
     * What clients have put beside: X- properties as they are written, everything else as text under its name. An occurrence has the
     * same, but for those of which it has lines of its own.
     */
    private List<ContentLine> properties(KeptLines kept, boolean series) {
        List<ContentLine> lines = new ArrayList<>();
        new TreeMap<>(event.extendedProperties()).forEach((name, value) -> {
            if (!written(name, value)) {
                lines.add(ContentLine.text(ExtendedProperties.OWN, value).with(ExtendedProperties.KEY, name));
            } else if (series || kept.of(name).isEmpty()) {
                lines.add(ContentLine.of(name, value));
            }
        });
        return lines;
    }

    /** The lines that the event knows nothing of; those that would be read as something else are wrapped. */
    private List<ContentLine> others(KeptLines kept, boolean series) {
        return Stream.concat(
                        kept.others().stream()
                                .map(line ->
                                        ExtendedProperties.mistaken(line.property(), event.extendedProperties(), series)
                                                ? line.wrapped()
                                                : line),
                        kept.unfit().stream().map(ContentLine::wrapped))
                .toList();
    }

    /** Whether it comes back the same as a property of that name. */
    private static boolean written(String name, String value) {
        return name.startsWith("X-")
                && name.length() > 2
                && !name.equals(ExtendedProperties.OWN)
                && !name.equals(KeptContent.WRAPPED)
                && name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
                && value.codePoints().noneMatch(c -> Character.isISOControl(c) || Encodings.endsLine(c));
    }
}
