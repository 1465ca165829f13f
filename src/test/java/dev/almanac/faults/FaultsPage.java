package dev.almanac.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page of what was measured; written anew where it is asked for, and all faults were made many times. */
final class FaultsPage {

    private static final Path PAGE = Path.of("src/docs/faults.md");

    private static final String HEAD = """
            # Faults under load

            Each fault is made while people write and read: 12 writers, 6 readers, a server of four connections (its other settings are
            the defaults), PostgreSQL 18 that syncs to disk, all on one machine of 2 cores. A write goes with an idempotency key, and
            is repeated with the same key until it is acknowledged. Afterwards every acknowledged write is looked for in the log of
            changes and through the API: *lost* is not there, *doubled* is there twice. The log is looked through for gaps, and no
            connection, statement or transaction may be left. *Longest* is the longest that any client waited for an answer, *recovery*
            the longest time from a fault's end to the first read and the first write that succeeded; both in milliseconds. Liveness answers 200
            all the while.

            `./mvnw test -Psoak -Dalmanac.docs=true -Dtest='dev.almanac.faults.*FaultTests'` makes all of it and writes this page; `-Dalmanac.faults.times=3`
            makes each fault so many times. Without `-Psoak` each is made once, with shorter time-outs: that is part of every build.

            | fault | expected meanwhile | times | acknowledged | lost | doubled | longest | recovery | answers |
            |---|---|--:|--:|--:|--:|--:|--:|---|
            """;

    private FaultsPage() {}

    static void write(Path rows) throws IOException {
        if (!Stage.SOAK || !Boolean.getBoolean("almanac.docs")) {
            return;
        }
        try (var files = Files.list(rows)) {
            List<String> lines = files.filter(file -> file.toString().endsWith(".row"))
                    .sorted()
                    .map(FaultsPage::read)
                    .toList();
            Files.writeString(PAGE, HEAD + String.join("", lines));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
