package dev.almanac.platform.monitoring;

import dev.almanac.platform.http.RequestId;
import dev.almanac.platform.request.RequestTally;
import dev.almanac.platform.request.WatchedRoute;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Watches the requests to each {@link WatchedRoute}, as {@link RequestWatch} does those of GraphQL. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RouteWatch implements WebFilter {

    private record Route(String name, PathPattern pattern) {}

    private final List<Route> routes;
    private final RouteMeters meters;
    private final RequestLog log;

    RouteWatch(ObjectProvider<WatchedRoute> routes, RouteMeters meters, RequestLog log) {
        this.routes = routes.stream()
                .map(route -> new Route(route.name(), PathPatternParser.defaultInstance.parse(route.pattern())))
                .toList();
        this.meters = meters;
        this.log = log;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String route = route(exchange.getRequest().getPath().pathWithinApplication());
        if (route == null) {
            return chain.filter(exchange);
        }
        RequestTally tally = RequestTally.begin(exchange);
        long start = System.nanoTime();
        return chain.filter(exchange)
                .doFinally(signal -> ended(exchange, route, tally, signal, System.nanoTime() - start))
                .contextWrite(tally::counting);
    }

    private @Nullable String route(PathContainer path) {
        for (Route route : routes) {
            if (route.pattern.matches(path)) {
                return route.name;
            }
        }
        return null;
    }

    private void ended(
            ServerWebExchange exchange, String route, RequestTally tally, SignalType signal, long nanoseconds) {
        Ending ending = Ending.of(exchange, tally, signal);
        meters.ended(route, ending.outcome(), tally.statements(), nanoseconds);
        String method = exchange.getRequest().getMethod().name();
        log.ended(method, route, tally, RequestId.of(exchange), ending, Duration.ofNanos(nanoseconds));
    }
}
