package dev.almanac.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where {@code local} keeps what must survive a restart ({@code almanac.local.*}).
 *
 * @param directory made if absent, readable by nobody else
 * @param binaries where PostgreSQL's programs are unpacked; null: inside {@code directory}
 */
@ConfigurationProperties("almanac.local")
record LocalSettings(
        @DefaultValue("./.almanac") Path directory,
        @Nullable Path binaries) {}
