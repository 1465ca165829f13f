package dev.almanac.faults;

import dev.almanac.faults.Client.Nodes;
import dev.almanac.server.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of four connections, a proxy and a PostgreSQL, on which one fault follows the other: none may leave anything behind that the
 * next one would find. In the ordinary build the server's time-outs are shorter than those it has by default.
 */
final class Stage {

    static final boolean SOAK = Boolean.getBoolean("almanac.soak");

    /** How often each fault is made. */
    static final int TIMES = SOAK ? Integer.getInteger("almanac.faults.times", 20) : 1;

    /** Longer than a request may wait for a connection, once for each statement it sends: what is too much is OVERLOADED first. */
    static final Duration DEADLINE = Duration.ofSeconds(SOAK ? 7 : 5);

    /** No client waits longer: the server answers within a second of its deadline, given a machine that lets it. */
    static final Duration PATIENCE = DEADLINE.plusMillis(SOAK ? 1500 : 3000);

    private static final class Holder {
        private static final Stage STAGE = make();

        private static Stage make() {
            try {
                return new Stage();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    final Cluster cluster;
    final Proxy proxy;
    final Server server;
    private final Path folder;

    private Stage() throws IOException {
        folder = Files.createTempDirectory("faults");
        cluster = Cluster.start(folder);
        proxy = new Proxy(cluster.port());
        server = Server.start(folder.resolve("server"), arguments(proxy.port()), PlantedError.class);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    static Stage shared() {
        return Holder.STAGE;
    }

    static List<String> arguments(int databasePort) {
        List<String> arguments = new ArrayList<>(List.of(
                "--almanac.database.url=" + Cluster.url(databasePort),
                "--almanac.database.requests.max-size=4",
                "--almanac.database.requests.initial-size=2"));
        if (!SOAK) {
            arguments.addAll(List.of(
                    "--almanac.request.deadline=" + DEADLINE,
                    "--almanac.database.requests.acquire-timeout=1s",
                    "--almanac.database.requests.statement-timeout=2s",
                    "--almanac.database.requests.lock-timeout=1s"));
        }
        return arguments;
    }

    Nodes nodes() {
        return Nodes.of(server.address());
    }

    Load load(int writers, int readers, String... alsoExpected) {
        return Load.start(nodes(), writers, readers, PATIENCE, alsoExpected)
                .watchingLife(server.address().resolve("/actuator/health/liveness"));
    }

    /** Statements that the database is at, and transactions that were left open. */
    long busySessions() {
        return cluster.count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'almanac' AND state <> 'idle'");
    }

    boolean isIdle() {
        return server.acquired() == 0 && server.pending() == 0 && busySessions() == 0;
    }

    /** Waits until nothing is held any more. */
    void settle() {
        Await.until(this::isIdle);
    }

    private void end() {
        try (proxy;
                cluster) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.delete(folder);
        }
    }
}
