package dev.almanac.platform.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.server.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

@Tag("C30")
class DeadlineTests {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration FAR = Duration.ofMinutes(1);

    /** Work that writes down what it is told, and ends where it is told to, if it obeys. */
    private static final class Recorded implements Deadline.Work {

        private final List<String> told = new CopyOnWriteArrayList<>();
        private final Sinks.Empty<Void> end = Sinks.empty();
        private final AtomicReference<Deadline> deadline = new AtomicReference<>();
        private final boolean transaction;
        private final String obeys;

        Recorded(boolean transaction, String obeys) {
            this.transaction = transaction;
            this.obeys = obeys;
        }

        Mono<Void> run() {
            return Mono.deferContextual(context -> {
                Deadline own = Deadline.of(context);
                if (own != null) {
                    deadline.set(own);
                    own.begin(this);
                }
                return end.asMono();
            });
        }

        private void told(String what) {
            told.add(what);
            if (what.equals(obeys)) {
                deadline.get().end(this);
                end.tryEmitError(new IllegalStateException(what));
            }
        }

        @Override
        public boolean outlivesCaller() {
            return transaction;
        }

        @Override
        public void stop() {
            told("stop");
        }

        @Override
        public void destroy() {
            told("destroy");
        }
    }

    private static void done(Publisher<?> work) {
        Await.done(work);
    }

    @Test
    void workThatEndsInTimeIsNotDisturbed() {
        var work = new Recorded(false, "stop");
        work.end.tryEmitEmpty();
        done(Deadline.within(SOON, work.run()));
        done(Mono.delay(SOON.multipliedBy(2)));
        assertThat(work.told).isEmpty();
        assertThat(work.deadline.get().isPassed()).isFalse();
    }

    @Test
    void lateWorkIsStoppedAndItsOwnErrorIsTheAnswer() {
        var work = new Recorded(false, "stop");
        assertThatThrownBy(() -> done(Deadline.within(SOON, work.run()))).hasMessage("stop");
        assertThat(work.deadline.get().isPassed()).isTrue();
        done(Mono.delay(Duration.ofMillis(2 * Deadline.GRACE_MILLIS)));
        assertThat(work.told).containsExactly("stop");
    }

    @Test
    void workThatDoesNotStopIsDestroyed() {
        var work = new Recorded(true, "destroy");
        assertThatThrownBy(() -> done(Deadline.within(SOON, work.run()))).hasMessage("destroy");
        assertThat(work.told).containsExactly("stop", "destroy");
    }

    @Test
    void whateverTheWorkDoesTheRequestIsAnswered() {
        var work = new Recorded(true, "nothing");
        long start = System.nanoTime();
        assertThatThrownBy(() -> done(Deadline.within(SOON, work.run()))).isInstanceOf(DeadlinePassedException.class);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(SOON.toMillis() + 2 * Deadline.GRACE_MILLIS - 20);
        assertThat(work.told).containsExactly("stop", "destroy");
    }

    @Test
    void nothingBeginsAfterTheTime() {
        var work = new Recorded(false, "stop");
        assertThatThrownBy(() -> done(Deadline.within(SOON, work.run()))).hasMessage("stop");
        assertThatThrownBy(() -> work.deadline.get().begin(new Recorded(false, "stop")))
                .isInstanceOf(DeadlinePassedException.class);
    }

    @Test
    void whatOnePartOfARequestTookTheNextHasNoMore() {
        var spent = new TimeSpent();
        spent.add(FAR.toNanos());
        assertThatThrownBy(() -> done(Deadline.within(FAR, Mono.never()).contextWrite(of(spent))))
                .isInstanceOf(DeadlinePassedException.class);
    }

    @Test
    void eachPartOfARequestTakesOfItsTime() {
        var spent = new TimeSpent();
        var work = new Recorded(false, "stop");
        assertThatThrownBy(() -> done(Deadline.within(SOON, work.run()).contextWrite(of(spent))))
                .hasMessage("stop");
        done(Deadline.within(FAR, Mono.empty()).contextWrite(of(spent)));
        assertThat(spent.left(SOON.toNanos())).isZero();
        assertThat(spent.left(FAR.toNanos())).isPositive();
    }

    private static Context of(TimeSpent spent) {
        return Context.of(TimeSpent.class, spent);
    }

    @Test
    @Tag("D9")
    void whenTheCallerGoesWhatReadsIsStoppedAndNothingNewBegins() {
        var read = new Recorded(false, "stop");
        Disposable request = subscribe(FAR, read);
        request.dispose();
        assertThat(read.told).containsExactly("stop");
        assertThatThrownBy(() -> read.deadline.get().begin(read)).isInstanceOf(DeadlinePassedException.class);
    }

    @Test
    @Tag("D9")
    void aTransactionGoesOnWithoutItsCallerUntilItsTimeIsOver() {
        var transaction = new Recorded(true, "stop");
        Disposable request = subscribe(SOON, transaction);
        request.dispose();
        assertThat(transaction.told).isEmpty();
        Await.until(() -> transaction.told.equals(List.of("stop")));
    }

    /** As the engine does it: the work is a future, which nobody cancels. */
    private static Disposable subscribe(Duration time, Recorded work) {
        return Deadline.within(
                        time,
                        Mono.deferContextual(context -> Mono.fromFuture(
                                work.run().contextWrite(Context.of(context)).toFuture(), true)))
                .subscribe(_ -> {}, _ -> {});
    }
}
