package dev.almanac.platform.postgres;

import dev.almanac.platform.Between;
import jakarta.validation.Valid;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the database is and how it is used ({@code almanac.database.*}). The sum of both pools' sizes, over all nodes, and the
 * connections of migrations must stay below the database's {@code max_connections}.
 *
 * @param url {@code postgresql://user:password@host:port/name}, as {@link DatabaseUrl} reads it; embedded in {@code local},
 *     required otherwise
 * @param requests the pool that answers requests
 * @param jobs the pool of what runs in the background, so that it never takes a connection from a screen
 */
@ConfigurationProperties("almanac.database")
@Validated
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue @Valid Requests requests,
        @DefaultValue @Valid Jobs jobs) {

    /**
     * The pool that answers requests.
     *
     * @param initialSize connections opened at the start, at most as many as {@code maxSize}
     * @param maxSize the most connections
     * @param maxPending how many may wait for a connection; more are OVERLOADED at once
     * @param acquireTimeout who waits longer for a connection is answered OVERLOADED
     * @param statementTimeout after it the database ends a statement
     * @param lockTimeout after it the database ends a statement that waits for a lock
     */
    record Requests(
            @DefaultValue("10") @Between(least = "0", most = "1000")
            int initialSize,

            @DefaultValue("25") @Between(least = "1", most = "1000")
            int maxSize,

            @DefaultValue("1000") @Between(least = "0", most = "100000")
            int maxPending,

            @DefaultValue("2s") @Between(least = "10ms", most = "10m")
            Duration acquireTimeout,

            @DefaultValue("5s") @Between(least = "10ms", most = "1h")
            Duration statementTimeout,

            @DefaultValue("2s") @Between(least = "10ms", most = "1h")
            Duration lockTimeout) {}

    /**
     * The pool of background work.
     *
     * @param maxSize the most connections
     * @param acquireTimeout how long a job waits for a connection
     * @param statementTimeout after it the database ends a statement
     * @param lockTimeout after it the database ends a statement that waits for a lock
     */
    record Jobs(
            @DefaultValue("5") @Between(least = "1", most = "1000")
            int maxSize,

            @DefaultValue("30s") @Between(least = "10ms", most = "10m")
            Duration acquireTimeout,

            @DefaultValue("60s") @Between(least = "10ms", most = "1h")
            Duration statementTimeout,

            @DefaultValue("10s") @Between(least = "10ms", most = "1h")
            Duration lockTimeout) {}

    @Override
    public String toString() {
        return "DatabaseSettings[url=***, requests=%s, jobs=%s]".formatted(requests, jobs);
    }
}
