package dev.almanac.platform.security;

import dev.almanac.platform.request.Deadline;
import java.time.Duration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;

/** From a verified token to the viewer. */
class ViewerConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private final SignIn signIn;
    private final Duration deadline;

    /** @param deadline how long a sign-in may take */
    ViewerConverter(SignIn signIn, Duration deadline) {
        this.signIn = signIn;
        this.deadline = deadline;
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        Identity identity;
        try {
            identity = identity(token);
        } catch (IllegalArgumentException refusal) {
            return Mono.error(new InvalidBearerTokenException("The token names nobody", refusal));
        }
        return Deadline.within(deadline, signIn.signIn(identity))
                .onErrorMap(
                        error -> !(error instanceof AuthenticationException),
                        error -> new AuthenticationServiceException("Sign-in failed", error))
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("The token's person may not sign in")))
                .map(ViewerAuthentication::new);
    }

    private static Identity identity(Jwt token) {
        String email = token.getClaim("email") instanceof String text ? text : null;
        return new Identity(
                token.getClaim("iss") instanceof String issuer ? issuer : String.valueOf(token.getIssuer()),
                token.getClaim("sub") instanceof String subject ? subject : "",
                email,
                email != null && Boolean.TRUE.equals(token.getClaim("email_verified")),
                token.getClaim("name") instanceof String name ? name : null);
    }
}
