package dev.almanac.event.edit;

import dev.almanac.event.plan.EventPatch;
import dev.almanac.event.plan.OverridePolicy;
import java.util.UUID;

/** What a client wants done to an event. */
public sealed interface EventChange {

    EditTarget target();

    /** Changes what the target's scope reaches. */
    record Update(EditTarget target, OverridePolicy overrides, EventPatch patch) implements EventChange {}

    /** Deletes what the target's scope reaches. */
    record Delete(EditTarget target) implements EventChange {}

    /** Puts an event into another calendar. It keeps its id, and its occurrences theirs. */
    record Move(EditTarget.OfEvent target, UUID calendar) implements EventChange {}
}
