package dev.almanac.event.edit;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Problem;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventStore;
import dev.almanac.event.plan.EditScope;
import dev.almanac.platform.security.Viewer;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds, and locks, the event that an edit speaks of. */
@Component
class EditedSeries {

    private final EventStore store;
    private final CalendarAccess access;

    EditedSeries(EventStore store, CalendarAccess access) {
        this.store = store;
        this.access = access;
    }

    /** What was found. */
    sealed interface Found {

        /**
         * An event that the viewer may change.
         *
         * @param slot of the occurrence that the edit speaks of; null: it speaks of the event
         */
        record Series(
                Membership membership,
                EventContents contents,
                EditScope scope,
                @Nullable LocalDateTime slot) implements Found {}

        /** Nothing that can be edited like this. */
        record Not(Problem problem) implements Found {}
    }

    /** The event, locked until the transaction ends. */
    Mono<Found> lock(Viewer viewer, EditTarget target) {
        return found(
                viewer,
                target,
                switch (target) {
                    case EditTarget.OfEvent event -> store.lock(event.id());
                    case EditTarget.OfOccurrence occurrence -> store.lock(occurrence.key());
                });
    }

    /** The event as it is now. */
    Mono<Found> read(Viewer viewer, EditTarget target) {
        var ids = switch (target) {
            case EditTarget.OfEvent event -> store.find(List.of(event.id()));
            case EditTarget.OfOccurrence occurrence -> store.findByOccurrences(List.of(occurrence.key()));
        };
        return found(
                viewer,
                target,
                ids.next().flatMap(event -> store.contents(List.of(event.id())).next()));
    }

    private Mono<Found> found(Viewer viewer, EditTarget target, Mono<EventContents> stored) {
        return stored.flatMap(contents -> access.to(
                                viewer, Action.WRITE, contents.event().calendarId())
                        .map(membership -> found(membership, contents, target)))
                .defaultIfEmpty(not("NOT_FOUND", "There is no such event.", "id"));
    }

    private static Found found(Membership membership, EventContents contents, EditTarget target) {
        var scope = target.scope();
        boolean recurring = contents.event().recurring();
        if (!(target instanceof EditTarget.OfOccurrence(var key, var _))) {
            return recurring && scope != null && scope != EditScope.ALL
                    ? not("INVALID_SCOPE", "The id of an event means the whole series: name the occurrence.", "scope")
                    : new Found.Series(membership, contents, EditScope.ALL, null);
        }
        if (!contents.event().expansion().contains(contents.event().originalStart(key.slot()))) {
            return not("NOT_FOUND", "The event no longer has this occurrence.", "id");
        }
        if (!recurring) {
            return new Found.Series(membership, contents, EditScope.ALL, key.slot());
        }
        return scope == null
                ? not("INVALID_SCOPE", "Say what of the series is meant.", "scope")
                : new Found.Series(membership, contents, scope, key.slot());
    }

    private static Found not(String code, String message, String field) {
        return new Found.Not(new Problem(code, message, List.of(field)));
    }
}
