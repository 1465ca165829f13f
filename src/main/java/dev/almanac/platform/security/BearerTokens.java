package dev.almanac.platform.security;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes the token from the one Authorization header (RFC 6750, section 2.1). A token in the query string is none, because
 * addresses end up in logs; of two credentials neither is taken.
 */
class BearerTokens implements ServerAuthenticationConverter {

    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final String SCHEME = "Bearer";
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)access_token(?:=|&|$)");

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        List<String> headers = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Mono.empty();
        }
        if (headers.size() > 1 || hasTokenInQuery(exchange.getRequest())) {
            return refuse(BearerTokenErrors.invalidRequest("More than one credential in the request"));
        }
        String header = headers.getFirst();
        if (!isBearer(header)) {
            return Mono.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.length() > LONGEST_TOKEN || !B64TOKEN.matcher(token).matches()) {
            return refuse(BearerTokenErrors.invalidToken("The bearer token is malformed"));
        }
        return Mono.just(new BearerTokenAuthenticationToken(token));
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    private static boolean hasTokenInQuery(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        return query != null && IN_QUERY.matcher(query).find();
    }

    private static Mono<Authentication> refuse(BearerTokenError error) {
        return Mono.error(new OAuth2AuthenticationException(error));
    }
}
