package dev.almanac.faults;

import dev.almanac.server.Await;
import dev.almanac.server.Jvm;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The server in a JVM of its own, as it is run. */
final class ServerProcess implements AutoCloseable {

    private static final char EXHAUST = '!';
    private static final char RESET = 'r';
    private static final char MEASURE = 'm';
    private static final String HEAP = "heap";

    private final Process process;
    private final Path folder;
    private final int port;
    private final File output;

    private ServerProcess(Process process, Path folder, int port, File output) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.output = output;
    }

    /** @param output where its log goes */
    static ServerProcess start(Path folder, String heap, File output, List<String> arguments) throws IOException {
        int port = Cluster.freePort();
        List<String> command = Jvm.command(
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-Xmx" + heap);
        command.addAll(List.of(ServerProcess.class.getName(), folder.toString()));
        command.addAll(arguments);
        command.add("--server.port=" + port);
        return new ServerProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                        .start(),
                folder,
                port,
                output);
    }

    /** The process itself. What it is told on its input, a letter each: to use up its heap, to measure that anew, to tell it. */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var watch = HeapWatch.begin();
        Server.run(folder, List.of(arguments).subList(1, arguments.length));
        InputStream input = System.in;
        for (int letter = input.read(); letter >= 0; letter = input.read()) {
            switch (letter) {
                case EXHAUST -> Thread.ofPlatform().start(ServerProcess::useUpTheHeap);
                case RESET -> {
                    watch.reset();
                    tell(folder, watch);
                }
                default -> tell(folder, watch);
            }
        }
    }

    private static void useUpTheHeap() {
        byte[][] heap = new byte[1 << 16][];
        for (int i = 0; true; i++) {
            heap[i] = new byte[1 << 20];
        }
    }

    private static void tell(Path folder, HeapWatch watch) throws IOException {
        // Whole or not at all.
        var written = Files.writeString(folder.resolve("heap.new"), watch.told());
        Files.move(written, folder.resolve(HEAP), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Collects its garbage, measures its heap from now on, and answers what is in use. */
    HeapWatch.Heap resetHeap() throws IOException {
        return heap(RESET);
    }

    /** How much of its heap it has needed since. */
    HeapWatch.Heap heap() throws IOException {
        return heap(MEASURE);
    }

    private HeapWatch.Heap heap(char letter) throws IOException {
        var told = folder.resolve(HEAP);
        Files.deleteIfExists(told);
        tell(letter);
        Await.until(() -> Files.exists(told));
        return HeapWatch.Heap.read(Files.readString(told));
    }

    private void tell(char letter) throws IOException {
        process.getOutputStream().write(letter);
        process.getOutputStream().flush();
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
        tell(EXHAUST);
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
