package dev.almanac.local;

import dev.almanac.platform.StartRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL data folder and its server. The server is started by {@code pg_ctl}, hence in a session of its own, so that a
 * Ctrl-C in the terminal reaches this process alone, which then stops the server after its last client. A server that
 * outlived a killed process is found by its {@code postmaster.pid} and stopped before the next one starts.
 */
class PostgresCluster {

    static final String USER = "almanac";
    static final String DATABASE = "almanac";

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
    private static final int ATTEMPTS = 3;
    private static final int STOP_SECONDS = 30;
    private static final int START_SECONDS = 60;

    private final LocalDirectory directory;
    private final PostgresPrograms programs;
    private final Path data;

    PostgresCluster(LocalDirectory directory, PostgresPrograms programs) {
        this.directory = directory;
        this.programs = programs;
        this.data = directory.resolve("postgres");
    }

    /** Starts the server and answers its port on 127.0.0.1. */
    int start() throws IOException {
        if (!Files.isDirectory(data)) {
            create();
        }
        stopOrphan();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                run(
                        "pg_ctl",
                        "start",
                        "-D",
                        data.toString(),
                        "-w",
                        "-t",
                        String.valueOf(START_SECONDS),
                        "-l",
                        serverLog().toString(),
                        "-o",
                        options(port));
                return port;
            } catch (IOException failure) {
                // Between choosing a port and listening on it another process may take it.
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    void stop() throws IOException {
        run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", String.valueOf(STOP_SECONDS));
    }

    String password() throws IOException {
        return directory.keep("postgres.password", () -> {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            return HexFormat.of().formatHex(secret);
        });
    }

    /** All in a draft folder, which takes its name last: a start that is killed half-way leaves nothing half-made. */
    private void create() throws IOException {
        Path draft = directory.resolve("postgres.new");
        PostgresPrograms.delete(draft);
        password();
        run(
                "initdb",
                "-D",
                draft.toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile",
                directory.resolve("postgres.password").toString(),
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Path statement = Files.writeString(directory.resolve("create.sql"), "CREATE DATABASE " + DATABASE + "\n");
        run(statement, "postgres", "--single", "-D", draft.toString(), "postgres");
        Files.delete(statement);
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String options(int port) {
        return "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100"
                + " -c shared_buffers=128MB -c fsync=on -c timezone=UTC -c log_timezone=UTC";
    }

    private void stopOrphan() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = postmaster(Files.readAllLines(pidFile, StandardCharsets.UTF_8));
        if (orphan.isPresent()) {
            log.info(
                    "Stopping the PostgreSQL (process {}) that a killed server left behind",
                    orphan.get().pid());
            stop();
        } else {
            // The number may belong to some other process by now, and PostgreSQL would believe that it is running.
            Files.delete(pidFile);
        }
    }

    /**
     * The process named by the file, if it is a server on this very folder. Where the system tells no arguments, a PostgreSQL
     * by that number is taken for ours: the file is in our folder.
     */
    private Optional<ProcessHandle> postmaster(List<String> pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip())).filter(process -> {
                ProcessHandle.Info info = process.info();
                return info.commandLine()
                        .map(line -> line.contains("postgres -D " + data + " "))
                        .orElseGet(() -> info.command()
                                .filter(program -> program.contains("postgres"))
                                .isPresent());
            });
        } catch (NumberFormatException | NoSuchElementException torn) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void run(String program, String... arguments) throws IOException {
        run(null, program, arguments);
    }

    private void run(@Nullable Path input, String program, String... arguments) throws IOException {
        // To a file and not a pipe: the server inherits it and would keep the pipe open.
        Path output = directory.resolve("postgres-programs.log");
        ProcessBuilder builder = new ProcessBuilder(programs.command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        if (!ended(process)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end in time");
        }
        String said = Files.readString(output, StandardCharsets.UTF_8).strip();
        if (process.exitValue() == 0) {
            return;
        }
        if (said.contains("cannot be run as root")) {
            throw new StartRefusedException("PostgreSQL does not run as root, and this machine lets root enter no user "
                    + "namespace: start as another user, or set ALMANAC_DATABASE_URL.");
        }
        throw new IOException("%s failed: %s (see also %s)".formatted(program, said, serverLog()));
    }

    private static boolean ended(Process process) throws InterruptedIOException {
        try {
            return process.waitFor(2 * START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Path serverLog() {
        return directory.resolve("postgres.log");
    }
}
