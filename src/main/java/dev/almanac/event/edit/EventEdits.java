package dev.almanac.event.edit;

import dev.almanac.account.Reminder;
import dev.almanac.change.ChangeLog;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.EventRules;
import dev.almanac.event.edit.EditedSeries.Found;
import dev.almanac.event.plan.EditContext;
import dev.almanac.event.plan.EditPlan;
import dev.almanac.event.plan.EditScope;
import dev.almanac.event.plan.EventPatch;
import dev.almanac.event.plan.Merge;
import dev.almanac.event.plan.OverridePolicy;
import dev.almanac.event.plan.SeriesEdit;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Changes and deletes events, and what a scope reaches of series. */
@Service
public class EventEdits {

    private static final String ENTITY = "Event";

    private final EditedSeries series;
    private final PlanWriting plans;
    private final DefaultReminders defaults;
    private final WritePath writes;
    private final ChangeLog log;
    private final EventRules rules;
    private final Ids ids;

    EventEdits(
            EditedSeries series,
            PlanWriting plans,
            DefaultReminders defaults,
            WritePath writes,
            ChangeLog log,
            EventRules rules,
            Ids ids) {
        this.series = series;
        this.plans = plans;
        this.defaults = defaults;
        this.writes = writes;
        this.log = log;
        this.rules = rules;
        this.ids = ids;
    }

    /**
     * Changes an event, or what the target's scope reaches of a series. An edit that was based on an earlier version is merged with
     * what was done since, where both touched different things.
     */
    public Mono<Outcome<EditReceipt, EventContents>> update(
            Viewer viewer,
            Repeatable request,
            EditTarget target,
            OverridePolicy policy,
            @Nullable Integer ifVersion,
            EventPatch patch) {
        return edit(viewer, request, target, (operation, found) -> {
            Mono<List<Reminder>> cleared = patch.reminders().clears()
                    ? defaults.orElse(viewer, found.membership(), null)
                    : Mono.just(found.contents().reminders());
            return cleared.flatMap(reminders -> {
                var edit = new Update(found, policy, context(viewer, operation, found, reminders));
                return ifVersion != null && conflicts(found.contents(), ifVersion)
                        ? log.entity(ENTITY, found.contents().event().id(), ifVersion, EventContents.class)
                                .flatMap(base -> merged(operation, edit, base, patch))
                                .switchIfEmpty(Mono.fromSupplier(() -> edit.conflict(null, patch)))
                        : write(operation, edit, patch);
            });
        });
    }

    private Mono<Outcome<EditReceipt, EventContents>> merged(
            Operation operation, Update edit, EventContents base, EventPatch patch) {
        var found = edit.found();
        var merge = Merge.of(
                base,
                found.contents(),
                patch,
                found.scope() == EditScope.THIS ? found.slot() : null,
                found.scope() == EditScope.THIS_AND_FOLLOWING);
        return merge.conflicts().isEmpty()
                ? write(operation, edit, merge.patch())
                : Mono.just(edit.conflict(base, patch));
    }

    private Mono<Outcome<EditReceipt, EventContents>> write(Operation operation, Update edit, EventPatch patch) {
        var problems = new Problems();
        var plan = edit.plan(patch, problems);
        return plan == null
                ? Mono.just(Outcome.refused(problems.found()))
                : plans.write(operation, plan, receipt(edit.found(), plan));
    }

    /** An update of what was found. */
    private record Update(Found.Event found, OverridePolicy policy, EditContext context) {

        @Nullable EditPlan plan(EventPatch patch, Problems problems) {
            return new SeriesEdit(found.contents(), context)
                    .update(found.scope(), found.slot(), policy, patch, problems);
        }

        Outcome<EditReceipt, EventContents> conflict(@Nullable EventContents base, EventPatch patch) {
            var plan = plan(patch, new Problems());
            var yours = plan == null ? null : plan.steps().getFirst().after();
            List<String> fields = yours == null ? List.of() : yours.differences(found.contents());
            return EventEdits.conflict(found.contents(), base, yours, fields);
        }
    }

    /** Deletes an event, or what the target's scope reaches of a series. */
    public Mono<Outcome<EditReceipt, EventContents>> delete(
            Viewer viewer, Repeatable request, EditTarget target, @Nullable Integer ifVersion) {
        return edit(viewer, request, target, (operation, found) -> {
            var stored = found.contents();
            if (conflicts(stored, ifVersion)) {
                return Mono.just(conflict(stored, null, null, List.of()));
            }
            var plan = new SeriesEdit(stored, context(viewer, operation, found, stored.reminders()))
                    .delete(found.scope(), found.slot());
            return plans.write(operation, plan, receipt(found, plan));
        });
    }

    private Mono<Outcome<EditReceipt, EventContents>> edit(
            Viewer viewer,
            Repeatable request,
            EditTarget target,
            BiFunction<Operation, Found.Event, Mono<Outcome<EditReceipt, EventContents>>> work) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                EditReceipt.class,
                operation -> series.find(viewer, target).flatMap(found -> switch (found) {
                    case Found.Not(var problem) -> Mono.just(Outcome.refused(problem));
                    case Found.Event event -> work.apply(operation, event);
                }));
    }

    private EditContext context(
            Viewer viewer, Operation operation, Found.Event found, List<Reminder> clearedReminders) {
        var zone = found.membership().calendar().timeZone();
        return new EditContext(viewer.userId(), clearedReminders, zone, rules, ids::next, operation.at());
    }

    private static boolean conflicts(EventContents stored, @Nullable Integer ifVersion) {
        return ifVersion != null && ifVersion != stored.event().version();
    }

    private static Outcome<EditReceipt, EventContents> conflict(
            EventContents stored, @Nullable EventContents base, @Nullable EventContents yours, List<String> fields) {
        return Outcome.conflict(stored.event().version(), new Conflict<>(base, yours, stored, fields));
    }

    private static EditReceipt receipt(Found.Event found, EditPlan plan) {
        var after = plan.steps().getFirst().after();
        var stored = found.contents().event();
        var slot = found.slot();
        var key = slot == null ? null : new OccurrenceKey(stored.rootId(), slot);
        if (after == null) {
            return new EditReceipt(null, stored.id(), key);
        }
        var event = after.event();
        if (slot != null && !event.rootId().equals(stored.rootId())) {
            var shift = Duration.between(stored.time().start(), event.time().start());
            key = new OccurrenceKey(event.rootId(), stored.originalStart(slot).plus(shift));
        }
        return new EditReceipt(event.id(), null, key);
    }
}
