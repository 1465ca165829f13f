package dev.almanac.platform.postgres.migration;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When and how the schema is migrated ({@code almanac.migration.*}).
 *
 * @param mode {@code AT_START}: each server migrates before it serves, one at a time. {@code OWN_STEP}: {@code java -jar
 *     almanac.jar migrate} does, and a server only checks that the schema is one it can serve
 * @param lockTimeout how long a migration waits for a lock, and so how long it makes writers wait behind it
 * @param attempts how often a migration that did not get its lock is tried
 * @param pause how long to let writers pass between two attempts
 * @param turn how long to wait for another instance that is migrating
 */
@ConfigurationProperties("almanac.migration")
@Validated
record MigrationSettings(
        @DefaultValue("AT_START") Mode mode,

        @DefaultValue("2s") @Between(least = "10ms", most = "1m")
        Duration lockTimeout,

        @DefaultValue("10") @Between(least = "1", most = "1000")
        int attempts,

        @DefaultValue("3s") @Between(least = "1ms", most = "10m")
        Duration pause,

        @DefaultValue("10m") @Between(least = "1s", most = "24h")
        Duration turn) {

    /** Who migrates. */
    enum Mode {
        AT_START,
        OWN_STEP
    }
}
