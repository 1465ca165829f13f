package dev.almanac.platform.job;

import reactor.core.publisher.Mono;

/** A virtual thread of the engine, which has nothing to do until its job is done: here alone a job is waited for. */
final class JobThread {

    private JobThread() {}

    /** An interrupt, which is how the engine breaks off what does not end, cancels the work. */
    static void await(Mono<?> work) {
        try {
            work.block();
        } finally {
            // The engine has still to write down what became of the run.
            Thread.interrupted();
        }
    }
}
