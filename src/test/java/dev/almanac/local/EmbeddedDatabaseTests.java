package dev.almanac.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.StartRefusedException;
import dev.almanac.platform.postgres.DatabaseUrl;
import dev.almanac.server.Jvm;
import dev.almanac.server.SelfContained;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SelfContained
class EmbeddedDatabaseTests {

    private static final Path BINARIES = Path.of("target/postgres-binaries");

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void aFolderThatIsNotThereYet() {
        directory = temporary.resolve("almanac");
    }

    @Test
    void dataOutlivesARestart() throws Exception {
        try (EmbeddedDatabase database = database(directory)) {
            execute(database.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedDatabase database = database(directory)) {
            DatabaseUrl url = database.url();
            assertThat(query(url, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(query(url, "SHOW server_version")).startsWith("18.");
            assertThat(query(url, "SHOW fsync")).isEqualTo("on");
            assertThat(query(url, "SHOW max_connections")).isEqualTo("100");
            assertThat(query(url, "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    @Tag("F10")
    void nobodyElseReadsTheFolderOrEntersTheDatabaseWithoutThePassword() throws Exception {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (EmbeddedDatabase database = database(directory)) {
            DatabaseUrl url = database.url();
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("postgres"))).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("postgres.password"))).isEqualTo("rw-------");
            assertThat(query(url, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(url, "SHOW unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(url.jdbcUrl(), url.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    @Tag("F10")
    void aFolderThatSomebodyElseFilledKeepsItsPermissions() throws Exception {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createFile(directory.resolve("theirs"));
        assertThat(new LocalDirectory(directory).path()).isEqualTo(directory);
        assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aSecondServerOnTheFolderIsRefusedAndTheFirstGoesOn() throws Exception {
        try (EmbeddedDatabase first = database(directory);
                EmbeddedDatabase second = database(directory)) {
            DatabaseUrl url = first.url();
            assertThatThrownBy(second::url)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Another server is running on the folder " + directory);
            assertThat(query(url, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aStartAfterTheProcessWasKilledStopsTheOrphanAndFindsWhatWasCommitted() throws Exception {
        var command = Jvm.command();
        command.addAll(List.of(DatabaseUntilKilled.class.getName(), directory.toString(), BINARIES.toString()));
        Process killed = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = killed.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(DatabaseUntilKilled.COMMITTED::equals))
                    .isTrue();
            killed.destroyForcibly().waitFor();
        }
        ProcessHandle orphan = postmaster(directory);
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedDatabase database = database(directory)) {
            assertThat(query(database.url(), "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(orphan.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void aStalePidFileThatNamesAStrangersProcessIsDroppedAndTheStrangerLivesOn() throws Exception {
        Path other = temporary.resolve("other");
        try (EmbeddedDatabase stranger = database(other)) {
            DatabaseUrl strangersUrl = stranger.url();
            try (EmbeddedDatabase database = database(directory)) {
                assertThat(query(database.url(), "SELECT 1")).isEqualTo("1");
            }
            Files.copy(other.resolve("postgres/postmaster.pid"), directory.resolve("postgres/postmaster.pid"));
            try (EmbeddedDatabase database = database(directory)) {
                assertThat(query(database.url(), "SELECT 1")).isEqualTo("1");
                assertThat(query(strangersUrl, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void aFirstStartThatWasKilledHalfWayIsBegunAnew() throws Exception {
        Files.createDirectories(directory.resolve("postgres.new/base"));
        Files.writeString(directory.resolve("postgres.new/PG_VERSION"), "18");
        try (EmbeddedDatabase database = database(directory)) {
            assertThat(query(database.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void theServerIsGoneAfterClose() throws Exception {
        ProcessHandle server;
        try (EmbeddedDatabase database = database(directory)) {
            database.url();
            server = postmaster(directory);
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(server.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    static EmbeddedDatabase database(Path directory) throws IOException {
        return new EmbeddedDatabase(new LocalDirectory(directory), BINARIES);
    }

    private static ProcessHandle postmaster(Path directory) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("postgres/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }
}
