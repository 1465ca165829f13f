package dev.almanac.change;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long is kept what nobody sees any more ({@code almanac.retention.*}).
 *
 * @param trash how long what was deleted can be brought back; then it is gone for good, and its ids are free
 * @param changes how long changes stay in the log, at the least: they go by whole months. Who was away longer starts anew
 */
@ConfigurationProperties("almanac.retention")
@Validated
public record RetentionSettings(
        @DefaultValue("30d") @Between(least = "1h", most = "3650d")
        Duration trash,

        @DefaultValue("400d") @Between(least = "1d", most = "3650d")
        Duration changes) {}
