package dev.almanac.faults;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The server in a JVM of its own, as it is run. */
final class ServerProcess implements AutoCloseable {

    private static final List<String> JVM = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.timezone=UTC");

    private final Process process;
    private final int port;
    private final File output;

    private ServerProcess(Process process, int port, File output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /** @param output where its log goes */
    static ServerProcess start(Path folder, String heap, File output, List<String> arguments) throws IOException {
        int port = Cluster.freePort();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(JVM);
        command.add("-Xmx" + heap);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ServerProcess.class.getName()));
        command.add(folder.toString());
        command.addAll(arguments);
        command.add("--server.port=" + port);
        return new ServerProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                        .start(),
                port,
                output);
    }

    /** The process itself. A line on its input has it use up its heap. */
    public static void main(String[] arguments) throws IOException {
        Server.run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
        InputStream input = System.in;
        if (input.read() >= 0) {
            Thread.ofPlatform().start(() -> {
                byte[][] heap = new byte[1 << 16][];
                for (int i = 0; true; i++) {
                    heap[i] = new byte[1 << 20];
                }
            });
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended with " + process.exitValue() + ": " + said());
        }
        return Client.status(address().resolve("/actuator/health/readiness")) == 200;
    }

    private String said() {
        try {
            return output.isFile() ? Files.readString(output.toPath()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerProcess awaitReady() {
        // A start takes longer than anything else that is waited for, above all where two start at once.
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!isReady()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("It does not become ready: " + said());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return this;
    }

    void exhaustHeap() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Asks it to end (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** Its exit code, or null where it has not ended in time. */
    @Nullable Integer exit(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : null;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
