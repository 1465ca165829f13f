package dev.almanac.event.edit;

import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.EventContents;
import dev.almanac.event.plan.EventDraft;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes and changes several events, in their order. */
@Service
public class EventBatchEdits {

    private static final int MOST = 50;

    private final EventService events;
    private final EventEdits edits;
    private final WritePath writes;

    EventBatchEdits(EventService events, EventEdits edits, WritePath writes) {
        this.events = events;
        this.edits = edits;
        this.writes = writes;
    }

    /** One of them. */
    public sealed interface Step {

        record Create(EventDraft draft) implements Step {}

        record Change(EventChange change, Basis basis) implements Step {}
    }

    /** What resulted, for each in its place. */
    public record Receipts(List<EditReceipt> receipts) {
        public Receipts {
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * Does all or none, in one transaction: each sees what those before it did. The problems of the first that is refused have its place in
     * their paths.
     */
    public Mono<Outcome<Receipts, EventContents>> atomically(Viewer viewer, Repeatable request, List<Step> steps) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                Receipts.class,
                _ -> Flux.fromIterable(steps)
                        .concatMap(step -> apply(viewer, Repeatable.once(request.field()), step))
                        .takeUntil(Refused.class::isInstance)
                        .collectList()
                        .map(EventBatchEdits::together));
    }

    private static Outcome<Receipts, EventContents> together(List<Outcome<EditReceipt, EventContents>> outcomes) {
        if (outcomes.getLast() instanceof Refused<EditReceipt, EventContents>(var problems, var conflict)) {
            var place = Integer.toString(outcomes.size() - 1);
            return new Refused<>(
                    problems.stream()
                            .map(problem -> problem.below("operations", place))
                            .toList(),
                    conflict);
        }
        return Outcome.done(new Receipts(outcomes.stream()
                .map(outcome -> ((Done<EditReceipt, EventContents>) outcome).receipt())
                .toList()));
    }

    /** Does one, in a transaction of its own unless it is part of another. */
    public Mono<Outcome<EditReceipt, EventContents>> apply(Viewer viewer, Repeatable request, Step step) {
        return switch (step) {
            case Step.Create(var draft) ->
                events.create(viewer, request, draft).map(outcome -> switch (outcome) {
                    case Done<UUID, EventContents> done ->
                        new Done<EditReceipt, EventContents>(
                                new EditReceipt(done.receipt(), null, null), done.changes());
                    case Refused<UUID, EventContents> refused ->
                        new Refused<EditReceipt, EventContents>(refused.problems(), refused.conflict());
                });
            case Step.Change(var change, var basis) -> edits.apply(viewer, request, change, basis);
        };
    }

    /** What is wrong with so many steps, if anything. */
    public static @Nullable Problem problem(int steps) {
        if (steps == 0) {
            return new Problem("INVALID_VALUE", "There is nothing to do.", List.of("operations"));
        }
        return steps > MOST ? new Problem("TOO_MANY", "At most " + MOST + " entries.", List.of("operations")) : null;
    }
}
