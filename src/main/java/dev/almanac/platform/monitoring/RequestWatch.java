package dev.almanac.platform.monitoring;

import dev.almanac.platform.graphql.GraphQlSettings;
import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.request.RequestTally;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Watches each GraphQL request from outside, its sign-in and the writing of its answer included. It is the request that is
 * observed and not its fields: observing one costs as much as fetching it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestWatch implements WebFilter {

    private final String path;
    private final RequestMeters meters;
    private final RequestLog log;

    RequestWatch(GraphQlSettings settings, RequestMeters meters, RequestLog log) {
        this.path = settings.path();
        this.meters = meters;
        this.log = log;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().equals(path)) {
            return chain.filter(exchange);
        }
        RequestTally tally = RequestTally.begin(exchange);
        long start = System.nanoTime();
        return chain.filter(exchange)
                .doFinally(signal -> ended(exchange, tally, signal, System.nanoTime() - start))
                .contextWrite(tally::counting);
    }

    private void ended(ServerWebExchange exchange, RequestTally tally, SignalType signal, long nanoseconds) {
        Ending ending = Ending.of(exchange, tally, signal);
        meters.ended(tally, ending.outcome(), nanoseconds);
        tally.codes().forEach(meters::refused);
        if (tally.outcome() == null && signal != SignalType.CANCEL) {
            meters.refused(ending.outcome());
        }
        log.ended(tally, RequestId.of(exchange), ending, Duration.ofNanos(nanoseconds));
    }
}
