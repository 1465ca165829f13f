package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.faults.Client.Nodes;
import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL, each a process: they start together, one ends, one cannot write its log, one has no heap. */
@SelfContained
class ProcessFaultTests {

    private static final File FULL = new File("/dev/full");

    private static Path folder;
    private static Cluster cluster;

    private final List<ServerProcess> servers = new ArrayList<>();

    @BeforeAll
    static void startPostgres() throws IOException {
        folder = Files.createTempDirectory("faults");
        cluster = Cluster.start(folder);
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        cluster.close();
        Folders.delete(folder);
    }

    @BeforeEach
    void emptyTheDatabase() {
        cluster.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public AUTHORIZATION almanac");
    }

    @AfterEach
    void endServers() {
        servers.forEach(ServerProcess::close);
        Await.until(() -> cluster.count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'almanac'") == 0);
    }

    private ServerProcess start(File output) throws IOException {
        var server = ServerProcess.start(folder.resolve("server"), "256m", output, Stage.arguments(cluster.port()));
        servers.add(server);
        return server;
    }

    private File log() {
        return folder.resolve("server.log").toFile();
    }

    private Load load(ServerProcess... nodes) {
        var addresses = List.of(nodes).stream().map(ServerProcess::address).toArray(URI[]::new);
        return Load.start(Nodes.of(addresses), 8, 4, Stage.PATIENCE, Client.BROKEN, Client.UNREACHABLE);
    }

    private void settle() {
        Await.until(() ->
                cluster.count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'almanac' AND state <> 'idle'")
                        == 0);
    }

    @Test
    @Tag("D14")
    @Tag("D15")
    void twoStartTogetherAndOneEndsUnderLoad() throws Exception {
        var start = new Figures("Two servers start together on an empty database", "both serve");
        var end = new Figures("A server is told to end (SIGTERM); another stays", "what is under way is answered");
        for (int i = 0; i < Math.min(Stage.TIMES, 5); i++) {
            emptyTheDatabase();
            ServerProcess first = start(log());
            ServerProcess second = start(log());
            first.awaitReady();
            second.awaitReady();
            try (Load load = load(first, second)) {
                load.heal();
                load.finish();
                settle();
                start.enter(load, cluster);
                assertThat(load.ledger().count(Client.BROKEN)).isZero();
            }
            try (Load load = load(first, second)) {
                first.terminate();
                assertThat(first.exit(30)).as("exit code").isIn(0, 143);
                load.heal();
                load.finish();
                settle();
                end.enter(load, cluster);
            }
            second.close();
        }
        start.print();
        end.print();
    }

    @Test
    @Tag("D18")
    void aLogThatCannotBeWrittenAndAHeapThatIsFull() throws Exception {
        var log = new Figures("The log's disk is full", "requests go on");
        for (int i = 0; i < Math.min(Stage.TIMES, 5); i++) {
            emptyTheDatabase();
            ServerProcess server = start(FULL).awaitReady();
            try (Load load = load(server)) {
                Client client = Client.of(Nodes.of(server.address()), "log@example.com", Duration.ofSeconds(10));
                client.calendar();
                cluster.execute("ALTER TABLE user_categories RENAME TO hidden");
                for (int n = 0; n < 5; n++) {
                    assertThat(client.ask("{ viewer { categories(first: 1) { nodes { name } } } }", Map.of())
                                    .code())
                            .as("what the log would tell")
                            .isEqualTo("INTERNAL");
                }
                cluster.execute("ALTER TABLE hidden RENAME TO user_categories");
                load.heal();
                load.finish();
                settle();
                log.enter(load, cluster);
            }
            server.exhaustHeap();
            assertThat(server.exit(20)).as("exit code where the heap is full").isEqualTo(3);
            server.close();
        }
        log.print();
    }
}
