package dev.almanac.platform.monitoring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitoringSettings.class)
class MonitoringConfiguration {

    /** Before the chain of everything else, which would take the operator's token for one of the issuer's. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain scrapeSecurity(
            ServerHttpSecurity http, MonitoringSettings settings, @Nullable TokenlessScrape tokenless) {
        ScrapeAccess access = new ScrapeAccess(settings, tokenless);
        return http.securityMatcher(EndpointRequest.to("prometheus"))
                .csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> exchanges
                        .anyExchange()
                        .access((caller, request) -> Mono.fromSupplier(
                                () -> access.decide(request.getExchange().getRequest()))))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint((exchange, refused) -> access.refuse(exchange))
                                .accessDeniedHandler((exchange, refused) -> access.refuse(exchange)))
                .build();
    }

    /** What waits on the event loops: one that blocks shows here first. */
    @Bean
    MeterBinder eventLoopMeters(ReactorResourceFactory resources) {
        return meters ->
                new NettyEventExecutorMetrics(resources.getLoopResources().onServer(true)).bindTo(meters);
    }
}
