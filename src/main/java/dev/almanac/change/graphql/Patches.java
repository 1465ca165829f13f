package dev.almanac.change.graphql;

import dev.almanac.change.Patch;
import org.springframework.graphql.data.ArgumentValue;

/** What an update says of its fields. */
public final class Patches {

    private Patches() {}

    /** The field's value, whether it was left out or is null. */
    public static <T> Patch<T> of(ArgumentValue<T> argument) {
        return argument.isOmitted() ? Patch.absent() : Patch.of(argument.value());
    }
}
