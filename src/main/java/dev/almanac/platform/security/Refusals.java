package dev.almanac.platform.security;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.execution.Faults;
import dev.almanac.platform.request.RequestTally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers callers that are not, or not now, signed in: 401 without a good token, 400 for a malformed request (RFC 6750,
 * section 3.1), 503 or 504 when the issuer or the database cannot be asked, or not in time. Where GraphQL and files are taken the
 * body is a GraphQL response; nothing of the token or of the cause is repeated.
 */
class Refusals implements ServerAuthenticationEntryPoint, ServerAuthenticationFailureHandler {

    static final String REQUEST_ID = "almanac.requestId";

    /** Where answers have a body of GraphQL's form. */
    private static final Set<String> BODIES = Set.of("/graphql", "/import");

    private static final MediaType GRAPHQL_RESPONSE = MediaType.APPLICATION_GRAPHQL_RESPONSE;

    private final JsonMapper mapper;

    Refusals(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange exchange, AuthenticationException error) {
        return commence(exchange.getExchange(), error);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException error) {
        ServerHttpResponse response = exchange.getResponse();
        if (error instanceof AuthenticationServiceException) {
            Refusal reason = reason(error);
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
            return answer(
                    exchange, HttpStatus.valueOf(reason.status()), reason.name(), "Sign-in is not possible just now");
        }
        if (error instanceof OAuth2AuthenticationException bearer
                && bearer.getError() instanceof BearerTokenError problem) {
            response.getHeaders()
                    .set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"%s\"".formatted(problem.getErrorCode()));
            return answer(exchange, problem.getHttpStatus(), "UNAUTHENTICATED", "The access token is not accepted");
        }
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return answer(exchange, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "An access token is needed");
    }

    /** As anywhere else where the database does not answer; of the issuer it is not known why. */
    private static Refusal reason(AuthenticationException error) {
        RequestRefusedException reason = error.getCause() == null ? null : Faults.refusal(error.getCause());
        return reason != null && (reason.refusal().isTransient() || reason.refusal() == Refusal.TIMEOUT)
                ? reason.refusal()
                : Refusal.UNAVAILABLE;
    }

    private Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String code, String message) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        RequestTally.of(exchange).answered(code, List.of(code));
        if (!BODIES.contains(exchange.getRequest().getPath().value())) {
            return response.setComplete();
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code);
        Object requestId = exchange.getAttribute(REQUEST_ID);
        if (requestId != null) {
            extensions.put("requestId", requestId.toString());
        }
        byte[] body = mapper.writeValueAsBytes(
                Map.of("errors", List.of(Map.of("message", message, "extensions", extensions))));
        response.getHeaders().setContentType(contentType(exchange));
        response.getHeaders().setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    private static MediaType contentType(ServerWebExchange exchange) {
        if (exchange.getRequest().getPath().value().equals("/import")) {
            return MediaType.APPLICATION_JSON;
        }
        try {
            List<MediaType> accepted = exchange.getRequest().getHeaders().getAccept();
            boolean onlyJson = accepted.stream().noneMatch(type -> type.includes(GRAPHQL_RESPONSE))
                    && accepted.stream().anyMatch(type -> type.includes(MediaType.APPLICATION_JSON));
            return onlyJson ? MediaType.APPLICATION_JSON : GRAPHQL_RESPONSE;
        } catch (InvalidMediaTypeException unreadable) {
            return GRAPHQL_RESPONSE;
        }
    }
}
