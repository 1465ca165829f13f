package dev.almanac.category.graphql;

import dev.almanac.category.Category;
import dev.almanac.change.Conflict;
import dev.almanac.platform.id.TypedId;
import org.jspecify.annotations.Nullable;

/** The schema's {@code Category}. */
record CategoryNode(String id, String name, String color, int version) {

    static final String PREFIX = "cat";

    static CategoryNode of(Category category) {
        return new CategoryNode(
                TypedId.format(PREFIX, category.id()), category.name(), category.color(), category.version());
    }

    static @Nullable Conflict<CategoryNode> of(@Nullable Conflict<Category> conflict) {
        if (conflict == null) {
            return null;
        }
        var base = conflict.base();
        var yours = conflict.yours();
        return new Conflict<>(
                base == null ? null : of(base),
                yours == null ? null : of(yours),
                of(conflict.theirs()),
                conflict.fields());
    }
}
