package dev.almanac.local;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.almanac.platform.security.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code POST /local/token}: a token for whoever the form field {@code email} names, or for the sample person. Answers as
 * RFC 6749, sections 5.1 and 5.2 say. Nothing is proven, so callers must be on this machine.
 */
class TokenEndpoint {

    static final String PATH = "/local/token";

    private static final Duration LIFE = Duration.ofHours(1);

    private final SigningKey key;
    private final SecuritySettings settings;
    private final Clock clock;

    TokenEndpoint(SigningKey key, SecuritySettings settings, Clock clock) {
        this.key = key;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<ServerResponse> answer(ServerRequest request) {
        if (!OwnMachine.sent(request.exchange().getRequest())) {
            return refuse(HttpStatus.FORBIDDEN, "access_denied", "Only this machine's own requests are answered");
        }
        if (!request.headers().contentType().map(TokenEndpoint::isForm).orElse(true)) {
            return refuse(HttpStatus.BAD_REQUEST, "invalid_request", "The body must be a form");
        }
        return request.formData()
                .map(TokenEndpoint::person)
                .flatMap(this::token)
                .onErrorResume(error -> refuse(
                        HttpStatus.BAD_REQUEST,
                        "invalid_request",
                        error instanceof IllegalArgumentException
                                ? "email must be one e-mail address"
                                : "The body is not a form"));
    }

    private static boolean isForm(MediaType type) {
        return type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED);
    }

    private static Person person(MultiValueMap<String, String> form) {
        List<String> emails = form.getOrDefault("email", List.of());
        if (emails.size() > 1) {
            throw new IllegalArgumentException("email is given twice");
        }
        // RFC 6749, section 3.2: a parameter without a value counts as omitted.
        return emails.isEmpty() || emails.getFirst().isEmpty() ? Person.SAMPLE : Person.of(emails.getFirst());
    }

    private Mono<ServerResponse> token(Person person) {
        Instant now = clock.instant();
        String token = key.sign(new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(person.email())
                .claim("email", person.email())
                .claim("email_verified", true)
                .claim("name", person.name())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build());
        return ServerResponse.ok()
                .cacheControl(CacheControl.noStore())
                .bodyValue(Map.of("access_token", token, "token_type", "Bearer", "expires_in", LIFE.toSeconds()));
    }

    private static Mono<ServerResponse> refuse(HttpStatus status, String error, String description) {
        return ServerResponse.status(status)
                .cacheControl(CacheControl.noStore())
                .bodyValue(Map.of("error", error, "error_description", description));
    }
}
