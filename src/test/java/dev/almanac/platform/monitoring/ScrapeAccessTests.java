package dev.almanac.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.StartRefusedException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

@Tag("F10")
class ScrapeAccessTests {

    private static final String TOKEN = "0123456789abcdef0123456789ABCDEF";

    private final ScrapeAccess access = access(TOKEN);

    private static ScrapeAccess access(String token) {
        return new ScrapeAccess(new MonitoringSettings(token, Duration.ofSeconds(1)), null);
    }

    private static boolean granted(ScrapeAccess access, String... authorization) {
        return access.decide(MockServerHttpRequest.get("/actuator/prometheus")
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .build())
                .isGranted();
    }

    @Test
    void theOperatorsTokenOpens() {
        assertThat(granted(access, "Bearer " + TOKEN)).isTrue();
        assertThat(granted(access, "bearer  " + TOKEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", TOKEN, "Basic " + TOKEN, "Bearer " + TOKEN + "0"})
    void nothingElseDoes(String authorization) {
        assertThat(granted(access, authorization)).isFalse();
    }

    @Test
    void neitherAPartNorAnotherCaseNorTwoOfThemDo() {
        assertThat(granted(access)).isFalse();
        assertThat(granted(access, "Bearer " + TOKEN.substring(1))).isFalse();
        assertThat(granted(access, "Bearer " + TOKEN.toLowerCase(Locale.ROOT))).isFalse();
        assertThat(granted(access, "Bearer " + TOKEN, "Bearer " + TOKEN)).isFalse();
    }

    @Test
    void withoutATokenThereIsNothingToOpen() {
        assertThat(granted(access(""))).isFalse();
        assertThat(granted(access(""), "Bearer ")).isFalse();
        assertThat(granted(access(" "), "Bearer null")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef0123456789ABCDE", "0123456789abcdef 123456789ABCDEF0"})
    void aTokenThatIsShortOrCannotBeSentRefusesTheStart(String token) {
        assertThatThrownBy(() -> new MonitoringSettings(token, Duration.ofSeconds(1)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("Set almanac.monitoring.token to at least 32 visible ASCII characters, or leave it out.");
    }

    @Test
    @Tag("F3")
    void theSettingsDoNotShowTheToken() {
        assertThat(new MonitoringSettings(TOKEN, Duration.ofSeconds(1)).toString())
                .doesNotContain(TOKEN);
    }
}
