package dev.almanac.platform.postgres;

import io.r2dbc.pool.ConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.util.StringUtils;

/** The pools, and for Flyway the same address. */
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

    @Bean(destroyMethod = "dispose")
    @Primary
    ConnectionPool requestConnections(DatabaseUrl url, DatabaseSettings settings) {
        return new Pools(url).requests(settings.requests());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool jobConnections(DatabaseUrl url, DatabaseSettings settings) {
        return new Pools(url).jobs(settings.jobs());
    }

    @Bean
    JdbcDetails jdbcConnectionDetails(DatabaseUrl url) {
        return new JdbcDetails(url);
    }
}
