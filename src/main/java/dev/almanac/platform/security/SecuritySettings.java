package dev.almanac.platform.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are taken ({@code almanac.security.*}).
 *
 * @param issuer the only {@code iss} taken, compared character by character; required outside {@code local}
 * @param audience what must be among a token's {@code aud}; required outside {@code local}
 * @param jwksUri where the issuer's keys are; by default found by OpenID Connect discovery (or RFC 8414) at the first token
 */
@ConfigurationProperties("almanac.security")
public record SecuritySettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String audience,
        @Nullable URI jwksUri) {}
