package dev.almanac.event.export;

import dev.almanac.event.EventContents;
import org.jspecify.annotations.Nullable;

/**
 * An event with all that belongs to it.
 *
 * @param firstPart the UID of the first part of its split series; null where it is that itself, or the viewer may not read that
 * @param nextPart the UID of the part that follows on it
 */
public record WholeEvent(
        EventContents contents,
        @Nullable String firstPart,
        @Nullable String nextPart) {}
