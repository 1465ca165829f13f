package dev.almanac.event.edit.graphql;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Conflict;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.event.EventContents;
import dev.almanac.event.edit.EditReceipt;
import dev.almanac.event.edit.EventEdits;
import dev.almanac.event.edit.EventService;
import dev.almanac.event.edit.graphql.EventChanges.Read;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceNode;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Makes and changes events. Payloads are the schema's types of their names. */
@Controller
class EventMutations {

    private final EventService service;
    private final EventEdits edits;
    private final EventChanges changes;
    private final EditedEvents edited;

    EventMutations(EventService service, EventEdits edits, EventChanges changes, EditedEvents edited) {
        this.service = service;
        this.edits = edits;
        this.changes = changes;
        this.edited = edited;
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
                edited.read(viewer, new EditReceipt(done.receipt(), null, null))
                        .map(found -> new CreateEventPayload(found.event(), List.of()));
            case Refused<UUID, EventContents> refused -> Mono.just(new CreateEventPayload(null, refused.problems()));
        });
    }

    record UpdateEventPayload(
            @Nullable EventNode event,
            @Nullable OccurrenceNode occurrence,
            @Nullable Conflict<EventNode> conflict,
            List<Problem> userErrors) {}

    @MutationMapping
    Mono<UpdateEventPayload> updateEvent(
            @Argument UpdateEventInput input,
            Repeatable request,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        return apply(
                viewer,
                request,
                changes.of(viewer, input, raw(environment)),
                receipt -> edited.read(viewer, receipt)
                        .map(found -> new UpdateEventPayload(found.event(), found.occurrence(), null, List.of())),
                (conflict, problems) -> new UpdateEventPayload(null, null, conflict, problems));
    }

    record DeleteEventPayload(
            @Nullable String deletedId,
            @Nullable EventNode event,
            @Nullable Conflict<EventNode> conflict,
            List<Problem> userErrors) {}

    @MutationMapping
    Mono<DeleteEventPayload> deleteEvent(
            @Argument DeleteEventInput input,
            Repeatable request,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        return apply(
                viewer,
                request,
                changes.of(viewer, input, raw(environment)),
                receipt -> edited.read(viewer, receipt)
                        .map(found ->
                                new DeleteEventPayload(deletedId(receipt, input.id()), found.event(), null, List.of())),
                (conflict, problems) -> new DeleteEventPayload(null, null, conflict, problems));
    }

    /** The event where it was deleted, else what the input names of it. */
    static String deletedId(EditReceipt receipt, String named) {
        var deleted = receipt.deleted();
        return deleted == null ? named : TypedId.format(EventNode.PREFIX, deleted);
    }

    record MoveEventPayload(
            @Nullable EventNode event, @Nullable Conflict<EventNode> conflict, List<Problem> userErrors) {}

    @MutationMapping
    Mono<MoveEventPayload> moveEvent(
            @Argument MoveEventInput input,
            Repeatable request,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        return apply(
                viewer,
                request,
                changes.of(viewer, input, raw(environment)),
                receipt ->
                        edited.read(viewer, receipt).map(found -> new MoveEventPayload(found.event(), null, List.of())),
                (conflict, problems) -> new MoveEventPayload(null, conflict, problems));
    }

    private static Map<String, Object> raw(DataFetchingEnvironment environment) {
        return environment.getArgumentOrDefault("input", Map.of());
    }

    private <P> Mono<P> apply(
            Viewer viewer,
            Repeatable request,
            Read read,
            Function<EditReceipt, Mono<P>> done,
            BiFunction<@Nullable Conflict<EventNode>, List<Problem>, P> refused) {
        return switch (read) {
            case Read.Refused(var problem) -> Mono.just(refused.apply(null, List.of(problem)));
            case Read.Change(var change, var basis) ->
                edits.apply(viewer, request, change, basis).flatMap(outcome -> switch (outcome) {
                    case Done<EditReceipt, EventContents> receipt -> done.apply(receipt.receipt());
                    case Refused<EditReceipt, EventContents> problems ->
                        Mono.just(refused.apply(EventNode.of(problems.conflict(), viewer), problems.problems()));
                });
        };
    }
}
