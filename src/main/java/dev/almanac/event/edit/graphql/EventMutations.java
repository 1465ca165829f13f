package dev.almanac.event.edit.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Conflict;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.edit.EditReceipt;
import dev.almanac.event.edit.EventEdits;
import dev.almanac.event.edit.EventService;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceNode;
import dev.almanac.event.plan.EditScope;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Changes events. Payloads are the schema's types of their names. */
@Controller
class EventMutations {

    private static final Problem NO_ID =
            new Problem("INVALID_ID", "This is no id of an event or an occurrence.", List.of("id"));

    private final EventService service;
    private final EventEdits edits;
    private final EventReads events;
    private final CalendarAccess access;

    EventMutations(EventService service, EventEdits edits, EventReads events, CalendarAccess access) {
        this.service = service;
        this.edits = edits;
        this.events = events;
        this.access = access;
    }

    record CreateEventPayload(@Nullable EventNode event, List<Problem> userErrors) {}

    @MutationMapping
    Mono<CreateEventPayload> createEvent(
            @Argument CreateEventInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.optional(EventNode.PREFIX, input.id(), "id");
        var calendar = ids.required(CalendarNode.PREFIX, input.calendarId(), "calendarId");
        if (!ids.valid()) {
            return Mono.just(new CreateEventPayload(null, ids.problems()));
        }
        return service.create(viewer, request, input.draft(id, calendar)).flatMap(outcome -> switch (outcome) {
            case Done<UUID, EventContents> done ->
                found(viewer, done.receipt())
                        .map(node -> new CreateEventPayload(node, List.of()))
                        .defaultIfEmpty(new CreateEventPayload(null, List.of()));
            case Refused<UUID, EventContents> refused -> Mono.just(new CreateEventPayload(null, refused.problems()));
        });
    }

    record UpdateEventPayload(
            @Nullable EventNode event,
            @Nullable OccurrenceNode occurrence,
            @Nullable Conflict<EventNode> conflict,
            List<Problem> userErrors) {

        static UpdateEventPayload refused(List<Problem> problems) {
            return new UpdateEventPayload(null, null, null, problems);
        }
    }

    @MutationMapping
    Mono<UpdateEventPayload> updateEvent(
            @Argument UpdateEventInput input, Repeatable request, @ContextValue Viewer viewer) {
        var target = Targets.of(input.id(), input.scope());
        if (target == null) {
            return Mono.just(UpdateEventPayload.refused(List.of(NO_ID)));
        }
        return edits.update(viewer, request, target, input.policy(), input.ifVersion(), input.patch())
                .flatMap(outcome -> switch (outcome) {
                    case Done<EditReceipt, EventContents> done -> updated(viewer, done.receipt());
                    case Refused<EditReceipt, EventContents> refused ->
                        Mono.just(new UpdateEventPayload(
                                null, null, EventNode.of(refused.conflict(), viewer), refused.problems()));
                });
    }

    record DeleteEventInput(
            String id,
            @Nullable Integer ifVersion,
            @Nullable EditScope scope) {}

    record DeleteEventPayload(
            @Nullable String deletedId,
            @Nullable EventNode event,
            @Nullable Conflict<EventNode> conflict,
            List<Problem> userErrors) {}

    @MutationMapping
    Mono<DeleteEventPayload> deleteEvent(
            @Argument DeleteEventInput input, Repeatable request, @ContextValue Viewer viewer) {
        var target = Targets.of(input.id(), input.scope());
        if (target == null) {
            return Mono.just(new DeleteEventPayload(null, null, null, List.of(NO_ID)));
        }
        return edits.delete(viewer, request, target, input.ifVersion()).flatMap(outcome -> switch (outcome) {
            case Done<EditReceipt, EventContents> done -> deleted(viewer, input.id(), done.receipt());
            case Refused<EditReceipt, EventContents> refused ->
                Mono.just(new DeleteEventPayload(
                        null, null, EventNode.of(refused.conflict(), viewer), refused.problems()));
        });
    }

    private Mono<DeleteEventPayload> deleted(Viewer viewer, String id, EditReceipt receipt) {
        var event = receipt.deleted();
        var deletedId = event == null ? id : TypedId.format(EventNode.PREFIX, event);
        var left = receipt.event();
        var payload = new DeleteEventPayload(deletedId, null, null, List.of());
        return left == null
                ? Mono.just(payload)
                : found(viewer, left)
                        .map(node -> new DeleteEventPayload(deletedId, node, null, List.of()))
                        .defaultIfEmpty(payload);
    }

    private Mono<UpdateEventPayload> updated(Viewer viewer, EditReceipt receipt) {
        var event = receipt.event();
        var key = receipt.occurrence();
        var nothing = new UpdateEventPayload(null, null, null, List.of());
        return event == null
                ? Mono.just(nothing)
                : access.of(viewer)
                        .flatMap(calendars -> found(viewer, calendars, event)
                                .flatMap(node -> key == null
                                        ? Mono.just(new UpdateEventPayload(node, null, null, List.of()))
                                        : occurrence(viewer, calendars, key)
                                                .map(occurrence ->
                                                        new UpdateEventPayload(node, occurrence, null, List.of()))
                                                .defaultIfEmpty(new UpdateEventPayload(node, null, null, List.of()))))
                        .defaultIfEmpty(nothing);
    }

    private Mono<OccurrenceNode> occurrence(Viewer viewer, ViewerCalendars calendars, OccurrenceKey key) {
        return events.occurrences(calendars, List.of(key))
                .mapNotNull(found -> found.get(key))
                .mapNotNull(EventReads.Whereabouts::occurrence)
                .map(occurrence -> new OccurrenceNode(AgendaEntry.of(occurrence, viewer.timeZone())));
    }

    /** A repeated request may find that its event has been deleted since. */
    private Mono<EventNode> found(Viewer viewer, UUID id) {
        return access.of(viewer).flatMap(calendars -> found(viewer, calendars, id));
    }

    private Mono<EventNode> found(Viewer viewer, ViewerCalendars calendars, UUID id) {
        return events.events(calendars, List.of(id))
                .mapNotNull(found -> found.get(id))
                .map(event -> EventNode.of(event, viewer));
    }
}
