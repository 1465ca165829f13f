package dev.almanac.platform.security;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import reactor.core.publisher.Flux;

/**
 * Decoders that check what RFC 8725 asks for: the algorithm is one of ours and asymmetric, {@code iss} and {@code aud} are
 * exactly the configured ones, and {@code exp} is there. Building one reaches out to nobody; the issuer is first asked when
 * the first token comes.
 */
class TokenVerification {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final List<SignatureAlgorithm> ALGORITHMS =
            List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.PS256);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private static final MappedJwtClaimSetConverter STOCK_CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private final SecuritySettings settings;
    private final Clock clock;

    TokenVerification(SecuritySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    ReactiveJwtDecoder byIssuer() {
        var builder = settings.jwksUri() == null
                ? NimbusReactiveJwtDecoder.withIssuerLocation(settings.issuer())
                : NimbusReactiveJwtDecoder.withJwkSetUri(settings.jwksUri().toString());
        return validating(builder.jwsAlgorithms(algorithms -> {
                    algorithms.clear();
                    algorithms.addAll(ALGORITHMS);
                })
                .validateType(false)
                .build());
    }

    ReactiveJwtDecoder byKey(TokenKey key) {
        JWK publicKey = key.publicKey();
        return validating(NimbusReactiveJwtDecoder.withJwkSource(token -> Flux.just(publicKey))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build());
    }

    private ReactiveJwtDecoder validating(NimbusReactiveJwtDecoder decoder) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        decoder.setClaimSetConverter(TokenVerification::claims);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(times, type(), issuer(), audience(), issuedInThePast()));
        // Whatever else goes wrong is the fetching of keys, which is no fault of the token.
        return token -> decoder.decode(token)
                .onErrorMap(
                        error -> !(error instanceof JwtException),
                        error -> new JwtException("The issuer's keys cannot be had", error));
    }

    private static Map<String, Object> claims(Map<String, Object> stated) {
        Map<String, Object> claims = STOCK_CLAIMS.convert(stated);
        // The stock converter makes up an absent iat from exp, which then lies in the future.
        claims.keySet().retainAll(stated.keySet());
        return claims;
    }

    private static OAuth2TokenValidator<Jwt> type() {
        return token -> judge(
                !(token.getHeaders().get("typ") instanceof String type)
                        || TYPES.contains(type.toLowerCase(Locale.ROOT)),
                "typ");
    }

    private OAuth2TokenValidator<Jwt> issuer() {
        return token -> judge(settings.issuer().equals(token.getClaimAsString("iss")), "iss");
    }

    private OAuth2TokenValidator<Jwt> audience() {
        return token -> {
            List<String> audience = token.getAudience();
            return judge(audience != null && audience.contains(settings.audience()), "aud");
        };
    }

    private OAuth2TokenValidator<Jwt> issuedInThePast() {
        return token -> {
            var issuedAt = token.getIssuedAt();
            return judge(issuedAt == null || !issuedAt.isAfter(clock.instant().plus(SKEW)), "iat");
        };
    }

    private static OAuth2TokenValidatorResult judge(boolean good, String claim) {
        return good
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(BearerTokenErrors.invalidToken("The " + claim + " is not taken"));
    }
}
