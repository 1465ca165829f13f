package dev.almanac.platform.graphql.testserver;

import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.ServerSecret;
import dev.almanac.platform.security.SignIn;
import dev.almanac.platform.security.Viewer;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * The platform's GraphQL alone. The header {@code X-Test-Subject} stands for a verified token; {@code nobody} is refused
 * by sign-in, {@code outage} finds the database gone and {@code bug} a mistake of the server's.
 */
@TestComponent
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.graphql.autoconfigure.observation.GraphQlObservationAutoConfiguration",
            "org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration",
            "org.springframework.boot.graphql.autoconfigure.security.GraphQlWebFluxSecurityAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
        })
@ComponentScan(
        basePackages = {"dev.almanac.platform.graphql", "dev.almanac.platform.http", "dev.almanac.platform.id"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*testserver.*"))
@Import(TestController.class)
public class TestServer {

    /** Serves until it is killed, for auditors outside of the JVM; the argument is the port. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(TestServer.class)
                .properties(
                        "server.port=" + arguments[0],
                        "almanac.test.subject=auditor",
                        "spring.graphql.schema.locations=classpath:platform-schema/",
                        "spring.graphql.schema.additional-files=classpath:graphql/platform.graphqls",
                        "spring.graphql.schema.inspection.enabled=false")
                .run();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ServerSecret serverSecret() {
        return purpose -> new byte[32];
    }

    @Bean
    SignIn signIn() {
        return identity -> switch (identity.subject()) {
            case "nobody" -> Mono.empty();
            case "outage" -> Mono.error(new R2dbcNonTransientResourceException("secret host name"));
            case "bug" -> Mono.error(new IllegalStateException("select * from secrets"));
            default -> Mono.just(viewer(identity.subject()));
        };
    }

    /** Who this subject signs in as. */
    public static Viewer viewer(String subject) {
        return new Viewer(
                UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8)), ZoneOffset.UTC, Locale.ENGLISH);
    }

    @Bean
    WebFilter testAuthentication(Environment environment) {
        String always = environment.getProperty("almanac.test.subject");
        return (exchange, chain) -> {
            String header = exchange.getRequest().getHeaders().getFirst("X-Test-Subject");
            String subject = header == null ? always : header;
            if (subject == null) {
                return chain.filter(exchange);
            }
            Authentication authentication = new TestingAuthenticationToken(
                    new Identity("https://issuer.test", subject, null, false, null), null, "ROLE_USER");
            return chain.filter(exchange)
                    .contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication));
        };
    }

    @Bean
    NodeResolver things() {
        return new NodeResolver() {
            @Override
            public String prefix() {
                return "thg";
            }

            @Override
            public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
                Map<String, Object> found = new LinkedHashMap<>();
                ids.stream().filter(id -> !id.endsWith("0")).forEach(id -> found.put(id, new Thing(id, "n")));
                return Mono.just(found);
            }
        };
    }
}
