package dev.almanac.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.StartRefusedException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseConfigurationTests {

    private static final String CONFIGURED = "postgresql://ada:secret@db.example/calendar";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(DatabaseConfiguration.class);

    @Test
    void r2dbcAndFlywayAreToldTheSameDatabase() {
        runner.withPropertyValues("almanac.database.url=" + CONFIGURED).run(context -> {
            ConnectionFactoryOptions r2dbc = context.getBean(DatabaseUrl.class).r2dbcOptions();
            FlywayConnectionDetails flyway = context.getBean(FlywayConnectionDetails.class);
            assertThat(r2dbc.getRequiredValue(ConnectionFactoryOptions.HOST)).isEqualTo("db.example");
            assertThat(flyway.getJdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5432/calendar");
            assertThat(flyway.getPassword()).isEqualTo("secret");
            assertThat(context.getBean(JdbcConnectionDetails.class)).isSameAs(flyway);
        });
    }

    @Test
    @Tag("A21")
    void withoutADatabaseTheStartIsRefusedWithOneSentence() {
        for (String url : new String[] {"", "   "}) {
            runner.withPropertyValues("almanac.database.url=" + url)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .isInstanceOf(StartRefusedException.class)
                            .hasMessageStartingWith("Set almanac.database.url"));
        }
    }

    @Test
    void thePoolsAreOfTheirSettings() {
        runner.withPropertyValues(
                        "almanac.database.url=" + CONFIGURED,
                        "almanac.database.requests.max-size=7",
                        "almanac.database.jobs.max-size=3")
                .run(context -> {
                    assertThat(maxSize(context.getBean("requestConnections", ConnectionPool.class)))
                            .isEqualTo(7);
                    assertThat(maxSize(context.getBean("jobConnections", ConnectionPool.class)))
                            .isEqualTo(3);
                });
    }

    @Test
    void thePoolsHaveTheirDefaults() {
        runner.withPropertyValues("almanac.database.url=" + CONFIGURED)
                .run(context -> assertThat(context.getBean(DatabaseSettings.class))
                        .isEqualTo(new DatabaseSettings(
                                CONFIGURED,
                                new DatabaseSettings.Requests(
                                        10,
                                        25,
                                        1000,
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(2)),
                                new DatabaseSettings.Jobs(
                                        5, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10)))));
    }

    private static int maxSize(ConnectionPool pool) {
        return pool.getMetrics().orElseThrow().getMaxAllocatedSize();
    }

    @Test
    void theDefaultDatabaseIsStartedOnlyWhereNoneIsConfigured() {
        DefaultDatabase unwanted = () -> {
            throw new AssertionError("started");
        };
        runner.withBean(DefaultDatabase.class, () -> unwanted)
                .withPropertyValues("almanac.database.url=" + CONFIGURED)
                .run(context ->
                        assertThat(context.getBean(DatabaseUrl.class)).isEqualTo(DatabaseUrl.parse(CONFIGURED)));

        DatabaseUrl own = DatabaseUrl.parse("postgresql://almanac:x@127.0.0.1:5999/almanac");
        runner.withBean(DefaultDatabase.class, () -> () -> own)
                .run(context -> assertThat(context.getBean(DatabaseUrl.class)).isEqualTo(own));
    }
}
