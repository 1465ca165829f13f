package dev.almanac.event.edit.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.change.Problem;
import dev.almanac.event.Event;
import dev.almanac.event.EventReads;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceId;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what an edit reaches: the event that an id names itself, or as one of its occurrences. */
@Component
class Scopes {

    /** The schema's type of this name. */
    enum EditScope {
        THIS,
        THIS_AND_FOLLOWING,
        ALL
    }

    /** The schema's type of this name. */
    enum OverridePolicy {
        KEEP,
        REBASE,
        DISCARD
    }

    /** What is reached, or why it cannot be. */
    sealed interface Reach {

        /**
         * An event as a whole.
         *
         * @param occurrence which the input names; null: it names the event
         */
        record Whole(UUID event, @Nullable OccurrenceKey occurrence) implements Reach {}

        record Refused(Problem problem) implements Reach {}
    }

    private final CalendarAccess access;
    private final EventReads events;

    Scopes(CalendarAccess access, EventReads events) {
        this.access = access;
        this.events = events;
    }

    /**
     * What the input reaches.
     *
     * @param moves whether it gives a new time: of an occurrence that is the occurrence's own
     */
    Mono<Reach> of(
            Viewer viewer, String id, @Nullable EditScope scope, @Nullable OverridePolicy policy, boolean moves) {
        UUID event = TypedId.parse(EventNode.PREFIX, id);
        if (event != null) {
            return Mono.just(whole(scope) && policy == null ? new Reach.Whole(event, null) : unsupported());
        }
        var key = OccurrenceId.parse(id);
        if (key == null) {
            return Mono.just(refused("INVALID_ID", "This is no id of an event or an occurrence.", "id"));
        }
        return access.of(viewer)
                .flatMap(calendars -> events.occurrences(calendars, List.of(key)))
                .mapNotNull(found -> found.get(key))
                .map(found -> found.occurrence() == null
                        ? refused("NOT_FOUND", "The event no longer has this occurrence.", "id")
                        : reach(found.event(), key, scope, policy, moves))
                .defaultIfEmpty(refused("NOT_FOUND", "There is no such event.", "id"));
    }

    private static Reach reach(
            Event event, OccurrenceKey key, @Nullable EditScope scope, @Nullable OverridePolicy policy, boolean moves) {
        if (!event.recurring()) {
            return policy == null ? new Reach.Whole(event.id(), key) : unsupported();
        }
        if (scope == null) {
            return refused("INVALID_SCOPE", "Say what of the series is meant.", "scope");
        }
        return scope == EditScope.ALL && policy == null && !moves ? new Reach.Whole(event.id(), key) : unsupported();
    }

    private static boolean whole(@Nullable EditScope scope) {
        return scope == null || scope == EditScope.ALL;
    }

    private static Reach unsupported() {
        return refused("UNSUPPORTED_SCOPE", "Series are edited as a whole, by the id of the event.", "scope");
    }

    private static Reach refused(String code, String message, String field) {
        return new Reach.Refused(new Problem(code, message, List.of(field)));
    }
}
