package dev.almanac.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B3")
class TypedIdTests {

    private static final String SEVEN = "0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77";

    @Test
    void anIdSurvivesTheRoundTrip() {
        TypedId id = TypedId.parse("cal_" + SEVEN);
        assertThat(id).isEqualTo(new TypedId("cal", UUID.fromString(SEVEN)));
        assertThat(id).hasToString("cal_" + SEVEN);
        assertThat(TypedId.parse("cal", "cal_" + SEVEN)).isEqualTo(UUID.fromString(SEVEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cal_",
                "cal",
                "CAL_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77",
                "cal_0198C2C4-5a7e-7c3e-8f4e-0d6a2b9c1e77",
                "cal_0198c2c45a7e7c3e8f4e0d6a2b9c1e77",
                "cal_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77 ",
                "cal_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e7g",
                "cal_0198c2c4-5a7e-1c3e-8f4e-0d6a2b9c1e77",
                "cal_0198c2c4-5a7e-7c3e-cf4e-0d6a2b9c1e77",
                "cal_{0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e7}",
                "cal-0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77",
                "calendars_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77",
                "0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77"
            })
    void anotherSpellingIsNoId(String text) {
        assertThat(TypedId.parse(text)).isNull();
        assertThat(TypedId.parse("cal", text)).isNull();
    }

    @Test
    void anIdOfAnotherTypeIsNone() {
        assertThat(TypedId.parse("cal", "evt_" + SEVEN)).isNull();
    }
}
