package dev.almanac.platform.postgres;

import dev.almanac.platform.RequestThread;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs statements, each on a connection of the pool, or on that of the transaction it is part of.
 *
 * <p>A transaction travels in the Reactor context, so stores need not know whether they are in one. Statements use {@code $1}
 * parameters bound by position; few and constant texts keep the driver's prepared statements hitting. There is no time-out
 * operator around a transaction: one that is cancelled by it would leave its connection in an unknown state. The database's own
 * time-outs bound it.
 */
@Component
public final class Database {

    private final ConnectionFactory connections;

    public Database(ConnectionFactory connections) {
        this.connections = connections;
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
     * whole; the value is passed on in both cases, and work without a value is committed. Inside a transaction the work joins it and {@code commits} is not asked.
     */
    public <T> Mono<T> inTransaction(Supplier<Mono<T>> work, Predicate<T> commits) {
        return Mono.deferContextual(context -> context.hasKey(Database.class)
                ? work.get()
                : Mono.usingWhen(
                        begin(),
                        connection -> work.get()
                                .contextWrite(inner -> inner.put(Database.class, connection))
                                .singleOptional()
                                .flatMap(value -> end(
                                                connection,
                                                value.map(commits::test).orElse(true))
                                        .then(Mono.justOrEmpty(value))),
                        Connection::close,
                        (connection, _) -> abandon(connection),
                        Database::abandon));
    }

    /** A value that may be null; PostgreSQL must know the type of a null as well. */
    public static Object nullable(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }

    private Mono<Connection> begin() {
        return Mono.usingWhen(
                Mono.from(connections.create()),
                connection -> Mono.from(connection.beginTransaction()).thenReturn(connection),
                _ -> Mono.empty(),
                (connection, _) -> connection.close(),
                Connection::close);
    }

    private static Mono<Void> end(Connection connection, boolean commit) {
        return Mono.from(commit ? connection.commitTransaction() : connection.rollbackTransaction());
    }

    private static Mono<Void> abandon(Connection connection) {
        return Mono.from(connection.rollbackTransaction()).onErrorComplete().then(Mono.from(connection.close()));
    }

    private <T> Flux<T> onConnection(Function<Connection, Publisher<T>> work) {
        return Flux.deferContextual(context -> {
            if (context.hasKey(Database.class)) {
                return work.apply(context.<Connection>get(Database.class));
            }
            return RequestThread.resume(Flux.usingWhen(connections.create(), work, Connection::close));
        });
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
