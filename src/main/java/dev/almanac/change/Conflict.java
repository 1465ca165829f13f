package dev.almanac.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edit that was based on another version than the stored one.
 *
 * @param base what it was based on; null where that is not known any more
 * @param yours what it would have made; null for a delete and where it cannot be made
 * @param theirs what is stored
 * @param fields the fields of the input in which yours and theirs differ
 */
public record Conflict<E>(@Nullable E base, @Nullable E yours, E theirs, List<String> fields) {

    public Conflict {
        fields = List.copyOf(fields);
    }
}
