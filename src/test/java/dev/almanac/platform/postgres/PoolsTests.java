package dev.almanac.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.server.Await;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.PooledRefMetadata;

/** What the pools ask of each connection, and which they throw away. */
class PoolsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A connection's past, as the pool tells it. */
    private record Past(long lifeTime, long idleTime) implements PooledRefMetadata {

        @Override
        public int acquireCount() {
            return 1;
        }

        @Override
        public long releaseTimestamp() {
            return 0;
        }

        @Override
        public long allocationTimestamp() {
            return 0;
        }
    }

    private static Mono<String> setting(Database database, String name) {
        return database.query("SELECT current_setting($1)", row -> Rows.required(row, 0, String.class), name)
                .single();
    }

    @ParameterizedTest
    @Tag("C30")
    @CsvSource({
        "application_name, almanac, almanac-jobs",
        "statement_timeout, 4s, 1min",
        "lock_timeout, 300ms, 10s",
        "idle_in_transaction_session_timeout, 10s, 10s",
        "plan_cache_mode, force_custom_plan, auto",
        "jit, off, off",
        "TimeZone, UTC, UTC",
    })
    void eachSessionIsBoundedInTheDatabaseToo(String name, String ofRequests, String ofJobs) {
        try (var pools = new TestPools(1, PATIENCE, Duration.ofSeconds(4))) {
            assertThat(Await.value(setting(pools.database, name))).isEqualTo(ofRequests);
            assertThat(Await.value(Database.asJob(setting(pools.database, name))))
                    .isEqualTo(ofJobs);
        }
    }

    @Test
    void aConnectionThatIsOldOrHasBeenIdleForLongIsSpent() {
        long life = Duration.ofMinutes(30).toMillis();
        long idle = Duration.ofMinutes(10).toMillis();
        try (var pools = new TestPools(1, PATIENCE)) {
            var spent = Await.value(Flux.usingWhen(
                            pools.requests.create(),
                            open -> Flux.just(new Past(life - 1, idle - 1), new Past(life, 0), new Past(idle, idle))
                                    .map(past -> Pools.isSpent(open, past)),
                            Connection::close)
                    .collectList());
            assertThat(spent).containsExactly(false, true, true);
        }
    }

    @Test
    @Tag("D2")
    void aServerThatTakesConnectionsAndSaysNothingIsNotWaitedForUntilTheAcquireTimeOut() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var settings = TestPools.settings("postgresql://a:b@127.0.0.1:" + silent.getLocalPort() + "/x");
            var requests = new DatabaseSettings.Requests(
                    0, 1, 1, Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofSeconds(2));
            var pool = new Pools(DatabaseUrl.parse(settings.url())).requests(requests);
            try {
                assertThatThrownBy(() -> Await.value(pool.create())).isInstanceOf(R2dbcTimeoutException.class);
            } finally {
                pool.dispose();
            }
        }
    }
}
