package dev.almanac.platform.job;

/** Has work begin that somebody waits for. */
@FunctionalInterface
public interface JobWaking {

    /**
     * Has a job run soon instead of when it is due. It answers at once, and where it cannot be done, or the job runs just now, nothing
     * happens: the job is run when it is due.
     */
    void wake(String job);
}
