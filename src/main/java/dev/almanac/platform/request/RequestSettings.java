package dev.almanac.platform.request;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long requests may take ({@code almanac.request.*}). Signing in is part of it; the time in which a body arrives is
 * not counted.
 *
 * @param deadline after it a request is answered TIMEOUT, and what the database still does for it is stopped
 * @param importDeadline the same for a request that brings a whole file
 */
@ConfigurationProperties("almanac.request")
@Validated
public record RequestSettings(
        @DefaultValue("7s") @Between(least = "100ms", most = "10m")
        Duration deadline,

        @DefaultValue("60s") @Between(least = "100ms", most = "1h")
        Duration importDeadline) {}
