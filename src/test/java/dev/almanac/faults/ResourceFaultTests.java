package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL may not write, has no connection left, has no disk left; a request runs out of stack. */
@SelfContained
class ResourceFaultTests {

    private final Stage stage = Stage.shared();

    @Test
    @Tag("D4")
    void aDatabaseThatMayOnlyBeRead() {
        var figures = new Figures(
                "PostgreSQL takes no writes (default_transaction_read_only)", "READ_ONLY for writes; reads go on");
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                readOnly("on");
                Await.until(() -> load.ledger().count("READ_ONLY") > 20);
                long reads = load.ledger().reads();
                int writes = load.ledger().writes();
                Await.until(() -> load.ledger().reads() > reads + 20);
                assertThat(load.ledger().writes()).as("writes meanwhile").isLessThanOrEqualTo(writes);
                readOnly("off");
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    private void readOnly(String value) {
        // As a fail-over does it: the sessions of before end, those of now may only read.
        stage.cluster.execute(
                "ALTER ROLE almanac SET default_transaction_read_only = " + value,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'almanac'");
    }

    @Test
    @Tag("D4")
    void noConnectionIsLeftToTheServer() throws SQLException {
        var figures = new Figures("Others have all connections of PostgreSQL", "OVERLOADED or UNAVAILABLE");
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6);
                    Connection superuser = stage.cluster.superuser();
                    var sql = superuser.createStatement()) {
                Deque<Connection> taken = new ArrayDeque<>();
                while (load.ledger().count("OVERLOADED") + load.ledger().count("UNAVAILABLE") < 20) {
                    try {
                        taken.add(stage.cluster.session("almanac"));
                    } catch (SQLException full) {
                        sql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE application_name = 'almanac'");
                    }
                }
                while (!taken.isEmpty()) {
                    taken.pop().close();
                }
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    @Test
    @Tag("D4")
    void aFullDisk() throws IOException {
        Path disk = Files.createTempDirectory("small-disk");
        boolean mounted = command("mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", disk.toString());
        assumeThat("a small file system can be mounted", mounted);
        try {
            stage.cluster.execute("CREATE TABLESPACE small LOCATION '" + disk + "'");
            for (String table : tables()) {
                stage.cluster.execute("ALTER TABLE " + table + " SET TABLESPACE small");
            }
            fill(disk);
        } finally {
            for (String table : tables()) {
                stage.cluster.execute("ALTER TABLE " + table + " SET TABLESPACE pg_default");
            }
            stage.cluster.execute("CHECKPOINT", "DROP TABLESPACE IF EXISTS small");
            command("umount", "-l", disk.toString());
            Folders.delete(disk);
        }
    }

    private static void assumeThat(String what, boolean holds) {
        Assumptions.assumeTrue(holds, what);
    }

    private String[] tables() {
        return stage.cluster
                .value("SELECT string_agg(c.oid::regclass::text, ',') FROM pg_class c WHERE c.relkind = 'r'"
                        + " AND (c.relname = 'event_series' OR c.relname LIKE 'changes\\_%')")
                .split(",");
    }

    private void fill(Path disk) throws IOException {
        var figures = new Figures("The disk is full", "UNAVAILABLE for what needs room; reads go on");
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                Path filler = disk.resolve("filler");
                try (OutputStream out = Files.newOutputStream(filler)) {
                    byte[] block = new byte[65536];
                    while (load.ledger().count("UNAVAILABLE") < 20) {
                        try {
                            out.write(block);
                        } catch (IOException full) {
                            block = new byte[Math.max(512, block.length / 2)];
                        }
                    }
                    long reads = load.ledger().reads();
                    Await.until(() -> load.ledger().reads() > reads + 20);
                }
                Files.delete(filler);
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    private static boolean command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            output.readAllBytes();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    @Tag("D18")
    void aRequestThatRunsOutOfStack() {
        var figures = new Figures(
                "20 requests run out of stack",
                "TIMEOUT, or no answer, for these; others wait for what they hold",
                // They hold it until their deadline: nothing runs in a request that is out of stack.
                Stage.PATIENCE);
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6, "INTERNAL", Client.BROKEN)) {
                for (int n = 0; n < 20; n++) {
                    stage.server.bean(PlantedError.class).plant();
                }
                Await.until(() -> !stage.server.bean(PlantedError.class).isPlanted());
                load.heal();
                load.finish();
                stage.settle();
                assertThat(load.ledger().codes().keySet())
                        .as("something failed")
                        .isNotEqualTo(Set.of(Client.OK));
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }
}
