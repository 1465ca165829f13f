package dev.almanac.platform.postgres;

import dev.almanac.platform.request.Deadline;
import dev.almanac.platform.request.DeadlinePassedException;
import dev.almanac.platform.request.RequestThread;
import dev.almanac.platform.request.StatementCount;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Runs statements, each on a connection of the pool, or on that of the transaction it is part of.
 *
 * <p>A transaction travels in the Reactor context, so stores need not know whether they are in one. Statements use {@code $1}
 * parameters bound by position; few and constant texts keep the driver's prepared statements hitting. There is no time-out
 * operator around a transaction: one that is cancelled by it would leave its connection in an unknown state. The database's own
 * time-outs bound it, and the request's {@link Deadline}, which has what runs cancelled there.
 */
@Component
public final class Database {

    private enum Pool {
        JOBS
    }

    private final ConnectionFactory requests;
    private final ConnectionFactory jobs;
    private final DatabaseListener listener;

    @Autowired
    Database(
            @Qualifier("requestConnections") ConnectionFactory requests,
            @Qualifier("jobConnections") ConnectionFactory jobs,
            ObjectProvider<DatabaseListener> listeners) {
        this(requests, jobs, listeners.stream().toList());
    }

    Database(ConnectionFactory requests, ConnectionFactory jobs, List<DatabaseListener> listeners) {
        this.requests = requests;
        this.jobs = jobs;
        this.listener = DatabaseListener.all(listeners);
    }

    /** Runs the work on the connections of background work. */
    public static <T> Mono<T> asJob(Mono<T> work) {
        return work.contextWrite(context -> context.put(Pool.class, Pool.JOBS));
    }

    /** The rows of a statement, each read by index. */
    public <T> Flux<T> query(String sql, Function<Row, T> mapper, @Nullable Object... values) {
        return onConnection(connection -> Flux.from(
                        bind(connection.createStatement(sql), values).execute())
                .concatMap(result -> result.map((row, _) -> mapper.apply(row))));
    }

    /** How many rows a statement changed. */
    public Mono<Long> update(String sql, @Nullable Object... values) {
        return onConnection(connection -> Flux.from(
                                bind(connection.createStatement(sql), values).execute())
                        .concatMap(Result::getRowsUpdated))
                .reduce(0L, Long::sum);
    }

    /** Runs the work in one transaction and commits it; rolls back when it fails or is cancelled. */
    public <T> Mono<T> inTransaction(Supplier<Mono<T>> work) {
        return inTransaction(work, _ -> true);
    }

    /**
     * Runs the work in one transaction, which is committed where {@code commits} holds for the work's value, else rolled back
     * whole; the value is passed on in both cases, and work without a value is committed. Inside a transaction the work joins it and
     * {@code commits} is not asked. A transaction that failed only on others beside it ({@link Repeats}) runs again, at most
     * {@value Repeats#MOST} times: {@code work} is called for each.
     */
    public <T> Mono<T> inTransaction(Supplier<Mono<T>> work, Predicate<T> commits) {
        return Mono.deferContextual(
                context -> context.hasKey(Database.class) ? work.get() : repeated(work, commits, 0));
    }

    private <T> Mono<T> repeated(Supplier<Mono<T>> work, Predicate<T> commits, int repetition) {
        return once(work, commits).onErrorResume(error -> {
            String state = repetition == Repeats.MOST ? null : Repeats.state(error);
            if (state == null) {
                return Mono.error(error);
            }
            listener.transactionRepeated(state);
            return Mono.delay(Repeats.pause(repetition)).then(repeated(work, commits, repetition + 1));
        });
    }

    private <T> Mono<T> once(Supplier<Mono<T>> work, Predicate<T> commits) {
        return Mono.usingWhen(
                begin(),
                lease -> work.get()
                        .contextWrite(inner -> inner.put(Database.class, lease))
                        .singleOptional()
                        .flatMap(value -> end(
                                        lease.connection(),
                                        value.map(commits::test).orElse(true))
                                .then(Mono.justOrEmpty(value)))
                        .onErrorMap(lease::meaning),
                Lease::release,
                (lease, _) -> abandon(lease),
                Database::abandon);
    }

    /**
     * Runs work in a transaction that waits a second for a lock, not more: whoever comes while it waits for a whole table stands behind
     * it.
     */
    public <T> Mono<T> behindShortLocks(Supplier<Mono<T>> work) {
        return inTransaction(() -> update("SET LOCAL lock_timeout = '1s'").then(Mono.defer(work)));
    }

    /** A value that may be null; PostgreSQL must know the type of a null as well. */
    public static Object nullable(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }

    private Mono<Lease> lease(boolean transaction) {
        return Mono.deferContextual(context -> {
            Deadline deadline = Deadline.of(context);
            return Mono.from((context.hasKey(Pool.class) ? jobs : requests).create())
                    .flatMap(connection -> {
                        try {
                            return Mono.just(new Lease(connection, transaction, deadline, listener));
                        } catch (DeadlinePassedException passed) {
                            return Mono.from(connection.close()).then(Mono.error(passed));
                        }
                    });
        });
    }

    private Mono<Lease> begin() {
        return Mono.usingWhen(
                lease(true),
                lease -> Mono.from(lease.connection().beginTransaction())
                        .onErrorMap(lease::meaning)
                        .thenReturn(lease),
                _ -> Mono.empty(),
                (lease, _) -> lease.release(),
                Lease::release);
    }

    private static Mono<Void> end(Connection connection, boolean commit) {
        return Mono.from(commit ? connection.commitTransaction() : connection.rollbackTransaction());
    }

    private static Mono<Void> abandon(Lease lease) {
        return Mono.from(lease.connection().rollbackTransaction())
                .onErrorComplete()
                .then(lease.release());
    }

    private <T> Flux<T> onConnection(Function<Connection, Publisher<T>> work) {
        return Flux.deferContextual(context -> {
            listener.statementSent();
            StatementCount.add(context);
            long start = System.nanoTime();
            return Flux.from(onConnection(context, work))
                    .doFinally(_ -> listener.statementEnded(System.nanoTime() - start));
        });
    }

    private <T> Publisher<T> onConnection(ContextView context, Function<Connection, Publisher<T>> work) {
        if (context.hasKey(Database.class)) {
            Deadline deadline = Deadline.of(context);
            return deadline != null && deadline.isPassed()
                    ? Flux.error(new DeadlinePassedException())
                    : work.apply(context.<Lease>get(Database.class).connection());
        }
        return RequestThread.resume(Flux.usingWhen(
                lease(false),
                lease -> Flux.from(work.apply(lease.connection())).onErrorMap(lease::meaning),
                Lease::release));
    }

    private static Statement bind(Statement statement, @Nullable Object... values) {
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value == null) {
                throw new IllegalArgumentException("A null needs its type: use Database.nullable");
            }
            statement.bind(index, value);
        }
        return statement;
    }
}
