package dev.almanac.platform.request;

import org.jspecify.annotations.Nullable;

/** The time for a request ran out, or nobody waits for its answer any more. What it had begun was stopped. */
public final class DeadlinePassedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeadlinePassedException() {
        this(null);
    }

    /** @param cause how the work ended that was stopped */
    public DeadlinePassedException(@Nullable Throwable cause) {
        super("The time for the request ran out", cause);
    }
}
