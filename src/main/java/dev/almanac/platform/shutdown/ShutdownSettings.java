package dev.almanac.platform.shutdown;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the server goes ({@code almanac.shutdown.*}).
 *
 * @param delay how long the server still takes new requests after SIGTERM, while its readiness already answers 503, so that
 *     balancers can turn away from it first; at most 20 s. What is in flight then has
 *     {@code spring.lifecycle.timeout-per-shutdown-phase} to end
 */
@ConfigurationProperties("almanac.shutdown")
record ShutdownSettings(
        @DefaultValue("0s") @Between(least = "0s", most = "20s")
        Duration delay) {}
