package dev.almanac.platform.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long requests may take ({@code almanac.request.*}). The time in which a body arrives is not counted.
 *
 * @param deadline after it a request is answered TIMEOUT, and what the database still does for it is stopped
 * @param importDeadline the same for a request that brings a whole file
 */
@ConfigurationProperties("almanac.request")
public record RequestSettings(
        @DefaultValue("7s") Duration deadline,
        @DefaultValue("60s") Duration importDeadline) {}
