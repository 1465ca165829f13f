package dev.almanac.category;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What colour a name has for a person.
 *
 * @param ownColor {@code #rrggbb}; null: the default palette's
 */
public record Category(UUID id, String name, @Nullable String ownColor, int version) {

    public String color() {
        return ownColor == null ? Palette.color(name) : ownColor;
    }
}
