package dev.almanac.event.edit.graphql;

import org.jspecify.annotations.Nullable;

/** The schema's type of this name. */
record MoveEventInput(
        String id,
        String calendarId,
        @Nullable Integer ifVersion,
        @Nullable String previewToken) {}
