package dev.almanac.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NominalDurationTests {

    @Test
    void daysStayDaysAndHoursStayHours() {
        assertThat(NominalDuration.parse("P1D")).isEqualTo(new NominalDuration(1, 0));
        assertThat(NominalDuration.parse("PT24H"))
                .isEqualTo(new NominalDuration(0, 86_400))
                .hasToString("PT24H");
        assertThat(NominalDuration.parse("P2W")).hasToString("P14D");
        assertThat(NominalDuration.exact(Duration.ofMinutes(90))).hasToString("PT1H30M");
        assertThat(NominalDuration.ZERO).hasToString("PT0S");
    }

    @Test
    void negativeAndEndlessOnesDoNotExist() {
        assertThatThrownBy(() -> new NominalDuration(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NominalDuration(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NominalDuration.parse("P3660001D")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NominalDuration.parse("PT999999999999S")).isInstanceOf(IllegalArgumentException.class);
    }
}
