package dev.almanac.change.graphql;

import dev.almanac.change.Problem;
import dev.almanac.platform.id.TypedId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the ids of an input; one of another form or kind is a problem that is found before anything is looked up. */
public final class InputIds {

    private static final UUID NONE = new UUID(0, 0);

    private final List<Problem> problems = new ArrayList<>();

    /** The id of this type; where it is none, any id, and a problem. */
    public UUID required(String prefix, String id, String... path) {
        UUID uuid = TypedId.parse(prefix, id);
        if (uuid == null) {
            problems.add(new Problem("INVALID_ID", "This is no id of the form " + prefix + "_….", List.of(path)));
            return NONE;
        }
        return uuid;
    }

    /** As {@link #required}; null where there is none. */
    public @Nullable UUID optional(String prefix, @Nullable String id, String... path) {
        return id == null ? null : required(prefix, id, path);
    }

    public boolean valid() {
        return problems.isEmpty();
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }
}
