package dev.almanac.icalendar.writing;

import dev.almanac.calendar.Membership;
import dev.almanac.event.EventContents;
import dev.almanac.event.export.WholeEvent;
import dev.almanac.event.export.ZoneUse;
import dev.almanac.icalendar.text.ColorNames;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One VCALENDAR while it is written (RFC 5545 §3.4): its head, the zones that are known to be used, events, and at the end the zones that came
 * up meanwhile. The parts of the text are asked for in this order; together they are the whole.
 */
final class CalendarWriting {

    private static final String PRODUCT = "-//Almanac//Almanac//EN";

    /** How much text is handed on at once, in octets. */
    private static final int CHUNK = 16 * 1_024;

    private static final LocalDateTime EARLY = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final @Nullable Membership calendar;
    private final String mailbox;
    private final ZoneSpans met = new ZoneSpans();
    private final Set<ZoneId> defined = new HashSet<>();
    private boolean empty = true;

    /**
     * Begins one.
     *
     * @param calendar null for events by themselves
     * @param mailbox to which alarms by mail go: a URI
     */
    CalendarWriting(@Nullable Membership calendar, String mailbox) {
        this.calendar = calendar;
        this.mailbox = mailbox;
    }

    /** The head, and the definitions of zones. */
    ContentText head(ZoneSpans zones) {
        var text = new ContentText()
                .begin("VCALENDAR")
                .add(ContentLine.of("VERSION", "2.0"))
                .add(ContentLine.of("PRODID", PRODUCT))
                .add(ContentLine.of("CALSCALE", "GREGORIAN"));
        if (calendar != null) {
            describe(text, calendar);
        }
        zones.write(text);
        defined.addAll(zones.zones());
        empty &= zones.none();
        return text;
    }

    private static void describe(ContentText text, Membership membership) {
        var calendar = membership.calendar();
        text.add(ContentLine.text("NAME", calendar.name())).add(ContentLine.text("X-WR-CALNAME", calendar.name()));
        if (!calendar.description().isBlank()) {
            text.add(ContentLine.text("DESCRIPTION", calendar.description()))
                    .add(ContentLine.text("X-WR-CALDESC", calendar.description()));
        }
        var color = ColorNames.name(membership.color());
        text.add(
                        color == null
                                ? ContentLine.text("X-APPLE-CALENDAR-COLOR", membership.color())
                                : ContentLine.of("COLOR", color))
                .add(ContentLine.text("X-WR-TIMEZONE", calendar.timeZone().getId()));
    }

    static ZoneSpans spans(Collection<ZoneUse> uses) {
        var spans = new ZoneSpans();
        uses.forEach(use -> spans.add(use.zone(), use.from(), use.until()));
        return spans;
    }

    static ZoneSpans spansOf(Collection<WholeEvent> events) {
        var spans = new ZoneSpans();
        events.forEach(event -> spans.add(event.contents()));
        return spans;
    }

    /** The components of events, in pieces that are made when they are asked for. */
    Iterator<ContentText> events(Collection<WholeEvent> events) {
        return new Pieces(events.iterator());
    }

    /** What remains to be said. */
    ContentText tail() {
        var text = new ContentText();
        met.remove(defined);
        met.write(text);
        if (empty && met.none() && calendar != null) {
            // A calendar has at least one component.
            text.addAll(ZoneLines.of(calendar.calendar().timeZone(), EARLY, null));
        }
        return text.end("VCALENDAR");
    }

    private final class Pieces implements Iterator<ContentText> {

        private final Iterator<WholeEvent> events;
        private Iterator<ContentText> components = List.<ContentText>of().iterator();

        Pieces(Iterator<WholeEvent> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return components.hasNext() || events.hasNext();
        }

        @Override
        public ContentText next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var piece = new ContentText();
            while (piece.octets() < CHUNK && hasNext()) {
                if (components.hasNext()) {
                    piece.append(components.next());
                } else {
                    components = begin(events.next());
                }
            }
            return piece;
        }

        private Iterator<ContentText> begin(WholeEvent event) {
            EventContents contents = event.contents();
            met.add(contents);
            empty = false;
            return new EventLines(event, mailbox).components();
        }
    }
}
