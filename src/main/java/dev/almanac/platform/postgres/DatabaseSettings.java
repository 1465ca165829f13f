package dev.almanac.platform.postgres;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is and how it is used ({@code almanac.database.*}). The sum of both pools' sizes, over all nodes, and the
 * connections of migrations must stay below the database's {@code max_connections}.
 *
 * @param url as {@link DatabaseUrl} reads it; empty where none is configured
 * @param requests the pool that answers requests
 * @param jobs the pool of what runs in the background, so that it never takes a connection from a screen
 */
@ConfigurationProperties("almanac.database")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue Requests requests,
        @DefaultValue Jobs jobs) {

    /**
     * The pool that answers requests.
     *
     * @param initialSize connections opened at the start
     * @param maxSize the most connections
     * @param maxPending how many may wait for a connection; more are OVERLOADED at once
     * @param acquireTimeout who waits longer for a connection is answered OVERLOADED
     * @param statementTimeout after it the database ends a statement
     * @param lockTimeout after it the database ends a statement that waits for a lock
     */
    record Requests(
            @DefaultValue("10") int initialSize,
            @DefaultValue("25") int maxSize,
            @DefaultValue("1000") int maxPending,
            @DefaultValue("2s") Duration acquireTimeout,
            @DefaultValue("5s") Duration statementTimeout,
            @DefaultValue("2s") Duration lockTimeout) {}

    /**
     * The pool of background work.
     *
     * @param maxSize the most connections
     * @param acquireTimeout how long a job waits for a connection
     * @param statementTimeout after it the database ends a statement
     * @param lockTimeout after it the database ends a statement that waits for a lock
     */
    record Jobs(
            @DefaultValue("5") int maxSize,
            @DefaultValue("30s") Duration acquireTimeout,
            @DefaultValue("60s") Duration statementTimeout,
            @DefaultValue("10s") Duration lockTimeout) {}

    @Override
    public String toString() {
        return "DatabaseSettings[url=***, requests=%s, jobs=%s]".formatted(requests, jobs);
    }
}
