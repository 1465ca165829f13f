package dev.almanac.event.edit;

import dev.almanac.event.EventContents;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client had seen when it asked for an edit.
 *
 * @param event which event an edit was previewed on; null: it was not previewed
 * @param version of the event; null: the client does not say
 */
public record Basis(@Nullable UUID event, @Nullable Integer version) {

    /** Whether this is what is stored now. */
    boolean holds(EventContents stored) {
        return (event == null || event.equals(stored.event().id()))
                && (version == null || version == stored.event().version());
    }

    /** Whether the edit may be merged with what was done since: what was previewed is what is done, or nothing. */
    boolean mergeable() {
        return event == null && version != null;
    }
}
