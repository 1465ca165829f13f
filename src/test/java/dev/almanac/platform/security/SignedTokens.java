package dev.almanac.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** Makes tokens that are right but for what a test changes. */
record SignedTokens(JWSSigner signer, JWSAlgorithm algorithm, String issuer, String audience, Instant now) {

    String good() {
        return with(claims -> {});
    }

    String with(Consumer<JWTClaimsSet.Builder> change) {
        return with(JOSEObjectType.JWT, change);
    }

    String with(JOSEObjectType type, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject("ada")
                .expirationTime(Date.from(now.plusSeconds(300)));
        change.accept(claims);
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).type(type).build(), claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
