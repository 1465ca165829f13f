package dev.almanac.platform.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is ({@code almanac.database.*}).
 *
 * @param url as {@link DatabaseUrl} reads it; empty where none is configured
 */
@ConfigurationProperties("almanac.database")
record DatabaseSettings(@DefaultValue("") String url) {

    @Override
    public String toString() {
        return "DatabaseSettings[url=***]";
    }
}
