package dev.almanac.platform.security;

import dev.almanac.platform.request.RequestSettings;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stateless OAuth 2 resource server. Nothing asks for a {@code WebSession}: making one moves the request to another
 * thread, and no answer depends on it. Without cookies there is nothing for CSRF to ride on.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties({SecuritySettings.class, RequestSettings.class})
class SecurityConfiguration {

    @Bean
    static IssuerRequired issuerRequired() {
        return new IssuerRequired();
    }

    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(SecuritySettings settings, Clock clock, @Nullable TokenKey key) {
        TokenVerification verification = new TokenVerification(settings, clock);
        return key == null ? verification.byIssuer() : verification.byKey(key);
    }

    @Bean
    OpenPath health() {
        return OpenPath.get("/actuator/health");
    }

    @Bean
    OpenPath healthGroups() {
        return OpenPath.get("/actuator/health/**");
    }

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            ReactiveJwtDecoder decoder,
            SignIn signIn,
            RequestSettings requests,
            ObjectProvider<OpenPath> openPaths,
            JsonMapper mapper) {
        Refusals refusals = new Refusals(mapper);
        return http.csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> {
                    // First, so that the hot path compares one pattern.
                    exchanges.pathMatchers("/graphql").authenticated();
                    openPaths.forEach(open -> exchanges
                            .pathMatchers(open.method(), open.pattern())
                            .permitAll());
                    exchanges.anyExchange().authenticated();
                })
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens())
                        .authenticationEntryPoint(refusals)
                        .authenticationFailureHandler(refusals)
                        .jwt(jwt -> jwt.jwtDecoder(decoder)
                                .jwtAuthenticationConverter(new ViewerConverter(signIn, requests.deadline()))))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals))
                .build();
    }
}
