package dev.almanac.event;

import dev.almanac.recurrence.Expansion;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The one function from what events are to what happens.
 *
 * <p>A series may never end, so rows are kept for a horizon only: those whose original start lies in it, and every overridden one
 * wherever it lies (an override may bring an occurrence from beyond the horizon into the present, and there are only as many as
 * people made). What lies beyond is made by the same function when it is asked for. Both sides split the occurrences of a series by
 * the same two questions, is it overridden and does its original start lie in the horizon, so that together they hold each once.
 */
public final class Derivation {

    private final EventContents contents;
    private final Expansion expansion;
    private final Map<LocalDateTime, EventOverride> overrides = new HashMap<>();

    public Derivation(EventContents contents) {
        this(contents, contents.event().expansion());
    }

    /**
     * A derivation by an expansion that is at hand.
     *
     * @param expansion of the event's recurrence set
     */
    public Derivation(EventContents contents, Expansion expansion) {
        this.contents = contents;
        this.expansion = expansion;
        for (var override : contents.overrides()) {
            overrides.put(override.slot(), override);
        }
    }

    public EventContents contents() {
        return contents;
    }

    public Expansion expansion() {
        return expansion;
    }

    /** The rows to keep: in order of their original start, and after them those of overrides beyond the horizon. */
    public List<Occurrence> rows(Horizon horizon) {
        var event = contents.event();
        if (!event.recurring()) {
            return expansion.first().map(this::occurrence).map(List::of).orElse(List.of());
        }
        List<Occurrence> rows = new ArrayList<>();
        var starts = expansion.from(horizon.from());
        while (starts.hasNext()) {
            var start = starts.next();
            if (!start.isBefore(horizon.until())) {
                break;
            }
            rows.add(occurrence(start));
        }
        for (var override : contents.overrides()) {
            var start = event.originalStart(override.slot());
            if (!horizon.contains(start) && expansion.contains(start)) {
                rows.add(occurrence(start));
            }
        }
        return rows;
    }

    /** The occurrences for which no rows are kept, from an original start on: those beyond the horizon without an override. */
    public Iterator<Occurrence> beyond(Horizon horizon, LocalDateTime from) {
        var starts = expansion.from(from);
        return new Iterator<>() {
            private @Nullable LocalDateTime next = advance();

            private @Nullable LocalDateTime advance() {
                while (starts.hasNext()) {
                    var start = starts.next();
                    if (!horizon.contains(start) && !overridden(start)) {
                        return start;
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Occurrence next() {
                var start = next;
                if (start == null) {
                    throw new NoSuchElementException();
                }
                next = advance();
                return occurrence(start);
            }
        };
    }

    /** Whether the occurrence with this original start has an override. */
    public boolean overridden(LocalDateTime originalStart) {
        return overrides.containsKey(contents.event().slot(originalStart));
    }

    /** The occurrence with this original start, which the series must have. */
    public Occurrence occurrence(LocalDateTime originalStart) {
        var event = contents.event();
        var slot = event.slot(originalStart);
        var override = overrides.get(slot);
        var own = override == null ? null : override.time();
        var time = own == null ? event.time().at(originalStart) : own;
        var details = override == null ? event.details() : override.over(event.details());
        return new Occurrence(
                event.id(),
                event.rootId(),
                slot,
                event.calendarId(),
                time.startInstant(),
                time.endInstant(),
                time.start(),
                time.allDay(),
                time.zone(),
                time.endZone(),
                originalStart,
                event.recurring(),
                override != null,
                details.title(),
                details.location(),
                details.url(),
                details.status(),
                details.transparency(),
                details.visibility(),
                details.categories());
    }
}
