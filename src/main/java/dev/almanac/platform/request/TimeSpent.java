package dev.almanac.platform.request;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What the parts of a request have taken of its time: what it took to sign in, the answer has no more. What nobody here can hurry, such
 * as a body that arrives slowly, is in none of the parts.
 */
final class TimeSpent {

    private final AtomicLong nanoseconds = new AtomicLong();

    /** That of the request of this context; outside of one, nothing was spent. */
    static TimeSpent of(ContextView context) {
        TimeSpent spent = context.getOrDefault(TimeSpent.class, null);
        return spent == null ? new TimeSpent() : spent;
    }

    void add(long more) {
        nanoseconds.addAndGet(more);
    }

    /** What is left of this, zero or more. */
    long left(long allNanoseconds) {
        return Math.max(0, allNanoseconds - nanoseconds.get());
    }

    /** Begins with every request. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Filter implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return chain.filter(exchange).contextWrite(context -> context.put(TimeSpent.class, new TimeSpent()));
        }
    }
}
