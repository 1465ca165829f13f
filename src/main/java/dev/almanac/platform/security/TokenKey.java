package dev.almanac.platform.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;

/**
 * The key that verifies tokens where this server issues them itself. With such a bean no other key is taken, and without
 * one the keys are the issuer's.
 *
 * @param publicKey on P-256, so the algorithm is ES256 (RFC 7518, section 3.4); never holds the private part
 */
public record TokenKey(ECKey publicKey) {

    public TokenKey {
        if (publicKey.isPrivate() || !Curve.P_256.equals(publicKey.getCurve())) {
            throw new IllegalArgumentException("a public key on P-256 is needed");
        }
    }
}
