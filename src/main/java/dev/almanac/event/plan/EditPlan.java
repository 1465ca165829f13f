package dev.almanac.event.plan;

import dev.almanac.event.EventContents;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an edit does: the events it touches as they were and as they will be. A value, so an edit can be shown before it is made, and
 * undone after.
 *
 * @param steps at most one for each event; what an edit speaks of comes first
 */
public record EditPlan(List<Step> steps) {

    /**
     * What becomes of one event.
     *
     * @param before null: it is made
     * @param after null: it is deleted
     */
    public record Step(
            @Nullable EventContents before, @Nullable EventContents after) {

        public boolean changes() {
            return !Objects.equals(before, after);
        }
    }

    public EditPlan {
        steps = List.copyOf(steps);
    }

    public static EditPlan of(Step... steps) {
        return new EditPlan(List.of(steps));
    }

    /** What puts everything back. */
    public EditPlan inverse() {
        return new EditPlan(steps.reversed().stream()
                .map(step -> new Step(step.after(), step.before()))
                .toList());
    }
}
