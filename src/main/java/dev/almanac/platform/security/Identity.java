package dev.almanac.platform.security;

import org.jspecify.annotations.Nullable;

/**
 * Whom a token speaks of. A person is ({@code issuer}, {@code subject}) and nothing else: the e-mail address is an
 * attribute that changes hands, even a verified one.
 *
 * @param issuer {@code iss}, compared exactly; 1 to 255 characters
 * @param subject {@code sub}; 1 to 255 characters (OpenID Connect Core, section 2)
 * @param email as the issuer states it, or null
 * @param emailVerified whether the issuer says that it checked the address; false without an address
 * @param name for display, or null
 */
public record Identity(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name) {

    private static final int LONGEST = 255;

    /** @throws IllegalArgumentException if issuer or subject is empty, too long, or holds a NUL */
    public Identity {
        check("iss", issuer);
        check("sub", subject);
    }

    private static void check(String claim, String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("%s must have 1 to %d characters and no NUL".formatted(claim, LONGEST));
        }
    }
}
