package dev.almanac.platform.request;

/**
 * A bean of this type has the requests to a path counted, timed and logged, as those of GraphQL are.
 *
 * @param name what metrics and the log call it, as {@code /files/{file}}; nothing of what a caller sent
 * @param pattern a path pattern of Spring WebFlux, as {@code /files/**}
 */
public record WatchedRoute(String name, String pattern) {

    /** One whose pattern is name enough. */
    public static WatchedRoute of(String pattern) {
        return new WatchedRoute(pattern, pattern);
    }
}
