package dev.almanac.event.edit.graphql;

import dev.almanac.event.edit.EditTarget;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceId;
import dev.almanac.event.plan.EditScope;
import dev.almanac.platform.id.TypedId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what an edit speaks of. */
final class Targets {

    private Targets() {}

    /** The event or occurrence that the id names, or null where it is no id of either. */
    static @Nullable EditTarget of(String id, @Nullable EditScope scope) {
        UUID event = TypedId.parse(EventNode.PREFIX, id);
        if (event != null) {
            return new EditTarget.OfEvent(event, scope);
        }
        var key = OccurrenceId.parse(id);
        return key == null ? null : new EditTarget.OfOccurrence(key, scope);
    }
}
