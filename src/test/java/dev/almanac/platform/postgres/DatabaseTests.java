package dev.almanac.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.request.Deadline;
import dev.almanac.platform.request.DeadlinePassedException;
import dev.almanac.server.Await;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the pools, transactions and deadlines do when something goes wrong between the server and PostgreSQL. */
class DatabaseTests {

    private static final Duration SOON = Duration.ofMillis(300);

    private final TestPools pools = new TestPools(4, Duration.ofSeconds(2));
    private final Database database = pools.database;
    private final String table = "t" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void makeATable() {
        Await.done(database.update("create table " + table + " (id int primary key deferrable initially deferred)"));
    }

    @AfterEach
    void dropIt() {
        Await.done(database.update("drop table if exists " + table));
        pools.close();
    }

    @Test
    @Tag("C30")
    void aStatementOfALateRequestIsCancelledInTheDatabase() {
        assertThatThrownBy(() -> Await.done(Deadline.within(SOON, sleep().then())))
                .isInstanceOf(DeadlinePassedException.class);
        assertIdle();
        assertThat(pools.stopped).hasValue(1);
        assertThat(rows()).isZero();
    }

    @Test
    @Tag("C30")
    void whatWasStoppedIsGoneWithinASecondAndItsConnectionIsGivenToNobody() {
        try (var single = new TestPools(1, Duration.ofSeconds(2), Duration.ofSeconds(60)).warm()) {
            int before = Await.value(pid(single).single());
            long start = System.nanoTime();
            assertThatThrownBy(() -> Await.done(Deadline.within(
                            SOON,
                            single.database
                                    .query("select pg_sleep(60), '" + table + "'", _ -> 1)
                                    .then())))
                    .isInstanceOf(DeadlinePassedException.class);
            assertIdle();
            assertThat(System.nanoTime() - start).isLessThan(SOON.plusSeconds(1).toNanos());
            assertThat(Await.value(pid(single).single())).isNotEqualTo(before);
        }
    }

    private static Connection unwrapped(Connection pooled) {
        return (Connection) Objects.requireNonNull(((Wrapped<?>) pooled).unwrap());
    }

    private static int pid(Connection connection) {
        return Await.value(Flux.from(
                        connection.createStatement("select pg_backend_pid()").execute())
                .concatMap(result -> result.map((row, _) -> Rows.required(row, 0, Integer.class)))
                .single());
    }

    private static Flux<Integer> pid(TestPools pools) {
        return pools.database.query(
                "select pg_backend_pid() from pg_sleep(0.2)", row -> Rows.required(row, 0, Integer.class));
    }

    @Test
    @Tag("C30")
    void aStatementIsNotSentInATransactionThatIsLate() {
        var sent = new AtomicInteger();
        assertThatThrownBy(() -> Await.done(Deadline.within(
                        SOON,
                        database.inTransaction(() -> insert(1)
                                .onErrorComplete()
                                .then(Mono.delay(SOON.multipliedBy(2)))
                                .then(insert(2).doOnSuccess(_ -> sent.incrementAndGet()))))))
                .isInstanceOf(DeadlinePassedException.class);
        assertIdle();
        assertThat(sent).hasValue(0);
        assertThat(rows()).isZero();
    }

    @Test
    @Tag("C30")
    void aConnectionThatComesTooLateIsGivenBack() {
        try (var single = new TestPools(1, Duration.ofSeconds(5)).warm()) {
            Disposable holder =
                    single.database.query("select pg_sleep(1)", _ -> 1).subscribe();
            Await.until(() -> single.metrics().acquiredSize() == 1);
            assertThatThrownBy(() -> Await.done(Deadline.within(
                            SOON,
                            Mono.deferContextual(context -> Mono.fromFuture(single.database
                                    .update("select 1")
                                    .contextWrite(context)
                                    .toFuture())))))
                    .isInstanceOf(DeadlinePassedException.class);
            Await.until(holder::isDisposed);
            assertThat(Await.value(pid(single).single())).isPositive();
        }
    }

