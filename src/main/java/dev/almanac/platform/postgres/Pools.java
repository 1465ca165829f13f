package dev.almanac.platform.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.pool.PooledRefMetadata;

/**
 * Makes the two pools of connections. Every time-out is set: the driver and the pool wait for ever where one is not.
 *
 * <p>A connection that died in the pool is thrown away when it is asked for, and the next one or a new one given, instead of
 * failing the caller: a restart of the database would otherwise cost one request for each pooled connection.
 */
final class Pools {

    private static final Duration MAX_CREATE = Duration.ofSeconds(3);

    /** A job waits rather than fails where the machine is busy, as it is while the server starts. */
    private static final Duration MAX_CREATE_FOR_JOBS = Duration.ofSeconds(10);

    private static final Duration MAX_VALIDATION = Duration.ofMillis(500);
    private static final Duration MAX_LIFE = Duration.ofMinutes(30);
    private static final Duration MAX_IDLE = Duration.ofMinutes(10);
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

    private final DatabaseUrl url;

    Pools(DatabaseUrl url) {
        this.url = url;
    }

    ConnectionPool requests(DatabaseSettings.Requests settings) {
        ConnectionFactory factory = factory(
                "almanac",
                settings.statementTimeout(),
                settings.lockTimeout(),
                // A generic plan of a partitioned table locks and plans all partitions.
                Map.of("plan_cache_mode", "force_custom_plan"));
        return pool(
                "requests",
                factory,
                settings.initialSize(),
                settings.maxSize(),
                settings.maxPending(),
                settings.acquireTimeout(),
                MAX_CREATE);
    }

    ConnectionPool jobs(DatabaseSettings.Jobs settings) {
        ConnectionFactory factory =
                factory("almanac-jobs", settings.statementTimeout(), settings.lockTimeout(), Map.of());
        return pool("jobs", factory, 0, settings.maxSize(), -1, settings.acquireTimeout(), MAX_CREATE_FOR_JOBS);
    }

    private ConnectionFactory factory(
            String application, Duration statement, Duration lock, Map<String, String> sessionOptions) {
        var session = new HashMap<>(sessionOptions);
        session.put("idle_in_transaction_session_timeout", Long.toString(IDLE_IN_TRANSACTION.toMillis()));
        session.put("jit", "off");
        return ConnectionFactories.get(ConnectionFactoryOptions.builder()
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, application)
                .option(PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT, statement)
                .option(PostgresqlConnectionFactoryProvider.LOCK_WAIT_TIMEOUT, lock)
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, session)
                .option(PostgresqlConnectionFactoryProvider.TIME_ZONE, TimeZone.getTimeZone("UTC"))
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.TCP_NODELAY, true)
                .option(PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES, 256)
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, MAX_CREATE_FOR_JOBS)
                .from(url.r2dbcOptions())
                .build());
    }

    private static ConnectionPool pool(
            String name,
            ConnectionFactory factory,
            int initial,
            int max,
            int pending,
            Duration acquire,
            Duration create) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .name(name)
                .initialSize(Math.min(initial, max))
                .maxSize(max)
                .maxAcquireTime(acquire)
                .acquireRetry(0)
                .maxCreateConnectionTime(create)
                .maxValidationTime(MAX_VALIDATION)
                .maxLifeTime(MAX_LIFE)
                .maxIdleTime(MAX_IDLE)
                .validationDepth(ValidationDepth.LOCAL)
                .customizer(pool -> pool.maxPendingAcquire(pending).evictionPredicate(Pools::isSpent))
                .build());
    }

    /** Whether the pool throws this connection away instead of giving it to somebody. */
    static boolean isSpent(Connection connection, PooledRefMetadata metadata) {
        return metadata.idleTime() >= MAX_IDLE.toMillis()
                || metadata.lifeTime() >= MAX_LIFE.toMillis()
                || !isOpen(connection);
    }

    /** The driver answers this from what it knows, at once. */
    private static boolean isOpen(Connection connection) {
        var open = new AtomicBoolean();
        Mono.from(connection.validate(ValidationDepth.LOCAL)).subscribe(open::set, _ -> open.set(false));
        return open.get();
    }
}
