package dev.almanac.platform.postgres.migration;

import static dev.almanac.platform.postgres.migration.ScratchDatabase.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.AlmanacApplication;
import dev.almanac.platform.postgres.migration.MigrationSettings.Mode;
import dev.almanac.server.Api;
import dev.almanac.server.EndedCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The server and its migrations as whoever runs them sees them. */
@Tag("D15")
class MigrateCommandTests {

    private final ScratchDatabase database = new ScratchDatabase();

    private String[] arguments(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--almanac.database.url=" + database.address,
                "--almanac.local.directory=target/almanac-migration",
                "--almanac.local.sample-data=false"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private ConfigurableApplicationContext server(String... arguments) {
        return new SpringApplicationBuilder(AlmanacApplication.class).run(arguments(arguments));
    }

    /** For one that is refused: one that starts would not end. */
    private EndedCommand start(String... arguments) throws Exception {
        return EndedCommand.almanac(arguments(arguments));
    }

    private static void assertRefused(EndedCommand refused, String sentence) {
        assertThat(refused.output())
                .contains("APPLICATION FAILED TO START", sentence)
                .doesNotContain("\tat ");
        assertThat(refused.status()).isEqualTo(1);
    }

    @Test
    void theCommandMigratesAndEndsWithASentence() throws Exception {
        var first = EndedCommand.almanac("migrate", "--almanac.database.url=" + database.address);
        assertThat(first.output()).contains("The schema is at version " + NEWEST + "; migrations run: " + NEWEST + ".");
        assertThat(first.status()).isZero();
        assertThat(database.version()).isEqualTo(NEWEST);
    }

    @Test
    void theCommandThatCannotMigrateEndsWithOneAndASentence() throws Exception {
        database.start(Mode.AT_START);
        var failed = EndedCommand.almanac(
                "migrate",
                "--almanac.database.url=" + database.address,
                "--spring.flyway.locations=classpath:db/migration,classpath:db/later/failing",
                "--spring.profiles.active=production");
        assertThat(failed.output()).contains("The migration V1000 failed").doesNotContain("\tat ", "postgres:postgres");
        assertThat(failed.status()).isEqualTo(1);
        var nowhere = EndedCommand.almanac("migrate");
        assertThat(nowhere.output()).contains("Set almanac.database.url").doesNotContain("\tat ");
        assertThat(nowhere.status()).isEqualTo(1);
    }

    @Test
    void theOldServerServesOnWhereTheMigrationOfTheNewOneFails() throws Exception {
        try (var old = server()) {
            var caller = new Api(old.getEnvironment()).somebody();
            var calendar = caller.calendar();
            assertRefused(
                    start("--spring.flyway.locations=classpath:db/migration,classpath:db/later/failing"),
                    "The migration V1000 failed");
            assertThat(caller.calendar()).isEqualTo(calendar);
            try (var newer = server("--spring.flyway.locations=classpath:db/migration,classpath:db/later/better")) {
                assertThat(new Api(newer.getEnvironment()).somebody().calendar())
                        .isNotEmpty();
                assertThat(caller.calendar()).isEqualTo(calendar);
            }
        }
    }

    @Test
    void aServerThatDoesNotMigrateIsRefusedOnAnEmptyDatabase() throws Exception {
        assertRefused(start("--almanac.migration.mode=OWN_STEP"), "run java -jar almanac.jar migrate");
        database.start(Mode.AT_START);
        try (var started = server("--almanac.migration.mode=OWN_STEP")) {
            assertThat(new Api(started.getEnvironment()).somebody().calendar()).isNotEmpty();
        }
    }
}
