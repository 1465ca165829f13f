package dev.almanac.faults;

import dev.almanac.local.PostgresCommand;
import dev.almanac.server.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL that is there to be harmed. It syncs to disk, so that what it recovers from is real. */
final class Cluster implements AutoCloseable {

    /** Cannot take the connections that PostgreSQL keeps for superusers. */
    private static final String USER = "almanac";

    private final Path data;
    private final int port;

    private Cluster(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    static Cluster start(Path folder) throws IOException {
        Path data = folder.toAbsolutePath().resolve("cluster");
        run("initdb", "-D", data.toString(), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C");
        var cluster = new Cluster(data, freePort());
        cluster.start();
        cluster.execute("CREATE ROLE " + USER + " LOGIN", "CREATE DATABASE " + USER + " OWNER " + USER);
        return cluster;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** As {@code almanac.database.url}. */
    String url() {
        return url(port);
    }

    /** Its address behind a proxy. */
    static String url(int port) {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + USER;
    }

    void start() throws IOException {
        control(
                "start",
                "-l",
                data.resolveSibling("postgres.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=40"
                        + " -c shared_buffers=64MB -c fsync=on -c timezone=UTC -c log_timezone=UTC");
    }

    /** @param mode {@code fast} or {@code immediate} */
    void stop(String mode) throws IOException {
        control("stop", "-m", mode);
    }

    private void control(String action, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(action, "-D", data.toString(), "-w", "-t", "60"));
        all.addAll(List.of(arguments));
        run("pg_ctl", all.toArray(String[]::new));
    }

    /** Ends the server at once, with all that serve its sessions. */
    void kill() {
        var doomed = processes();
        // Not by one command: that fails where one of them has just ended by itself.
        doomed.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        // One that has ended and that nobody has taken notice of yet is still there to the next server of this folder.
        Await.until(() -> doomed.stream().noneMatch(pid -> Files.exists(Path.of("/proc", pid.toString()))));
    }

    /** Ends one session's process at once: the others end with it, and the server recovers by itself. */
    void killASession() throws IOException {
        String pid = value("SELECT pid FROM pg_stat_activity WHERE usename = '" + USER + "' LIMIT 1");
        signal("KILL", List.of(Long.parseLong(pid)));
    }

    /** Stops all of it where it is: connections stay open and nothing answers. */
    void pause() throws IOException {
        signal("STOP", processes());
    }

    void resume() throws IOException {
        signal("CONT", processes());
    }

    private List<Long> processes() {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(postmaster)
                    .map(server -> Stream.concat(Stream.of(server), server.descendants())
                            .map(ProcessHandle::pid)
                            .toList())
                    .orElse(List.of());
        } catch (IOException stopped) {
            return List.of();
        }
    }

    private static void signal(String name, List<Long> processes) throws IOException {
        if (!processes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("kill", "-" + name));
            processes.forEach(pid -> command.add(pid.toString()));
            await(new ProcessBuilder(command));
        }
    }

    private static void run(String program, String... arguments) throws IOException {
        await(new ProcessBuilder(PostgresCommand.of(program, arguments)));
    }

    private static void await(ProcessBuilder builder) throws IOException {
        Path output = Files.createTempFile("cluster", ".log");
        // To a file and not a pipe: the server inherits it and would keep the pipe open.
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(builder.command() + " failed: " + Files.readString(output));
            }
            Files.delete(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A session beside the server's; of a superuser where {@code user} is postgres. */
    Connection session(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + (user.equals(USER) ? USER : "postgres"), user, "");
    }

    /** As a superuser, in the server's own database once that is there. */
    void execute(String... statements) {
        for (String statement : statements) {
            boolean setup = statement.startsWith("CREATE ROLE") || statement.startsWith("CREATE DATABASE");
            try (Connection session = setup ? session("postgres") : superuser();
                    var sql = session.createStatement()) {
                sql.execute(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(statement, e);
            }
        }
    }

    Connection superuser() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + USER, "postgres", "");
    }

    /** The first column of the only row, as text. */
    String value(String query, Object... values) {
        try (Connection session = superuser();
                var sql = session.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                sql.setObject(i + 1, values[i]);
            }
            try (var rows = sql.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query + Arrays.toString(values), e);
        }
    }

    long count(String query, Object... values) {
        return Long.parseLong(value(query, values));
    }

    @Override
    public void close() throws IOException {
        stop("immediate");
    }
}
