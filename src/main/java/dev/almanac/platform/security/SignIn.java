package dev.almanac.platform.security;

import reactor.core.publisher.Mono;

/** Finds the person behind a verified token, and makes that person on first sight. */
@FunctionalInterface
public interface SignIn {

    /**
     * Answers the viewer. An empty answer or an {@code AuthenticationException} refuses the caller (401), any other error
     * means that the answer cannot be had now (503).
     */
    Mono<Viewer> signIn(Identity identity);
}
