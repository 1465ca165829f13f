package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.SignIn;
import dev.almanac.platform.security.Viewer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/** Who is calling: the viewer that authentication has found, or the one that signs in with the identity it has. */
public final class Callers {

    private final SignIn signIn;

    public Callers(SignIn signIn) {
        this.signIn = signIn;
    }

    /** The viewer; ends in {@link Refusal#UNAUTHENTICATED} where there is none, never empty. */
    public Mono<Viewer> viewer() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .filter(Authentication::isAuthenticated)
                .flatMap(this::viewer)
                .switchIfEmpty(Mono.error(
                        () -> new RequestRefusedException(Refusal.UNAUTHENTICATED, "The caller is not signed in")));
    }

    private Mono<Viewer> viewer(Authentication authentication) {
        return switch (authentication.getPrincipal()) {
            case Viewer viewer -> Mono.just(viewer);
            case Identity identity -> signIn.signIn(identity);
            case null, default -> Mono.empty();
        };
    }
}
