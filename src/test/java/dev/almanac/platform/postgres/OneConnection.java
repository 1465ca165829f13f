package dev.almanac.platform.postgres;

import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.List;

/** A database behind one connection, made as those of requests are, so that what a session keeps can be asked for. */
public final class OneConnection implements AutoCloseable {

    private final ConnectionPool pool;

    public final Database database;

    public OneConnection(String url) {
        var longest = Duration.ofMinutes(10);
        pool = new Pools(DatabaseUrl.parse(url))
                .requests(new DatabaseSettings.Requests(1, 1, 10, longest, longest, longest));
        database = new Database(pool, pool, List.of());
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
