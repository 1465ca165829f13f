package dev.almanac.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server knows its key itself, as in {@code local}. */
@TestComponent
@Configuration(proxyBeanMethods = false)
class OwnKey {

    static final ECKey KEY = generate();

    static SignedTokens tokens() {
        try {
            return new SignedTokens(
                    new ECDSASigner(KEY), JWSAlgorithm.ES256, "https://issuer.example", "almanac", SecuredServer.NOW);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Bean
    TokenKey tokenKey() {
        return new TokenKey(KEY.toPublicJWK());
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
