package dev.almanac.event.edit;

import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.edit.EditPlanning.Planned;
import dev.almanac.event.edit.EditedSeries.Found;
import dev.almanac.event.plan.EditPlan;
import dev.almanac.event.plan.PlanEffects;
import dev.almanac.platform.security.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Changes, deletes and moves events, and what a scope reaches of series; or tells what that would do. */
@Service
public class EventEdits {

    private final EditedSeries series;
    private final EditPlanning planning;
    private final PlanWriting plans;
    private final WritePath writes;
    private final Clock clock;

    EventEdits(EditedSeries series, EditPlanning planning, PlanWriting plans, WritePath writes, Clock clock) {
        this.series = series;
        this.planning = planning;
        this.plans = plans;
        this.writes = writes;
        this.clock = clock;
    }

    /** Does it. */
    public Mono<Outcome<EditReceipt, EventContents>> apply(
            Viewer viewer, Repeatable request, EventChange change, Basis basis) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                EditReceipt.class,
                operation -> series.lock(viewer, change.target()).flatMap(found -> switch (found) {
                    case Found.Not(var problem) -> Mono.just(Outcome.refused(problem));
                    case Found.Series event ->
                        planning.plan(viewer, operation.at(), event, change, basis)
                                .flatMap(planned -> write(operation, event, planned));
                }));
    }

    private Mono<Outcome<EditReceipt, EventContents>> write(Operation operation, Found.Series found, Planned planned) {
        return switch (planned) {
            case Planned.Refused(var problems) -> Mono.just(Outcome.refused(problems));
            case Planned.Conflicting(var conflict) ->
                Mono.just(Outcome.conflict(conflict.theirs().event().version(), conflict));
            case Planned.Ready(var plan) -> plans.write(operation, plan, receipt(found, plan));
        };
    }

    private static EditReceipt receipt(Found.Series found, EditPlan plan) {
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

    /**
     * What a change would do now.
     *
     * @param stored what it would be done to
     */
    public record Preview(EventContents stored, PlanEffects effects) {}

    /**
     * Tells what a change would do, and does nothing; what it refuses, the change would be refused for.
     *
     * @param from leaves out earlier occurrences; null: from the named one on, or from the series' first
     * @param most of each kind
     */
    public Mono<Outcome<Preview, EventContents>> preview(
            Viewer viewer, EventChange change, Basis basis, @Nullable Instant from, int most) {
        return series.read(viewer, change.target()).flatMap(found -> switch (found) {
            case Found.Not(var problem) -> Mono.just(Outcome.<Preview, EventContents>refused(problem));
            case Found.Series event ->
                planning.plan(viewer, clock.instant(), event, change, basis)
                        .map(planned -> previewed(event, planned, from, most));
        });
    }

    private static Outcome<Preview, EventContents> previewed(
            Found.Series found, Planned planned, @Nullable Instant from, int most) {
        return switch (planned) {
            case Planned.Refused(var problems) -> Outcome.refused(problems);
            case Planned.Conflicting(var conflict) ->
                Outcome.conflict(conflict.theirs().event().version(), conflict);
            case Planned.Ready(var plan) -> {
                var stored = found.contents();
                yield Outcome.done(new Preview(stored, PlanEffects.of(plan, start(found, from), most)));
            }
        };
    }

    /** The first slot to look at. */
    private static LocalDateTime start(Found.Series found, @Nullable Instant from) {
        var event = found.contents().event();
        if (from != null) {
            var zone = event.time().zone();
            return event.slot(LocalDateTime.ofInstant(from, zone == null ? ZoneOffset.UTC : zone));
        }
        var slot = found.slot();
        return slot == null ? LocalDateTime.of(1, 1, 1, 0, 0) : slot;
    }
}
