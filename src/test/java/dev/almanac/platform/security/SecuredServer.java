package dev.almanac.platform.security;

import dev.almanac.platform.request.DeadlinePassedException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** A server with nothing but its security: {@code /graphql} answers who asks, and on which thread. */
@TestComponent
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            FlywayAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            R2dbcAutoConfiguration.class,
            GraphQlAutoConfiguration.class,
            GraphQlWebFluxAutoConfiguration.class
        })
@Import(SecurityConfiguration.class)
class SecuredServer {

    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    SignIn signIn() {
        return identity -> switch (identity.subject()) {
            case "barred" -> Mono.empty();
            case "unlucky" -> Mono.error(new IllegalStateException("the database is away"));
            case "one-too-many" ->
                Mono.error(new R2dbcTimeoutException("Connection acquisition timed out after 3000ms"));
            case "late" -> Mono.error(new DeadlinePassedException());
            default -> Mono.just(viewer(identity));
        };
    }

    static Viewer viewer(Identity identity) {
        return new Viewer(
                UUID.nameUUIDFromBytes((identity.issuer() + identity.subject()).getBytes(StandardCharsets.UTF_8)),
                ZoneOffset.UTC,
                Locale.ENGLISH);
    }

    @Bean
    RouterFunction<ServerResponse> whoAmI() {
        return RouterFunctions.route()
                .route(
                        request -> true,
                        request -> request.principal()
                                .cast(ViewerAuthentication.class)
                                .flatMap(caller -> ServerResponse.ok()
                                        .header(
                                                "Answered-By",
                                                Thread.currentThread().getName())
                                        .bodyValue(
                                                caller.getPrincipal().userId().toString())))
                .build();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter requestIdFromHeader() {
        return (exchange, chain) -> {
            String id = exchange.getRequest().getHeaders().getFirst("Test-Request-Id");
            if (id != null) {
                exchange.getAttributes().put(Refusals.REQUEST_ID, id);
            }
            return chain.filter(exchange);
        };
    }
}
