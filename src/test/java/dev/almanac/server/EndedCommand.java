package dev.almanac.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Almanac run as a command, in a process of its own, until it ended: as whoever runs it sees it.
 *
 * @param status that it ended with
 * @param output all that it wrote
 */
public record EndedCommand(int status, String output) {

    /** Runs it with these arguments, and waits for its end. */
    public static EndedCommand almanac(String... arguments) throws IOException, InterruptedException {
        var command = Jvm.command();
        command.add("dev.almanac.AlmanacApplication");
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new EndedCommand(process.waitFor(), output);
    }
}
