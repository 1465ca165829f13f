package dev.almanac.platform.postgres;

import dev.almanac.server.Await;
import dev.almanac.server.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with small pools of its own, and what it tells of itself. */
final class TestPools implements AutoCloseable, DatabaseListener {

    /** How many may wait for a connection. */
    static final int PENDING = 600;

    final ConnectionPool requests;
    final ConnectionPool jobs;
    final Database database;
    final AtomicInteger repeated = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();

    TestPools(int size, Duration acquire) {
        this(size, acquire, Duration.ofSeconds(5));
    }

    TestPools(int size, Duration acquire, Duration statement) {
        var settings = settings(TestDatabase.url());
        var pools = new Pools(DatabaseUrl.parse(settings.url()));
        requests = pools.requests(
                new DatabaseSettings.Requests(size, size, PENDING, acquire, statement, Duration.ofMillis(300)));
        jobs = pools.jobs(settings.jobs());
        database = new Database(requests, jobs, List.of(this));
    }

    /** With its connections open: to make one takes longer than some tests want anybody to wait. */
    TestPools warm() {
        Await.value(requests.warmup());
        return this;
    }

    static DatabaseSettings settings(String url) {
        return new DatabaseSettings(
                url,
                new DatabaseSettings.Requests(
                        2, 4, 1000, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(2)),
                new DatabaseSettings.Jobs(2, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(10)));
    }

    PoolMetrics metrics() {
        return requests.getMetrics().orElseThrow();
    }

    @Override
    public void transactionRepeated(String sqlState) {
        repeated.incrementAndGet();
    }

    @Override
    public void workStopped() {
        stopped.incrementAndGet();
    }

    @Override
    public void close() {
        requests.dispose();
        jobs.dispose();
    }
}
