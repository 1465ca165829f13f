package dev.almanac.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where {@code local} keeps what must survive a restart ({@code almanac.local.*}).
 *
 * @param directory where the database and the keys are; made if absent, readable by nobody else
 * @param binaries where PostgreSQL's programs are unpacked; by default inside the directory
 * @param sampleData whether it begins with the sample person's calendars
 */
@ConfigurationProperties("almanac.local")
record LocalSettings(
        @DefaultValue("./.almanac") Path directory,
        @Nullable Path binaries,
        @DefaultValue("true") boolean sampleData) {}