    /** In the midst of the driver's work, and between two statements. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("D18")
    void whatIsTornByAFatalErrorIsGivenBackWhenItsTimeIsOver(boolean inTheDriver) {
        try (var single = new TestPools(1, Duration.ofSeconds(5)).warm()) {
            int before = Await.value(pid(single).single());
            Mono<Integer> torn = inTheDriver
                    ? single.database.query("select 1", _ -> overflow()).single()
                    : Mono.delay(Duration.ofMillis(1)).map(_ -> overflow());
            assertThatThrownBy(() -> Await.done(
                            Deadline.within(SOON, asTheEngineDoes(single.database.inTransaction(() -> torn)))))
                    .isInstanceOf(DeadlinePassedException.class);
            Await.until(() -> single.metrics().acquiredSize() == 0);
            assertThat(Await.value(pid(single).single())).as("a new connection").isNotEqualTo(before);
        }
    }

    private static int overflow() {
        throw new StackOverflowError("planted");
    }

    @Test
    @Tag("D8")
    void whoWaitsTooLongOrBehindTooManyIsSentAway() {
        try (var single = new TestPools(1, Duration.ofMillis(300)).warm()) {
            Disposable holder =
                    single.database.query("select pg_sleep(2)", _ -> 1).subscribe();
            Await.until(() -> single.metrics().acquiredSize() == 1);
            assertThatThrownBy(() -> Await.done(single.database.update("select 1")))
                    .isInstanceOf(R2dbcTimeoutException.class);
            var refused = Await.value(Flux.range(0, TestPools.PENDING + 1)
                    .flatMap(
                            _ -> single.database
                                    .update("select 1")
                                    .map(Object::toString)
                                    .onErrorResume(
                                            error -> Mono.just(error.getClass().getSimpleName())),
                            TestPools.PENDING + 1)
                    .collectList());
            assertThat(refused).contains("PoolAcquirePendingLimitException");
            Await.until(holder::isDisposed);
        }
    }

    @Test
    @Tag("C30")
    void aTransactionOfALateRequestIsRolledBack() {
        assertThatThrownBy(() -> Await.done(Deadline.within(
                        SOON, database.inTransaction(() -> insert(1).then(sleep().then())))))
                .isInstanceOf(DeadlinePassedException.class);
        assertIdle();
        assertThat(rows()).isZero();
    }

    @Test
    @Tag("C30")
    void theDatabaseEndsAStatementByItself() {
        try (var strict = new TestPools(1, Duration.ofSeconds(2), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> Await.done(strict.database.query("select pg_sleep(60)", _ -> 1)))
                    .satisfies(error -> assertThat(state(error)).isEqualTo("57014"));
        }
    }

    @Test
    @Tag("D9")
    void whenTheCallerGoesAReadEndsAndATransactionIsFinished() {
        Disposable read = Deadline.within(Duration.ofMinutes(1), sleep().then()).subscribe();
        Await.until(() -> running() == 1);
        read.dispose();
        assertIdle();

        Disposable write = Deadline.within(
                        Duration.ofMinutes(1),
                        asTheEngineDoes(database.inTransaction(() -> insert(1).then(sleep(1).then()))))
                .subscribe();
        Await.until(() -> running() == 1);
        write.dispose();
        Await.until(() -> rows() == 1);
        assertIdle();
    }

    @Test
    @Tag("D9")
    void aThousandCancelledQueriesLeaveNothingBehind() {
        int last = Await.value(Flux.range(0, 1000)
                .flatMap(
                        n -> database.query("select generate_series(1, 5000)", _ -> 1)
                                .take(n % 7)
                                .timeout(Duration.ofMillis(n % 11), Flux.empty())
                                .then(Mono.just(n)),
                        16)
                .last());
        assertThat(last).isNotNegative();
        assertIdle();
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    @Tag("D5")
    void aTransactionThatFailsOnOthersRunsAgainWhole(String state) {
        var runs = new AtomicInteger();
        Await.done(database.inTransaction(
                () -> insert(runs.incrementAndGet()).then(runs.get() <= Repeats.MOST ? fail(state) : Mono.empty())));
        assertThat(runs).hasValue(Repeats.MOST + 1);
        assertThat(pools.repeated).hasValue(Repeats.MOST);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    @Tag("D5")
    void itFailsWhenItFailsOnOthersOnceMore() {
        var runs = new AtomicInteger();
        assertThatThrownBy(() -> Await.done(database.inTransaction(
                        () -> insert(runs.incrementAndGet()).then(fail("40001")))))
                .satisfies(error -> assertThat(state(error)).isEqualTo("40001"));
        assertThat(runs).hasValue(Repeats.MOST + 1);
        assertThat(rows()).isZero();
    }

    @Test
    @Tag("D5")
    void anyOtherFailureIsNotRepeated() {
        var runs = new AtomicInteger();
        assertThatThrownBy(() -> Await.done(database.inTransaction(
                        () -> insert(runs.incrementAndGet()).then(fail("23505")))))
                .satisfies(error -> assertThat(state(error)).isEqualTo("23505"));
        assertThat(runs).hasValue(1);
    }

    @Test
    @Tag("D6")
    void anErrorAtCommitIsAFailure() {
        assertThatThrownBy(
                        () -> Await.done(database.inTransaction(() -> insert(1).then(insert(1)))))
                .satisfies(error -> assertThat(state(error)).isEqualTo("23505"));
        assertThat(rows()).isZero();
        assertIdle();
    }

    @Test
    @Tag("D6")
    void aCommitThatRollsBackIsAFailure() {
        assertThatThrownBy(() -> Await.done(database.inTransaction(
                        () -> insert(1).then(fail("P0001").onErrorComplete()))))
                .isInstanceOf(R2dbcException.class);
        assertThat(rows()).isZero();
        assertIdle();
    }

    @Test
    @Tag("D8")
    void fiveHundredCallersShareFourConnections() {
        long served = Await.value(Flux.range(0, 500)
                .flatMap(
                        n -> database.inTransaction(() -> insert(n)
                                        .then(database.inTransaction(() -> insert(1000 + n)))
                                        .then(Mono.just(n)))
                                .onErrorResume(R2dbcException.class, _ -> Mono.empty()),
                        500)
                .count());
        assertIdle();
        assertThat(rows()).isEqualTo(2 * served);
        assertThat(served).isPositive();
    }

    @Test
    @Tag("D8")
    void aTransactionInsideAnotherIsPartOfItAndTakesNoConnection() {
        try (var single = new TestPools(1, Duration.ofMillis(300)).warm()) {
            var inside = single.database;
            Await.done(inside.inTransaction(() -> insert(inside, 1)
                    .then(inside.inTransaction(() -> insert(inside, 2).then(insert(inside, 3)), _ -> false))));
            assertThat(rows()).isEqualTo(3);
            assertThatThrownBy(() -> Await.done(inside.inTransaction(
                            () -> inside.inTransaction(() -> insert(inside, 4)).then(fail(inside, "P0001")))))
                    .satisfies(error -> assertThat(state(error)).isEqualTo("P0001"));
            assertThat(rows()).isEqualTo(3);
        }
    }

    @Test
    @Tag("D1")
    void aConnectionThatDiedInThePoolCostsNoRequest() {
        var pooled = Await.value(
                Flux.range(0, 4).flatMap(_ -> pools.requests.create()).collectList());
        var own = pooled.stream().map(DatabaseTests::unwrapped).toList();
        var pids = pooled.stream().map(DatabaseTests::pid).toArray(Integer[]::new);
        pooled.forEach(connection -> Await.done(connection.close()));
        Await.done(
                Database.asJob(database.query("select pg_terminate_backend(p) from unnest($1) p", _ -> 1, (Object) pids)
                        .then()));
        // Until the driver has heard of it.
        Await.until(() -> own.stream()
                .noneMatch(connection -> Await.value(Mono.from(connection.validate(ValidationDepth.LOCAL)))));
        assertThat(rows()).isZero();
        assertThat(Await.value(Flux.range(0, 20).flatMap(_ -> sleep(0), 4).count()))
                .isEqualTo(20);
    }

    @Test
    @Tag("D8")
    void jobsHaveConnectionsOfTheirOwn() {
        try (var single = new TestPools(1, Duration.ofMillis(300)).warm()) {
            Disposable holder =
                    single.database.query("select pg_sleep(1)", _ -> 1).subscribe();
            Await.until(() -> single.metrics().acquiredSize() == 1);
            assertThat(Await.value(Database.asJob(single.database.update("select 1"))))
                    .isNotNull();
            assertThat(holder.isDisposed()).isFalse();
            Await.until(holder::isDisposed);
        }
    }

    @Test
    @Tag("D5")
    void aStatementWaitsForALockOnlySoLong() {
        var lock = database.update("lock table " + table + " in access exclusive mode");
        var runs = new AtomicInteger();
        try (var other = new TestPools(1, Duration.ofSeconds(2))) {
            Await.done(database.inTransaction(() -> lock.then(other.database
                    .update("insert into " + table + " values (1)")
                    .onErrorResume(error -> {
                        assertThat(state(error)).isEqualTo("55P03");
                        runs.incrementAndGet();
                        return Mono.just(0L);
                    })
                    .contextWrite(context -> context.delete(Database.class)))));
        }
        assertThat(runs).hasValue(1);
    }

    /** The work is a future, which nobody cancels. */
    private static <T> Mono<T> asTheEngineDoes(Mono<T> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
    }

