package dev.almanac.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.almanac.platform.StartRefusedException;
import java.io.IOException;
import java.text.ParseException;

/** The key of the local sign-in, made at the first start and kept, so that a token outlives a restart. */
class SigningKey {

    private static final String FILE = "signing-key.jwk";

    private final ECKey key;
    private final ECDSASigner signer;

    SigningKey(LocalDirectory directory) throws IOException {
        try {
            key = ECKey.parse(directory.keep(FILE, SigningKey::generate));
            signer = new ECDSASigner(key);
        } catch (ParseException | JOSEException unreadable) {
            throw new StartRefusedException(
                    "%s is not a signing key: delete it, and a new one is made.".formatted(directory.resolve(FILE)),
                    unreadable);
        }
    }

    ECKey publicKey() {
        return key.toPublicJWK();
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    private static String generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
