package dev.almanac.server;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * Almanac run as a command, in a process of its own, until it ended: as whoever runs it sees it.
 *
 * @param status that it ended with
 * @param output all that it wrote
 */
public record EndedCommand(int status, String output) {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Runs it with these arguments, and waits for its end; one that goes on serving is ended, and fails the test. */
    public static EndedCommand almanac(String... arguments) throws IOException, InterruptedException {
        var command = Jvm.command();
        command.add("dev.almanac.AlmanacApplication");
        command.addAll(List.of(arguments));
        var written = Files.createTempFile("almanac", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(written.toFile())
                    .start();
            if (!process.waitFor(LONGEST)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("It does not end: " + Files.readString(written));
            }
            return new EndedCommand(process.exitValue(), Files.readString(written));
        } finally {
            Files.delete(written);
        }
    }
}
