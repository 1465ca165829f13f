package dev.almanac.platform.http;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request may take to arrive ({@code almanac.http.*}).
 *
 * @param headerTime from its first byte to the end of its headers
 * @param bodyTime from the end of its headers to the end of its body
 */
@ConfigurationProperties("almanac.http")
public record HttpSettings(
        @DefaultValue("10s") @Between(least = "100ms", most = "10m")
        Duration headerTime,

        @DefaultValue("30s") @Between(least = "100ms", most = "1h")
        Duration bodyTime) {}
