package dev.almanac.platform.postgres;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which failures of a transaction mean that nothing is wrong with it but its moment, and how long to wait before it begins anew.
 * PostgreSQL has rolled it back by then, so all of it runs again.
 */
final class Repeats {

    /** How often at most. */
    static final int MOST = 3;

    private static final long FIRST_PAUSE_MILLIS = 20;

    /** serialization_failure, deadlock_detected, lock_not_available. */
    private static final Set<String> STATES = Set.of("40001", "40P01", "55P03");

    private Repeats() {}

    /** The SQLSTATE of such a failure, else null. */
    static @Nullable String state(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database) {
                String state = database.getSqlState();
                return state != null && STATES.contains(state) ? state : null;
            }
        }
        return null;
    }

    /**
     * The pause before a repetition: doubled each time, and at random between half and the whole of that, so that two which met do not
     * meet again.
     *
     * @param repetition from 0
     */
    static Duration pause(int repetition) {
        long most = FIRST_PAUSE_MILLIS << repetition;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }
}
