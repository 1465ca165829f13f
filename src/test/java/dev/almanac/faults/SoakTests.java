package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.faults.Client.Nodes;
import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Half an hour ({@code -Dalmanac.soak.minutes}) of work at about 70 % of what the server can do, with clients that vanish, repeat
 * themselves and talk nonsense: nothing grows.
 */
@EnabledIfSystemProperty(named = "almanac.soak", matches = "true")
@SelfContained
class SoakTests {

    private static final int SAMPLE_SECONDS = Integer.getInteger("almanac.soak.sample-seconds", 10);
    private static final int MOST_CLIENTS = 8;
    private static final double SHARE_OF_PEAK = 0.7;
    private static final Duration PATIENCE = Duration.ofMillis(8500);

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void nothingGrows() throws Exception {
        Path folder = Files.createTempDirectory("soak");
        Path report = Path.of(System.getProperty("almanac.soak.report", "target/soak.txt"));
        long minutes = Long.getLong("almanac.soak.minutes", 30);
        try (Cluster cluster = Cluster.start(folder);
                ServerProcess server = ServerProcess.start(
                                folder.resolve("server"),
                                "256m",
                                folder.resolve("server.log").toFile(),
                                List.of("--almanac.database.url=" + cluster.url()))
                        .awaitReady()) {
            Nodes nodes = Nodes.of(server.address());
            double peak = peak(nodes);
            try (Load load =
                    Load.start(nodes, MOST_CLIENTS, MOST_CLIENTS, PATIENCE).atMost(SHARE_OF_PEAK * peak)) {
                nuisances(nodes, server);
                Soak soak = watch(load, server, cluster, minutes);
                over.countDown();
                load.heal();
                load.finish();
                Await.until(() -> threads.stream().noneMatch(Thread::isAlive));
                Await.until(() -> cluster.count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'almanac'"
                                + " AND state <> 'idle'")
                        == 0);
                String text = soak.report(peak, load.ledger());
                Files.createDirectories(report.toAbsolutePath().getParent());
                Files.writeString(report, text);
                print(text);
                assertThat(load.ledger().faults()).isEmpty();
                assertThat(Audit.of(load.ledger().acknowledged(), cluster)).isEqualTo(Audit.CLEAN);
                assertThat(soak.grown()).as(text).isEmpty();
            }
        } finally {
            Folders.delete(folder);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(String text) {
        System.out.println(text);
    }

    /** Answers in a second where nobody holds back, once the JVM is warm. */
    private static double peak(Nodes nodes) throws InterruptedException {
        try (Load load = Load.start(nodes, MOST_CLIENTS, MOST_CLIENTS, PATIENCE)) {
            CountDownLatch never = new CountDownLatch(1);
            int seconds = 15;
            boolean _ = never.await(seconds, TimeUnit.SECONDS);
            long before = load.ledger().count(Client.OK);
            boolean _ = never.await(seconds, TimeUnit.SECONDS);
            return (load.ledger().count(Client.OK) - before) / (double) seconds;
        }
    }

    private Soak watch(Load load, ServerProcess server, Cluster cluster, long minutes)
            throws IOException, InterruptedException {
        var soak = new Soak(server, cluster, load.ledger());
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        while (System.nanoTime() < end && !over.await(SAMPLE_SECONDS, TimeUnit.SECONDS)) {
            soak.sample();
        }
        return soak;
    }

    private void nuisances(Nodes nodes, ServerProcess server) {
        Client client = Client.of(nodes, UUID.randomUUID() + "@example.com", PATIENCE);
        client.calendar();
        run(() -> vanish(client, server));
        run(() -> {
            String[] nonsense = {
                "{", "{ nobody }", "{ node(id: \"x\") { id } }", "query($x: Int!) { viewer { user { id } } }"
            };
            client.ask(nonsense[ThreadLocalRandom.current().nextInt(nonsense.length)], Map.of());
        });
    }

    private void run(Runnable work) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                while (!over.await(ThreadLocalRandom.current().nextInt(200), TimeUnit.MILLISECONDS)) {
                    work.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void vanish(Client client, ServerProcess server) {
        String body = Client.body(
                "{ viewer { agenda(window: { fromDate: \"2026-01-01\", toDate: \"2026-12-01\" }, first: 100) {"
                        + " days { count } nodes { ... on Occurrence { title event { description } } } } } }",
                Map.of());
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + client.token()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            boolean _ = new CountDownLatch(1).await(ThreadLocalRandom.current().nextInt(20), TimeUnit.MILLISECONDS);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
