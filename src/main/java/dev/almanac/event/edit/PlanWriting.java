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
                .map(PlanWriting::<R>inUse)
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
            changes.add(Change.created(event.calendarId(), "Event", event.id(), after));
            return store.insert(operation, List.of(deriver.entry(after)));
        }
        var next = after.next(operation.at());
        var event = next.event();
        changes.add(Change.updated(
                event.calendarId(), "Event", event.id(), event.version(), after.differences(before), next));
        return store.update(operation, deriver.entry(next));
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
