package dev.almanac.change;

import java.time.Instant;
import java.util.UUID;

/**
 * What the changes of one write have in common.
 *
 * @param id ties them together, also across streams
 * @param at when, to the microsecond; also what the entities' own timestamps are set to
 * @param actor the person who did it
 * @param source by what means
 */
public record Operation(UUID id, Instant at, UUID actor, Source source) {

    /** By what means something was changed. */
    public enum Source {
        API,
        IMPORT,
        SIGN_IN,
        SAMPLE
    }
}
