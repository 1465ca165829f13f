package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies, freezes, is far away. */
@SelfContained
class DatabaseFaultTests {

    private final Stage stage = Stage.shared();

    private interface Fault {
        void make(Ledger ledger) throws IOException;
    }

    private void underLoad(Figures figures, Fault fault, Fault end) throws IOException {
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                try {
                    fault.make(load.ledger());
                } finally {
                    end.make(load.ledger());
                }
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    private void restarted(String how, Fault stop) throws IOException {
        underLoad(
                new Figures("PostgreSQL is " + how, "UNAVAILABLE, with Retry-After"),
                ledger -> {
                    stop.make(ledger);
                    Await.until(() -> ledger.count("UNAVAILABLE") > 20);
                },
                _ -> stage.cluster.start());
    }

    @Test
    @Tag("D1")
    void aFastRestart() throws IOException {
        restarted("stopped, fast, and started", _ -> stage.cluster.stop("fast"));
    }

    @Test
    @Tag("D1")
    void anImmediateRestart() throws IOException {
        restarted("stopped, immediate, and started", _ -> stage.cluster.stop("immediate"));
    }

    @Test
    @Tag("D1")
    void aKilledServer() throws IOException {
        restarted("killed and started", _ -> stage.cluster.kill());
    }

    @Test
    @Tag("D1")
    void aKilledSession() throws IOException {
        underLoad(
                new Figures(
                        "A session's process is killed: all sessions end, PostgreSQL recovers by itself",
                        "UNAVAILABLE"),
                ledger -> {
                    stage.cluster.killASession();
                    Await.until(() -> ledger.count("UNAVAILABLE") > 0);
                },
                _ -> {});
    }

    @Test
    @Tag("D1")
    void afterARestartNoDeadConnectionCostsARequest() throws IOException {
        Load load = stage.load(12, 6);
        load.finish();
        stage.settle();
        stage.cluster.stop("fast");
        stage.cluster.start();
        Client client = Client.of(stage.nodes(), "after@example.com", Stage.PATIENCE);
        for (int i = 0; i < 8; i++) {
            assertThat(client.ask("{ viewer { user { id } } }", Map.of()).code())
                    .isEqualTo(Client.OK);
        }
    }

    private void frozen(String how, Fault freeze, Fault thaw) throws IOException {
        underLoad(
                new Figures(how, "OVERLOADED for who waits for a connection, TIMEOUT or UNAVAILABLE for who has one"),
                ledger -> {
                    freeze.make(ledger);
                    long start = System.nanoTime();
                    Await.until(() -> ledger.count("OVERLOADED") + ledger.count("UNAVAILABLE") > 0);
                    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                            .as("until the first is told that no connection is to be had")
                            .isLessThan(3000);
                    Await.until(() -> ledger.count("TIMEOUT") > 0);
                    assertThat(stage.server.pending()).isLessThanOrEqualTo(18);
                },
                thaw);
    }

    @Test
    @Tag("D2")
    void aStoppedProcess() throws IOException {
        frozen("PostgreSQL is frozen (SIGSTOP)", _ -> stage.cluster.pause(), _ -> stage.cluster.resume());
    }

    @Test
    @Tag("D2")
    void aBlackHole() throws IOException {
        frozen("The network swallows everything", _ -> stage.proxy.blackHole(true), _ -> stage.proxy.blackHole(false));
    }

    @Test
    @Tag("D3")
    void aSlowDatabase() throws IOException {
        underLoad(
                new Figures(
                        "Each statement takes 500 ms longer",
                        "OVERLOADED, UNAVAILABLE or TIMEOUT for what is too much"),
                ledger -> {
                    stage.proxy.delay(500);
                    Await.until(() ->
                            ledger.count("OVERLOADED") + ledger.count("UNAVAILABLE") + ledger.count("TIMEOUT") > 10);
                },
                _ -> stage.proxy.delay(0));
    }

    @Test
    @Tag("D1")
    void allConnectionsAreCut() throws IOException {
        underLoad(
                new Figures("All connections to PostgreSQL are reset", "UNAVAILABLE"),
                ledger -> {
                    stage.proxy.cutAll();
                    Await.until(() -> ledger.count("UNAVAILABLE") > 0);
                },
                _ -> {});
    }
}
