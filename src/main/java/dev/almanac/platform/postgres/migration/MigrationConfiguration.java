package dev.almanac.platform.postgres.migration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the start's migration, which Spring Boot calls before anything uses the database, to {@link Migrations}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MigrationSettings.class)
class MigrationConfiguration {

    @Bean
    FlywayConfigurationCustomizer migrationSession(MigrationSettings settings) {
        return configuration -> Migrations.configure(configuration, settings);
    }

    @Bean
    FlywayMigrationStrategy migrations(MigrationSettings settings) {
        return new Migrations(settings)::atStart;
    }
}
