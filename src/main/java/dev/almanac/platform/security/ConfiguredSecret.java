package dev.almanac.platform.security;

import dev.almanac.platform.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** The secret of {@code almanac.security.secret}, expanded as HKDF does it (RFC 5869, section 2.3, one block). */
@Component
@EnableConfigurationProperties(ConfiguredSecret.Settings.class)
class ConfiguredSecret implements ServerSecret {

    private static final int SHORTEST = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Where the secret is configured.
     *
     * @param secret what cursors are sealed with: at least 32 random bytes in Base64, the same on every node; kept in the folder in
     *     {@code local}, required otherwise
     */
    @ConfigurationProperties("almanac.security")
    record Settings(@DefaultValue("") String secret) {

        Settings {
            if (!secret.isBlank()) {
                bytes(secret);
            }
        }

        @Override
        public String toString() {
            return "Settings[secret=***]";
        }
    }

    ConfiguredSecret(Settings settings, @Nullable DefaultSecret fallback) {
        String configured = settings.secret().isBlank() && fallback != null ? fallback.base64() : settings.secret();
        this.key = new SecretKeySpec(bytes(configured), ALGORITHM);
    }

    private static byte[] bytes(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            throw refused();
        }
        if (secret.length < SHORTEST) {
            throw refused();
        }
        return secret;
    }

    private static StartRefusedException refused() {
        return new StartRefusedException(
                "Set almanac.security.secret to at least 32 random bytes in Base64, the same on every node.");
    }

    @Override
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    @Override
    public String toString() {
        return "ServerSecret[***]";
    }
}
