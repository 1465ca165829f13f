package dev.almanac.event.edit.graphql;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Conflict;
import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.event.EventContents;
import dev.almanac.event.edit.EditReceipt;
import dev.almanac.event.edit.EventBatchEdits;
import dev.almanac.event.edit.EventBatchEdits.Receipts;
import dev.almanac.event.edit.EventBatchEdits.Step;
import dev.almanac.event.edit.graphql.EditedEvents.Edited;
import dev.almanac.event.edit.graphql.EventChanges.Read;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceNode;
import dev.almanac.platform.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes and changes several events at once. Inputs and payloads are the schema's types of their names. */
@Controller
class BatchController {

    private final EventBatchEdits batch;
    private final EventChanges changes;
    private final EditedEvents edited;

    BatchController(EventBatchEdits batch, EventChanges changes, EditedEvents edited) {
        this.batch = batch;
        this.changes = changes;
        this.edited = edited;
    }

    record EventOperationInput(
            @Nullable CreateEventInput create,
            @Nullable UpdateEventInput update,
            @Nullable DeleteEventInput delete,
            @Nullable MoveEventInput move) {}

    record ApplyChangesInput(List<EventOperationInput> operations, boolean atomic) {}

    record EventOperationResult(
            @Nullable EventNode event,
            @Nullable OccurrenceNode occurrence,
            @Nullable String deletedId,
            @Nullable Conflict<EventNode> conflict,
            List<Problem> userErrors) {

        static EventOperationResult refused(@Nullable Conflict<EventNode> conflict, List<Problem> problems) {
            return new EventOperationResult(null, null, null, conflict, problems);
        }
    }

    record ApplyChangesPayload(
            List<EventOperationResult> results, @Nullable Conflict<EventNode> conflict, List<Problem> userErrors) {}

    /** An operation that was read: what to do, or why it cannot be. */
    private record Operation(
            EventOperationInput input, @Nullable Step step, List<Problem> problems) {}

    @MutationMapping
    Mono<ApplyChangesPayload> applyChanges(
            @Argument ApplyChangesInput input,
            Repeatable request,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        var operations = read(viewer, input, environment);
        var problem = EventBatchEdits.problem(operations.size());
        if (problem != null) {
            return Mono.just(new ApplyChangesPayload(List.of(), null, List.of(problem)));
        }
        return input.atomic() ? together(viewer, request, operations) : apart(viewer, request, operations);
    }

    private Mono<ApplyChangesPayload> together(Viewer viewer, Repeatable request, List<Operation> operations) {
        List<Step> steps = new ArrayList<>();
        for (var operation : operations) {
            var step = operation.step();
            if (step == null) {
                var place = Integer.toString(steps.size());
                return Mono.just(new ApplyChangesPayload(
                        List.of(),
                        null,
                        operation.problems().stream()
                                .map(problem -> problem.below("operations", place))
                                .toList()));
            }
            steps.add(step);
        }
        return batch.atomically(viewer, request, steps).flatMap(outcome -> switch (outcome) {
            case Refused<Receipts, EventContents> refused ->
                Mono.just(new ApplyChangesPayload(
                        List.of(), EventNode.of(refused.conflict(), viewer), refused.problems()));
            case Done<Receipts, EventContents> done ->
                payload(
                        viewer,
                        operations,
                        done.receipt().receipts().stream()
                                .map(receipt -> Outcome.<EditReceipt, EventContents>done(receipt))
                                .toList());
        });
    }

    private Mono<ApplyChangesPayload> apart(Viewer viewer, Repeatable request, List<Operation> operations) {
        return Flux.range(0, operations.size())
                .concatMap(place -> {
                    var operation = operations.get(place);
                    var step = operation.step();
                    return step == null
                            ? Mono.just(Outcome.<EditReceipt, EventContents>refused(operation.problems()))
                            : batch.apply(
                                    viewer,
                                    new Repeatable(request.field() + "/" + place, request.key(), request.inputHash()),
                                    step);
                })
                .collectList()
                .flatMap(outcomes -> payload(viewer, operations, outcomes));
    }

    /** What is left is read when all is done, and for all of them together. */
    private Mono<ApplyChangesPayload> payload(
            Viewer viewer, List<Operation> operations, List<Outcome<EditReceipt, EventContents>> outcomes) {
        List<EditReceipt> receipts = new ArrayList<>();
        for (var outcome : outcomes) {
            if (outcome instanceof Done<EditReceipt, EventContents> done) {
                receipts.add(done.receipt());
            }
        }
        return edited.read(viewer, receipts).map(found -> {
            List<EventOperationResult> results = new ArrayList<>();
            for (var outcome : outcomes) {
                results.add(
                        switch (outcome) {
                            case Done<EditReceipt, EventContents> done ->
                                result(operations.get(results.size()), done.receipt(), found.of(done.receipt()));
                            case Refused<EditReceipt, EventContents> refused ->
                                EventOperationResult.refused(
                                        EventNode.of(refused.conflict(), viewer), refused.problems());
                        });
            }
            return new ApplyChangesPayload(results, null, List.of());
        });
    }

    private static EventOperationResult result(Operation operation, EditReceipt receipt, Edited found) {
        var deletion = operation.input().delete();
        return new EventOperationResult(
                found.event(),
                found.occurrence(),
                deletion == null ? null : EventMutations.deletedId(receipt, deletion.id()),
                null,
                List.of());
    }

    private List<Operation> read(Viewer viewer, ApplyChangesInput input, DataFetchingEnvironment environment) {
        Map<String, List<Map<String, Map<String, Object>>>> inputs =
                environment.getArgumentOrDefault("input", Map.of());
        var raw = inputs.getOrDefault("operations", List.of());
        return IntStream.range(0, input.operations().size())
                .mapToObj(place -> read(viewer, input.operations().get(place), raw.get(place)))
                .toList();
    }

    private Operation read(Viewer viewer, EventOperationInput input, Map<String, Map<String, Object>> raw) {
        var create = input.create();
        if (create != null) {
            var ids = new InputIds();
            var id = ids.optional(EventNode.PREFIX, create.id(), "id");
            var calendar = ids.required(CalendarNode.PREFIX, create.calendarId(), "calendarId");
            return ids.valid()
                    ? new Operation(input, new Step.Create(create.draft(id, calendar)), List.of())
                    : new Operation(input, null, ids.problems());
        }
        return switch (changes.oneOf(viewer, input.update(), input.delete(), input.move(), raw)) {
            case Read.Refused(var problem) -> new Operation(input, null, List.of(problem));
            case Read.Change(var change, var basis) -> new Operation(input, new Step.Change(change, basis), List.of());
        };
    }
}
