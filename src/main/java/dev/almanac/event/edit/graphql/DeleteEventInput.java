package dev.almanac.event.edit.graphql;

import dev.almanac.event.plan.EditScope;
import org.jspecify.annotations.Nullable;

/** The schema's type of this name. */
record DeleteEventInput(
        String id,
        @Nullable Integer ifVersion,
        @Nullable EditScope scope,
        @Nullable String previewToken) {}
