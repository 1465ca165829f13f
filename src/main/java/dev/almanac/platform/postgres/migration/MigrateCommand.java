package dev.almanac.platform.postgres.migration;

import dev.almanac.platform.StartRefusedException;
import dev.almanac.platform.postgres.DatabaseUrl;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The argument {@code migrate}: migrates and ends the process, with 0 where the schema is what this version needs, else with 1;
 * both with one sentence. It needs no more than {@code almanac.database.url}, and serves nobody.
 */
class MigrateCommand implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    static final String ARGUMENT = "migrate";

    private static final Logger log = LoggerFactory.getLogger(MigrateCommand.class);

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (Arrays.asList(event.getArgs()).contains(ARGUMENT)) {
            int status = 0;
            try {
                new SpringApplicationBuilder(Step.class)
                        .environment(event.getEnvironment())
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .run()
                        .close();
            } catch (RuntimeException reported) {
                // Spring Boot has printed the sentence.
                status = 1;
            }
            System.exit(status);
        }
    }

    /** Not annotated as a configuration, so that no server finds it. */
    @EnableConfigurationProperties(MigrationSettings.class)
    static class Step {

        @Bean
        String outcome(MigrationSettings settings, Environment environment) {
            var address = environment.getProperty("almanac.database.url", "");
            if (address.isBlank()) {
                throw new StartRefusedException(
                        "Set almanac.database.url (postgresql://user:password@host:port/name): it is what to migrate.");
            }
            var url = DatabaseUrl.parse(address);
            var configuration = Flyway.configure()
                    .dataSource(url.jdbcUrl(), url.user(), url.password())
                    .locations(environment.getRequiredProperty("spring.flyway.locations", String[].class));
            Migrations.configure(configuration, settings);
            var sentence = new Migrations(settings).migrate(configuration.load());
            log.info(sentence);
            return sentence;
        }
    }
}
