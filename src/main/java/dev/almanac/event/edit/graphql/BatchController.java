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
import dev.almanac.event.edit.EventBatchEdits;
import dev.almanac.event.edit.EventBatchEdits.Receipts;
import dev.almanac.event.edit.EventBatchEdits.Step;
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
            case Done<Receipts, EventContents> done -> {
                var receipts = done.receipt().receipts();
                yield Flux.range(0, receipts.size())
                        .concatMap(place -> result(viewer, operations.get(place), receipts.get(place)))
                        .collectList()
                        .map(results -> new ApplyChangesPayload(results, null, List.of()));
            }
        });
    }

    private Mono<ApplyChangesPayload> apart(Viewer viewer, Repeatable request, List<Operation> operations) {
        return Flux.range(0, operations.size())
                .concatMap(place -> {
                    var operation = operations.get(place);
                    var step = operation.step();
                    var own = new Repeatable(request.field() + "/" + place, request.key(), request.inputHash());
                    return step == null
                            ? Mono.just(EventOperationResult.refused(null, operation.problems()))
                            : batch.apply(viewer, own, step).flatMap(outcome -> switch (outcome) {
                                case Done<EditReceipt, EventContents> done -> result(viewer, operation, done.receipt());
                                case Refused<EditReceipt, EventContents> refused ->
                                    Mono.just(EventOperationResult.refused(
                                            EventNode.of(refused.conflict(), viewer), refused.problems()));
                            });
                })
                .collectList()
                .map(results -> new ApplyChangesPayload(results, null, List.of()));
    }

    private Mono<EventOperationResult> result(Viewer viewer, Operation operation, EditReceipt receipt) {
        var deletion = operation.input().delete();
        return edited.read(viewer, receipt)
                .map(found -> new EventOperationResult(
                        found.event(),
                        found.occurrence(),
                        deletion == null ? null : EventMutations.deletedId(receipt, deletion.id()),
                        null,
                        List.of()));
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
        return switch (change(viewer, input, raw)) {
            case Read.Refused(var problem) -> new Operation(input, null, List.of(problem));
            case Read.Change(var change, var basis) -> new Operation(input, new Step.Change(change, basis), List.of());
        };
    }

    private Read change(Viewer viewer, EventOperationInput input, Map<String, Map<String, Object>> raw) {
        var update = input.update();
        var delete = input.delete();
        var move = input.move();
        if (update != null) {
            return changes.of(viewer, update, raw.getOrDefault("update", Map.of()));
        }
        if (delete != null) {
            return changes.of(viewer, delete, raw.getOrDefault("delete", Map.of()));
        }
        if (move == null) {
            throw new IllegalStateException("The schema lets in nothing without one of them");
        }
        return changes.of(viewer, move, raw.getOrDefault("move", Map.of()));
    }
}
