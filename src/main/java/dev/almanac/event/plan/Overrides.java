package dev.almanac.event.plan;

import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of overridden occurrences when their series moves.
 *
 * @param from the series before
 * @param to the series after
 */
record Overrides(Event from, Event to, List<EventOverride> overrides) {

    /** The time of the occurrence in a slot, its own or the series'. */
    static EventTime time(EventContents contents, LocalDateTime slot) {
        var event = contents.event();
        return contents.override(slot)
                .map(EventOverride::time)
                .orElseGet(() -> event.time().at(event.originalStart(slot)));
    }

    /** The time of a series, or of an occurrence with a time of its own, moved as something else was moved from one time to another. */
    static EventTime moved(EventTime time, EventTime from, EventTime to) {
        boolean sameKind = from.allDay() == to.allDay();
        var duration = sameKind && from.duration().equals(to.duration()) ? time.duration() : to.duration();
        if (to.allDay()) {
            long days = ChronoUnit.DAYS.between(
                    from.start().toLocalDate(), to.start().toLocalDate());
            var first = time.start().toLocalDate().plusDays(days);
            return EventTime.allDay(first.atStartOfDay(), duration.days());
        }
        boolean sameZones =
                sameKind && Objects.equals(from.zone(), to.zone()) && Objects.equals(from.endZone(), to.endZone());
        var start = time.start().plus(Duration.between(from.start(), to.start()));
        var kind = sameZones ? time : to;
        return new EventTime(start, false, kind.zone(), kind.endZone(), duration);
    }

    /**
     * The overrides of the moved series. The occurrence that was named has the time that was said of it.
     *
     * @param slot of the occurrence that was named, if one was
     * @param named its time
     */
    List<EventOverride> follow(OverridePolicy policy, @Nullable LocalDateTime slot, @Nullable EventTime named) {
        List<EventOverride> followed = new ArrayList<>();
        for (var override : overrides) {
            var own = override.time();
            if (own != null && named != null && override.slot().equals(slot)) {
                own = named.equals(to.time().at(to.originalStart(override.slot()))) ? null : named;
            } else if (own != null && policy == OverridePolicy.REBASE) {
                own = moved(own, from.time(), to.time());
            }
            var kept = Objects.equals(own, override.time()) ? override : override.at(own);
            if (!kept.fields().isEmpty()) {
                followed.add(kept);
            }
        }
        return followed;
    }
}
