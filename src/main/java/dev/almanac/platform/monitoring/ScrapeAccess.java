package dev.almanac.platform.monitoring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Whether a request may read the metrics. A monitoring system is no person: its token is a secret of the operator's own, and
 * the issuer's tokens do not open this door.
 */
final class ScrapeAccess {

    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] expected;
    private final @Nullable TokenlessScrape tokenless;

    ScrapeAccess(MonitoringSettings settings, @Nullable TokenlessScrape tokenless) {
        this.expected = settings.token().isEmpty() ? null : digest(settings.token());
        this.tokenless = tokenless;
    }

    AuthorizationDecision decide(ServerHttpRequest request) {
        boolean open = tokenless != null && tokenless.allows(request);
        return new AuthorizationDecision(open || hasToken(request));
    }

    /** 401 where a token would help, otherwise as if there were nothing here. */
    Mono<Void> refuse(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        if (expected == null) {
            response.setStatusCode(HttpStatus.NOT_FOUND);
        } else {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, SCHEME.strip());
        }
        return response.setComplete();
    }

    private boolean hasToken(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (expected == null || headers.size() != 1) {
            return false;
        }
        String header = headers.getFirst();
        // Digests are of one length, so the comparison tells nothing of the token's either.
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        expected, digest(header.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
