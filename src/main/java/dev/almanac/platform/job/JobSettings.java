package dev.almanac.platform.job;

import dev.almanac.platform.Between;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How background work is run ({@code almanac.jobs.*}). What it does to the data goes through the pool
 * {@code almanac.database.jobs}; these settings are of the engine that says when.
 *
 * @param enabled whether this server runs background work; another one on the same database must where this one does not
 * @param startDelay how long this server waits after its start until it looks for work, and up to as long again, by chance, so that
 *     servers that start together do not look together
 * @param pollingInterval how often it looks for work that is due
 * @param heartbeat how often it says that it still runs what it runs; what has not been heard of for six times as long is run again
 * @param threads how many jobs it runs at once
 * @param connections the most connections of the engine to the database
 * @param patience how long a stop of this server waits for what runs, before it is broken off
 * @param deadline after it a run is stopped and counts as failed
 */
@ConfigurationProperties("almanac.jobs")
@Validated
record JobSettings(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("20s") @Between(least = "0s", most = "10m")
        Duration startDelay,

        @DefaultValue("10s") @Between(least = "10ms", most = "10m")
        Duration pollingInterval,

        @DefaultValue("30s") @Between(least = "100ms", most = "10m")
        Duration heartbeat,

        @DefaultValue("2") @Between(least = "1", most = "20")
        int threads,

        @DefaultValue("2") @Between(least = "1", most = "5") int connections,

        @DefaultValue("20s") @Between(least = "0s", most = "25s")
        Duration patience,

        @DefaultValue("30m") @Between(least = "100ms", most = "24h")
        Duration deadline) {}
