package dev.almanac.platform.postgres;

import dev.almanac.platform.request.Deadline;
import dev.almanac.platform.request.DeadlinePassedException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A connection while a request has it.
 *
 * <p>A lease that is stopped asks the database to cancel what runs on the connection. The request to cancel names the connection
 * and not the statement, so it may arrive when the statement has ended: the connection is given back only after the
 * cancellation was answered, and is closed rather than given to somebody else.
 */
final class Lease implements Deadline.Work {

    private static final Duration CANCELLATION = Duration.ofSeconds(1);

    private final Connection connection;
    private final boolean transaction;
    private final @Nullable Deadline deadline;
    private final DatabaseListener listener;
    private volatile @Nullable Mono<Void> cancellation;

    /**
     * @param transaction whether it is for a transaction, which goes on when only the caller has gone
     * @throws DeadlinePassedException where the time is over
     */
    Lease(Connection connection, boolean transaction, @Nullable Deadline deadline, DatabaseListener listener) {
        this.connection = connection;
        this.transaction = transaction;
        this.deadline = deadline;
        this.listener = listener;
        if (deadline != null) {
            deadline.begin(this);
        }
    }

    Connection connection() {
        return connection;
    }

    /** What an error of the work means: that of stopped work is that it was stopped. */
    Throwable meaning(Throwable error) {
        return cancellation == null || error instanceof DeadlinePassedException
                ? error
                : new DeadlinePassedException(error);
    }

    /** Gives the connection back. */
    Mono<Void> release() {
        return Mono.defer(() -> {
            if (deadline != null) {
                deadline.end(this);
            }
            Mono<Void> cancelled = cancellation;
            return cancelled == null
                    ? Mono.from(connection.close())
                    : cancelled.then(close()).then(Mono.from(connection.close()));
        });
    }

    @Override
    public boolean outlivesCaller() {
        return transaction;
    }

    @Override
    public void stop() {
        PostgresqlConnection driver = driver();
        if (driver == null) {
            return;
        }
        Mono<Void> asked =
                driver.cancelRequest().timeout(CANCELLATION).onErrorComplete().cache();
        cancellation = asked;
        listener.workStopped();
        asked.subscribe();
    }

    /**
     * Gives the place in the pool back as well: whoever had the connection may never come to it, where an error that Reactor calls
     * fatal (a stack overflow) has torn the chain of its work.
     */
    @Override
    public void destroy() {
        close().then(Mono.from(connection.close())).onErrorComplete().subscribe();
    }

    /** Closes the connection itself, not only its place in the pool, which then finds it dead. */
    private Mono<Void> close() {
        PostgresqlConnection driver = driver();
        return driver == null ? Mono.empty() : driver.close().onErrorComplete();
    }

    private @Nullable PostgresqlConnection driver() {
        return connection instanceof PostgresqlConnection own
                ? own
                : connection instanceof Wrapped<?> wrapped ? wrapped.unwrap(PostgresqlConnection.class) : null;
    }
}
