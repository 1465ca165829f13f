package dev.almanac.platform.postgres.migration;

import static dev.almanac.platform.postgres.migration.ScratchDatabase.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.AlmanacApplication;
import dev.almanac.platform.postgres.migration.MigrationSettings.Mode;
import dev.almanac.server.Api;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The server and its migrations as whoever runs them sees them. */
@Tag("D15")
@ExtendWith(OutputCaptureExtension.class)
class MigrateCommandTests {

    private record Ended(int status, String output) {}

    private final ScratchDatabase database = new ScratchDatabase();

    private static Ended almanac(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AlmanacApplication.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private ConfigurableApplicationContext server(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--almanac.database.url=" + database.address,
                "--almanac.local.directory=target/almanac-migration",
                "--almanac.local.sample-data=false"));
        all.addAll(List.of(arguments));
        return new SpringApplicationBuilder(AlmanacApplication.class).run(all.toArray(String[]::new));
    }

    @Test
    void theCommandMigratesAndEndsWithASentence() throws Exception {
        var first = almanac("migrate", "--almanac.database.url=" + database.address);
        assertThat(first.output()).contains("The schema is at version " + NEWEST + "; migrations run: " + NEWEST + ".");
        assertThat(first.status()).isZero();
        assertThat(database.version()).isEqualTo(NEWEST);
    }

    @Test
    void theCommandThatCannotMigrateEndsWithOneAndASentence() throws Exception {
        database.start(Mode.AT_START);
        var failed = almanac(
                "migrate",
                "--almanac.database.url=" + database.address,
                "--spring.flyway.locations=classpath:db/migration,classpath:db/later/failing",
                "--spring.profiles.active=production");
        assertThat(failed.output()).contains("The migration V1000 failed").doesNotContain("\tat ", "postgres:postgres");
        assertThat(failed.status()).isEqualTo(1);
        var nowhere = almanac("migrate");
        assertThat(nowhere.output()).contains("Set almanac.database.url").doesNotContain("\tat ");
        assertThat(nowhere.status()).isEqualTo(1);
    }

    @Test
    void theOldServerServesOnWhereTheMigrationOfTheNewOneFails(CapturedOutput output) {
        try (var old = server()) {
            var caller = new Api(old.getEnvironment()).somebody();
            var calendar = caller.calendar();
            try (var started = server("--spring.flyway.locations=classpath:db/migration,classpath:db/later/failing")) {
                throw new AssertionError("started: " + started);
            } catch (RuntimeException refused) {
                assertThat(output.getOut())
                        .contains("APPLICATION FAILED TO START", "The migration V1000 failed")
                        .doesNotContain("\tat ");
            }
            assertThat(caller.calendar()).isEqualTo(calendar);
            try (var newer = server("--spring.flyway.locations=classpath:db/migration,classpath:db/later/better")) {
                assertThat(new Api(newer.getEnvironment()).somebody().calendar())
                        .isNotEmpty();
                assertThat(caller.calendar()).isEqualTo(calendar);
            }
        }
    }

    @Test
    void aServerThatDoesNotMigrateIsRefusedOnAnEmptyDatabase(CapturedOutput output) {
        try (var started = server("--almanac.migration.mode=OWN_STEP")) {
            throw new AssertionError("started: " + started);
        } catch (RuntimeException refused) {
            assertThat(output.getOut())
                    .contains("run java -jar almanac.jar migrate")
                    .doesNotContain("\tat ");
        }
        database.start(Mode.AT_START);
        try (var started = server("--almanac.migration.mode=OWN_STEP")) {
            assertThat(new Api(started.getEnvironment()).somebody().calendar()).isNotEmpty();
        }
    }
}
