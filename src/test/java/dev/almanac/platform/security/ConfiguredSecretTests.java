package dev.almanac.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.StartRefusedException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredSecretTests {

    private static ConfiguredSecret secret(byte fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, fill);
        return new ConfiguredSecret(
                new ConfiguredSecret.Settings(Base64.getEncoder().encodeToString(bytes)), null);
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        assertThat(secret((byte) 1).derive("a"))
                .hasSize(32)
                .isEqualTo(secret((byte) 1).derive("a"));
        assertThat(secret((byte) 1).derive("a")).isNotEqualTo(secret((byte) 1).derive("b"));
        assertThat(secret((byte) 1).derive("a")).isNotEqualTo(secret((byte) 2).derive("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64, but long enough to be a secret of 32 bytes"})
    void theServerDoesNotStartWithoutASecret(String configured) {
        assertThatThrownBy(() -> new ConfiguredSecret(new ConfiguredSecret.Settings(configured), null))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("almanac.security.secret");
    }

    @Test
    void theSecretIsNeverPrinted() {
        assertThat(new ConfiguredSecret.Settings("c2VjcmV0".repeat(6)).toString())
                .doesNotContain("c2VjcmV0");
        assertThat(secret((byte) 1).toString()).isEqualTo("ServerSecret[***]");
    }
}
