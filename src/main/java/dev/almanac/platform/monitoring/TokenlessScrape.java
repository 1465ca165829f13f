package dev.almanac.platform.monitoring;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Who may read the metrics without a token; only a profile that keeps to its own machine has one. */
@FunctionalInterface
public interface TokenlessScrape {

    boolean allows(ServerHttpRequest request);
}
