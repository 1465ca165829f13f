package dev.almanac.platform.security;

import org.springframework.http.HttpMethod;

/**
 * A bean of this type lets one path be reached without a token. Everything else asks for one.
 *
 * @param pattern a path pattern of Spring WebFlux, as {@code /graphiql/**}
 */
public record OpenPath(HttpMethod method, String pattern) {

    public static OpenPath get(String pattern) {
        return new OpenPath(HttpMethod.GET, pattern);
    }

    public static OpenPath post(String pattern) {
        return new OpenPath(HttpMethod.POST, pattern);
    }
}
