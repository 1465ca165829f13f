package dev.almanac.platform.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An authenticated request. It keeps the viewer and not the token, so that no log line can show the token. */
public final class ViewerAuthentication extends AbstractAuthenticationToken {

    private final transient Viewer viewer;

    public ViewerAuthentication(Viewer viewer) {
        super(List.of());
        this.viewer = viewer;
        super.setAuthenticated(true);
    }

    @Override
    public Viewer getPrincipal() {
        return viewer;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return viewer.userId().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewerAuthentication that && viewer.equals(that.viewer);
    }

    @Override
    public int hashCode() {
        return viewer.hashCode();
    }
}
