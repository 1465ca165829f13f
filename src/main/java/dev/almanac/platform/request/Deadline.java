package dev.almanac.platform.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Until when a request's work may go on, and how it is stopped.
 *
 * <p>Cancelling a publisher stops nothing that matters: the engine's fetchers are futures that nobody cancels, the driver reads a
 * cancelled statement to its end, and a time-out operator around a transaction leaves its connection in an unknown state. So work
 * that holds something (a connection) registers here while it holds it. When the time is over it is told to {@link Work#stop},
 * which makes it fail by itself: a statement is cancelled in the database, and its transaction rolls back as after any other
 * error. What has still not ended {@value #GRACE_MILLIS} ms later is told to {@link Work#destroy}: then nothing answers at the
 * other end. After that time the request is answered whatever its work does.
 *
 * <p>A request whose caller has gone is {@linkplain #abandon abandoned}: what only reads is stopped at once, a transaction that
 * has begun goes on to its end, if that comes before the time is over, and nothing new begins.
 */
public final class Deadline {

    static final long GRACE_MILLIS = 500;

    /** Work that can be stopped. Its methods return at once, and may be called after it has ended. */
    public interface Work {

        /** Whether it goes on when only the caller has gone. */
        boolean outlivesCaller();

        /** Ask it to end by an error. */
        void stop();

        /** End it without asking. */
        void destroy();
    }

    private enum State {
        OPEN,
        ABANDONED,
        PASSED
    }

    private final Set<Work> running = new HashSet<>();
    private final Sinks.Empty<Void> overdue = Sinks.empty();
    private State state = State.OPEN;

    private Deadline() {}

    /** The deadline of the request that this context belongs to; null outside of one. */
    public static @Nullable Deadline of(ContextView context) {
        return context.getOrDefault(Deadline.class, null);
    }

    /**
     * Runs the work, which finds its deadline in the Reactor context. Ends in a {@link DeadlinePassedException} when the work
     * has neither ended by itself nor by being stopped; it may then still be running.
     *
     * @param time that the whole request has: what parts of it took that had a deadline before is taken off
     */
    public static <T> Mono<T> within(Duration time, Mono<T> work) {
        return Mono.deferContextual(request -> {
            var deadline = new Deadline();
            var spent = TimeSpent.of(request);
            long start = System.nanoTime();
            Disposable timer = later(spent.left(time.toNanos()), TimeUnit.NANOSECONDS, deadline::pass);
            return work.contextWrite(context -> context.put(Deadline.class, deadline))
                    .timeout(deadline.overdue.asMono(), Mono.error(DeadlinePassedException::new))
                    .doOnCancel(deadline::abandon)
                    // Not when it is cancelled: what outlives its caller has no more time than before.
                    .doOnTerminate(() -> {
                        timer.dispose();
                        spent.add(System.nanoTime() - start);
                    });
        });
    }

    /**
     * Values that a caller takes as they come. A connection that breaks cancels them before it cancels the request itself, so where they
     * are cancelled the request is abandoned first: what runs for them would be given back still running.
     */
    public static <T> Flux<T> whileTaken(Flux<T> values) {
        return Flux.deferContextual(context -> {
            Deadline deadline = of(context);
            return deadline == null ? values : values.doOnCancel(deadline::abandon);
        });
    }

    /** Whether the time is over. */
    public synchronized boolean isPassed() {
        return state == State.PASSED;
    }

    /**
     * Registers work that begins.
     *
     * @throws DeadlinePassedException where none may begin any more
     */
    public synchronized void begin(Work work) {
        if (state != State.OPEN) {
            throw new DeadlinePassedException();
        }
        running.add(work);
    }

    /** Takes back the registration of work that has ended. */
    public synchronized void end(Work work) {
        running.remove(work);
    }

    private void abandon() {
        end(State.ABANDONED);
    }

    private void pass() {
        end(State.PASSED);
        later(2 * GRACE_MILLIS, TimeUnit.MILLISECONDS, overdue::tryEmitEmpty);
    }

    private void end(State reached) {
        synchronized (this) {
            if (state.compareTo(reached) >= 0) {
                return;
            }
            state = reached;
        }
        List<Work> stopped = running(reached);
        stopped.forEach(Work::stop);
        if (!stopped.isEmpty()) {
            later(GRACE_MILLIS, TimeUnit.MILLISECONDS, () -> running(reached).forEach(Work::destroy));
        }
    }

    /** A copy: work that is told to end takes itself out. */
    private synchronized List<Work> running(State reached) {
        List<Work> copy = new ArrayList<>(running);
        if (reached == State.ABANDONED) {
            copy.removeIf(Work::outlivesCaller);
        }
        return copy;
    }

    private static Disposable later(long time, TimeUnit unit, Runnable task) {
        return Schedulers.parallel().schedule(task, time, unit);
    }
}
