package dev.almanac.change;

import java.time.Instant;
import java.util.UUID;

/**
 * What the changes of one write have in common.
 *
 * @param id ties them together, also across streams
 * @param at when, to the microsecond; also what the entities' own timestamps are set to
 * @param actor the person who did it, or {@link #SERVER}
 * @param source by what means
 */
public record Operation(UUID id, Instant at, UUID actor, Source source) {

    /** The actor of what nobody did but the server itself: no person has this id. */
    public static final UUID SERVER = new UUID(0, 0);

    /** By what means something was changed. */
    public enum Source {
        API,
        IMPORT,
        SIGN_IN,
        SAMPLE,
        /** Nobody's: other rules of time zones moved what happens. */
        ZONE_DATA
    }
}
