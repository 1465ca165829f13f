package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Files that are made to reach as much of the code as they can, out of the corpora's and others, by Jazzer in a JVM of its own. The profile
 * {@code fuzz} has it there; {@code -Dalmanac.fuzz=1000000} makes so many. What it has found out stays in {@code target/fuzz/corpus}.
 */
@EnabledIfSystemProperty(named = "almanac.fuzz", matches = "[0-9]+")
class FileFuzzTests {

    private static final Path FOLDER = Path.of("target/fuzz").toAbsolutePath();

    /** Larger ones only take longer. */
    private static final int LARGEST = 8_000;

    @Test
    @SuppressWarnings("SystemOut")
    void nothingEscapesAndNothingHangs() throws IOException, InterruptedException {
        var corpus = Files.createDirectories(FOLDER.resolve("corpus"));
        var log = FOLDER.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FileRoundTrip.class.getName(),
                "--instrumentation_includes=dev.almanac.**",
                corpus.toString(),
                seeds().toString(),
                "-runs=" + System.getProperty("almanac.fuzz"),
                "-max_len=" + LARGEST,
                "-timeout=20",
                "-artifact_prefix=" + FOLDER + "/"));
        int ended = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var said = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.startsWith("INFO"))
                .toList();
        var end = String.join("\n", said.subList(Math.max(0, said.size() - 30), said.size()));
        System.out.println(
                end.lines().filter(line -> line.startsWith("Done ")).findFirst().orElse(""));
        assertThat(ended).as(end).isZero();
    }

    private static Path seeds() throws IOException {
        var folder = Files.createDirectories(FOLDER.resolve("seeds"));
        var made = new RandomEvents(1);
        for (int i = 0; i < 20; i++) {
            Files.writeString(folder.resolve("made-" + i), Written.text(made.event(i)));
        }
        var corpora = System.getenv("ALMANAC_CORPORA");
        if (corpora != null) {
            try (var found = Files.walk(Path.of(corpora, "ics"))) {
                int number = 0;
                for (var file : found.filter(path -> path.toString().endsWith(".ics"))
                        .sorted()
                        .toList()) {
                    if (Files.size(file) <= LARGEST) {
                        Files.write(folder.resolve("corpus-" + number++), Files.readAllBytes(file));
                    }
                }
            }
        }
        return folder;
    }
}
