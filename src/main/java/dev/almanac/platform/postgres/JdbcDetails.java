package dev.almanac.platform.postgres;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The address for those who speak JDBC. Flyway asks for details of its own where there is no {@code DataSource}. */
record JdbcDetails(DatabaseUrl url) implements JdbcConnectionDetails, FlywayConnectionDetails {

    @Override
    public String getUsername() {
        return url.user();
    }

    @Override
    public @Nullable String getPassword() {
        return url.password();
    }

    @Override
    public String getJdbcUrl() {
        return url.jdbcUrl();
    }

    @Override
    public String getDriverClassName() {
        return "org.postgresql.Driver";
    }
}