    private Mono<Long> insert(int id) {
        return insert(database, id);
    }

    private Mono<Long> insert(Database into, int id) {
        return into.update("insert into " + table + " values ($1)", id);
    }

    private Flux<Integer> sleep() {
        return sleep(60);
    }

    private Flux<Integer> sleep(int seconds) {
        return database.query("select pg_sleep($1), '" + table + "'", _ -> 1, (double) seconds);
    }

    private Mono<Long> fail(String state) {
        return fail(database, state);
    }

    private static Mono<Long> fail(Database in, String state) {
        return in.update("do $$ begin raise exception 'planted' using errcode = '" + state + "'; end $$");
    }

    private long rows() {
        return count("select count(*) from " + table);
    }

    /** Statements of this test that the database is at. */
    private long running() {
        return count("select count(*) from pg_stat_activity where state <> 'idle' and query like 'select pg_sleep%"
                + table + "%'");
    }

    private long count(String sql) {
        return Await.value(Database.asJob(
                database.query(sql, row -> Rows.required(row, 0, Long.class)).single()));
    }

    private void assertIdle() {
        Await.until(() -> running() == 0);
        Await.until(() -> pools.metrics().acquiredSize() == 0);
    }

    private static String state(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database) {
                return String.valueOf(database.getSqlState());
            }
        }
        return "none";
    }
}
