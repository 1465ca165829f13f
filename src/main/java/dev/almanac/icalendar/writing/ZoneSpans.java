package dev.almanac.icalendar.writing;

import dev.almanac.event.EventContents;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The zones that must be defined in a text, each for the stretch of time in which it is used. */
final class ZoneSpans {

    private final Map<ZoneId, Span> spans = new TreeMap<>(Comparator.comparing(ZoneId::getId));

    /** @param until null: for ever */
    private record Span(LocalDateTime from, @Nullable LocalDateTime until) {

        Span with(LocalDateTime otherFrom, @Nullable LocalDateTime otherUntil) {
            return new Span(
                    otherFrom.isBefore(from) ? otherFrom : from,
                    until == null || otherUntil == null ? null : otherUntil.isAfter(until) ? otherUntil : until);
        }
    }

    /** Takes a use of a zone, from a time on its clock until another; null: for ever. */
    void add(ZoneId zone, LocalDateTime from, @Nullable LocalDateTime until) {
        if (!TimeLines.utc(zone)) {
            spans.merge(zone, new Span(from, until), (one, other) -> one.with(other.from(), other.until()));
        }
    }

    /** Takes what an event uses. */
    void add(EventContents contents) {
        var event = contents.event();
        add(event.time(), event.recurrence());
        for (var override : contents.overrides()) {
            var time = override.time();
            if (time != null) {
                add(time, null);
            }
        }
    }

    private void add(EventTime time, @Nullable Recurrence recurrence) {
        var zone = time.zone();
        var endZone = time.endZone();
        if (zone == null || endZone == null) {
            return;
        }
        var from = time.start();
        var last = from;
        if (recurrence != null) {
            List<LocalDateTime> dates = new ArrayList<>(recurrence.rdates());
            dates.addAll(recurrence.exdates());
            for (var date : dates) {
                from = date.isBefore(from) ? date : from;
                last = date.isAfter(last) ? date : last;
            }
        }
        var until = recurrence != null && recurrence.rule() != null
                ? null
                : last.plusDays(time.duration().days())
                        .plusSeconds(time.duration().seconds());
        add(zone, from, until);
        add(endZone, from, until);
    }

    /** Whether it is nowhere used. */
    boolean none() {
        return spans.isEmpty();
    }

    /** Leaves out these. */
    void remove(Set<ZoneId> zones) {
        spans.keySet().removeAll(zones);
    }

    Set<ZoneId> zones() {
        return Set.copyOf(spans.keySet());
    }

    /** The definitions of all. */
    void write(ContentText text) {
        spans.forEach((zone, span) -> text.addAll(ZoneLines.of(zone, span.from(), span.until())));
    }
}
