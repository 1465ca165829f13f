package dev.almanac.platform.postgres;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Tells Spring Boot's R2DBC and Flyway the same address. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    static DatabaseRequired databaseRequired() {
        return new DatabaseRequired();
    }

    @Bean
    DatabaseUrl databaseUrl(DatabaseSettings settings, @Nullable DefaultDatabase fallback) {
        if (StringUtils.hasText(settings.url()) || fallback == null) {
            return DatabaseUrl.parse(settings.url());
        }
        return fallback.url();
    }

    @Bean
    R2dbcConnectionDetails r2dbcConnectionDetails(DatabaseUrl url) {
        return new R2dbcConnectionDetails() {
            @Override
            public ConnectionFactoryOptions getConnectionFactoryOptions() {
                return url.r2dbcOptions();
            }
        };
    }

    @Bean
    JdbcDetails jdbcConnectionDetails(DatabaseUrl url) {
        return new JdbcDetails(url);
    }
}
