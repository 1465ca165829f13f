package dev.almanac.event.edit;

import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Problem;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventStore;
import dev.almanac.event.EventStore.InUse;
import dev.almanac.event.plan.EditPlan;
import dev.almanac.event.plan.EditPlan.Step;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does what a plan says, inside a write. */
@Component
class PlanWriting {

    private final EventStore store;
    private final Deriver deriver;

    PlanWriting(EventStore store, Deriver deriver) {
        this.store = store;
        this.deriver = deriver;
    }

    <R> Mono<Outcome<R, EventContents>> write(Operation operation, EditPlan plan, R receipt) {
        List<Change> changes = new ArrayList<>();
        return Flux.fromIterable(plan.steps())
                .filter(Step::changes)
                .concatMap(step -> write(operation, step, changes))
                .next()
                .map(inUse -> PlanWriting.<R>inUse(inUse, moves(plan)))
                .switchIfEmpty(Mono.fromSupplier(() -> new Done<>(receipt, changes)));
    }

    private Mono<InUse> write(Operation operation, Step step, List<Change> changes) {
        var before = step.before();
        var after = step.after();
        if (after == null) {
            if (before == null) {
                return Mono.empty();
            }
            var event = before.event();
            changes.add(Change.deleted(event.calendarId(), "Event", event.id(), event.version() + 1));
            return store.delete(operation, event.id()).then(Mono.empty());
        }
        if (before == null) {
            var event = after.event();
            changes.add(Change.created(event.calendarId(), "Event", event.id(), event.version(), after));
            return store.insert(operation, List.of(deriver.entry(after)));
        }
        var next = after.nextAfter(before, operation.at());
        var event = next.event();
        var fields = after.differences(before);
        if (!before.event().calendarId().equals(event.calendarId())) {
            // Whoever follows the old calendar hears there that it is gone.
            changes.add(
                    Change.updated(before.event().calendarId(), "Event", event.id(), event.version(), fields, next));
        }
        changes.add(Change.updated(event.calendarId(), "Event", event.id(), event.version(), fields, next));
        return store.update(operation, deriver.entry(next));
    }

    private static boolean moves(EditPlan plan) {
        var first = plan.steps().getFirst();
        var before = first.before();
        var after = first.after();
        return before != null
                && after != null
                && !before.event().calendarId().equals(after.event().calendarId());
    }

    private static <R> Outcome<R, EventContents> inUse(InUse inUse, boolean moves) {
        return moves && inUse == InUse.UID
                ? Outcome.refused(
                        new Problem("UID_IN_USE", "That calendar has an event of the same UID.", List.of("calendarId")))
                : inUse(inUse);
    }

    static <R> Outcome<R, EventContents> inUse(InUse inUse) {
        return Outcome.refused(
                switch (inUse) {
                    // The UID of an event made here is its id.
                    case ID, UID -> new Problem("ID_IN_USE", "This id is in use.", List.of("id"));
                    case EXTERNAL_ID ->
                        new Problem(
                                "EXTERNAL_ID_IN_USE",
                                "You have an event of this externalId in this calendar.",
                                List.of("externalId"));
                });
    }
}
