package dev.almanac.platform.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Await;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

@AlmanacTest
class TimeSpentTests {

    @Autowired
    private List<WebFilter> filters;

    @Test
    void theTimeOfARequestBeginsBeforeAnybodySignsIn() {
        var kinds = filters.stream().<Class<?>>map(WebFilter::getClass).toList();
        assertThat(kinds.indexOf(TimeSpent.Filter.class))
                .isNotNegative()
                .isLessThan(kinds.indexOf(WebFilterChainProxy.class));
    }

    @Test
    void allPartsOfARequestCountTogether() {
        var spent = new AtomicReference<TimeSpent>();
        Await.done(new TimeSpent.Filter()
                .filter(
                        MockServerWebExchange.from(MockServerHttpRequest.get("/")),
                        _ -> Mono.deferContextual(context -> {
                            spent.set(TimeSpent.of(context));
                            TimeSpent.of(context).add(3);
                            return Mono.deferContextual(later -> {
                                TimeSpent.of(later).add(4);
                                return Mono.empty();
                            });
                        })));
        assertThat(spent.get().left(10)).isEqualTo(3);
    }
}
