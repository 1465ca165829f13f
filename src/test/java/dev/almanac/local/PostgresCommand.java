package dev.almanac.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command lines of PostgreSQL's programs, for tests that need a server of their own to do harm to. */
public final class PostgresCommand {

    private static final Path BINARIES = Path.of("target/postgres-binaries");

    private PostgresCommand() {}

    /** One of {@code initdb}, {@code pg_ctl} and {@code postgres}, also for root. */
    public static List<String> of(String program, String... arguments) throws IOException {
        return PostgresPrograms.unpackedUnder(BINARIES.toAbsolutePath()).command(program, arguments);
    }
}
