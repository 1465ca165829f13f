package dev.almanac.platform.job;

import static dev.almanac.server.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.almanac.server.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** When jobs run, and on which of several servers. */
@Tag("D25")
@ExtendWith(OutputCaptureExtension.class)
class JobEngineTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Servers servers = new Servers();
    private final TestClock.Settable clock = new TestClock.Settable();

    @AfterEach
    void stop() {
        servers.close();
    }

    private static RecurringJob counting(String name, AtomicInteger runs) {
        return new RecurringJob(name, HOUR, () -> Mono.just((long) runs.incrementAndGet()));
    }

    private void untilNothingIsDue() {
        until(() -> servers.number("SELECT count(*) FROM scheduled_tasks WHERE picked OR execution_time <= '%s'"
                        .formatted(clock.instant()))
                == 0);
    }

    private void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    @Test
    void ofTwoServersOneRunsEachJobEachTimeItIsDue() {
        servers.migrated();
        Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
        var all = new AtomicInteger();
        var jobs = IntStream.range(0, 20)
                .mapToObj(number -> "job-" + (char) ('a' + number))
                .map(name -> new RecurringJob(
                        name,
                        HOUR,
                        () -> Mono.fromSupplier(() -> {
                            runs.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
                            all.incrementAndGet();
                            return 1L;
                        })))
                .toList();
        var one = servers.start(clock, Servers.settings(), jobs);
        var other = servers.start(clock, Servers.settings(), jobs);
        until(() -> runs.size() == jobs.size());
        untilNothingIsDue();
        for (int round = 2; round <= 10; round++) {
            pass(HOUR);
            int wanted = round * jobs.size();
            until(() -> all.get() >= wanted);
            untilNothingIsDue();
        }
        one.stop();
        other.stop();
        assertThat(runs)
                .hasSize(20)
                .allSatisfy((name, count) -> assertThat(count).as(name).hasValue(10));
    }

    @Test
    void whatADeadServerHadTakenIsRunByAnother() {
        servers.migrated();
        servers.execute("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                VALUES ('taken', 'recurring', '2026-03-01T00:00:00Z', true, 'gone', '2026-03-01T00:00:00Z', 1)""");
        var runs = new AtomicInteger();
        servers.start(clock, Servers.settings(), List.of(counting("taken", runs)));
        // It looks for work by the clock, which has to go on.
        until(() -> {
            pass(Duration.ofMillis(20));
            return runs.get() == 1;
        });
    }

    @Test
    void aRunThatLastsLongerThanItsLeaseIsNotTakenFromAServerThatLives() {
        servers.migrated();
        var runs = new AtomicInteger();
        var release = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var job = new RecurringJob(
                "long",
                HOUR,
                () -> Mono.fromCallable(() -> {
                            runs.incrementAndGet();
                            ended.set(release.await(60, TimeUnit.SECONDS));
                            return 1L;
                        })
                        .subscribeOn(Schedulers.boundedElastic()));
        servers.start(Clock.systemUTC(), Servers.settings(), List.of(job));
        servers.start(Clock.systemUTC(), Servers.settings(), List.of(job));
        // Its lease is six heartbeats of 200 ms.
        until(() -> servers.number(
                        "SELECT count(*) FROM scheduled_tasks WHERE picked AND last_heartbeat > execution_time + interval '4 seconds'")
                == 1);
        release.countDown();
        until(() -> servers.number("SELECT count(*) FROM scheduled_tasks WHERE NOT picked AND last_success IS NOT NULL")
                == 1);
        assertThat(ended).isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void aJobThatFailsIsTriedAgainLaterAndLaterWhileTheOthersGoOn(CapturedOutput log) {
        servers.migrated();
        var good = new AtomicInteger();
        var poisoned = new AtomicInteger();
        var cured = new AtomicBoolean();
        var poison = new RecurringJob("poison", HOUR, () -> {
            poisoned.incrementAndGet();
            return cured.get() ? Mono.just(1L) : Mono.error(new IllegalStateException("poison " + poisoned));
        });
        servers.start(clock, Servers.settings(), List.of(poison, counting("good", good)));
        until(() -> poisoned.get() == 1 && good.get() == 1);
        untilNothingIsDue();
        for (int failures = 1; failures < 7; failures++) {
            assertThat(servers.number("""
                            SELECT extract(epoch FROM execution_time - '%s')::bigint FROM scheduled_tasks WHERE task_name = 'poison'""".formatted(clock.instant()))).isEqualTo(30L << (failures - 1));
            pass(Duration.ofSeconds(30L << (failures - 1)));
            int wanted = failures + 1;
            until(() -> poisoned.get() == wanted);
            untilNothingIsDue();
        }
        assertThat(good).hasValue(1);
        assertThat(servers.count("almanac.jobs.failures", "poison")).isEqualTo(7);
        for (int failure = 1; failure <= 7; failure++) {
            assertThat(log.getAll().split("poison " + failure + "\n", -1))
                    .as("failure %d in the log", failure)
                    .hasSize(2);
        }
        assertThat(log).contains("The job poison failed; it is tried again");
        cured.set(true);
        pass(HOUR);
        until(() -> poisoned.get() == 8 && good.get() == 2);
        untilNothingIsDue();
        assertThat(servers.number("SELECT consecutive_failures FROM scheduled_tasks WHERE task_name = 'poison'"))
                .isZero();
        assertThat(servers.count("almanac.jobs.failures", "poison")).isEqualTo(7);
        assertThat(servers.count("almanac.jobs.items", "poison")).isEqualTo(1);
        assertThat(servers.runs("poison")).isEqualTo(8);
        // The first run says that it dealt with one thing, the second with two.
        assertThat(servers.count("almanac.jobs.items", "good")).isEqualTo(3);
        assertThat(servers.runs("good")).isEqualTo(2);
    }

    @Test
    void theLongestPauseIsTheJobsOwnRhythm() {
        assertThat(JobEngine.pause(HOUR, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(JobEngine.pause(HOUR, 6)).isEqualTo(Duration.ofMinutes(32));
        assertThat(JobEngine.pause(HOUR, 7)).isEqualTo(HOUR);
        assertThat(JobEngine.pause(HOUR, 1_000)).isEqualTo(HOUR);
    }

    @Test
    void aRunHasItsTimeAndFailsAfterIt(CapturedOutput log) {
        servers.migrated();
        var settings = Servers.settings(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(100));
        servers.start(clock, settings, List.of(new RecurringJob("endless", HOUR, Mono::never)));
        until(() -> servers.number("SELECT coalesce(max(consecutive_failures), 0) FROM scheduled_tasks") == 1);
        assertThat(log).contains("The job endless failed");
    }

    @Test
    void aStopWaitsForWhatRuns() {
        servers.migrated();
        var release = new CountDownLatch(1);
        var begun = new AtomicInteger();
        var ended = new AtomicBoolean();
        var engine = servers.start(
                clock,
                Servers.settings(),
                List.of(new RecurringJob(
                        "slow",
                        HOUR,
                        () -> Mono.fromCallable(() -> {
                                    begun.incrementAndGet();
                                    ended.set(release.await(60, TimeUnit.SECONDS));
                                    return 1L;
                                })
                                .subscribeOn(Schedulers.boundedElastic()))));
        until(() -> begun.get() == 1);
        var stopped = new AtomicBoolean();
        engine.stop(() -> stopped.set(ended.get()));
        until(() -> !engine.isRunning());
        release.countDown();
        until(stopped::get);
        assertThat(servers.number("SELECT count(*) FROM scheduled_tasks WHERE NOT picked AND last_success IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void aStopBreaksOffWhatDoesNotEnd() {
        servers.migrated();
        var begun = new AtomicBoolean();
        var cancelled = new AtomicBoolean();
        var settings = Servers.settings(Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMinutes(5));
        var engine = servers.start(
                clock,
                settings,
                List.of(new RecurringJob(
                        "endless",
                        HOUR,
                        () -> Mono.<Long>never()
                                .doOnSubscribe(_ -> begun.set(true))
                                .doOnCancel(() -> cancelled.set(true)))));
        until(begun::get);
        engine.stop();
        until(cancelled::get);
        assertThat(servers.number("SELECT count(*) FROM scheduled_tasks WHERE NOT picked AND consecutive_failures = 1"))
                .isEqualTo(1);
    }

    @Test
    void jobsBeginWhenTheDatabaseIsReady() {
        var runs = new AtomicInteger();
        servers.start(clock, Servers.settings(), List.of(counting("early", runs)));
        servers.migrated();
        until(() -> runs.get() == 1);
    }

    @Test
    void twoJobsOfOneNameAreRefused() {
        var job = counting("one", new AtomicInteger());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobRuns(List.of(job, job), Servers.settings(), servers.meters))
                .withMessageContaining("one");
    }
}
