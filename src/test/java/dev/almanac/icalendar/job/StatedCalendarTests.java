package dev.almanac.icalendar.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.calendar.NewCalendar;
import dev.almanac.icalendar.text.PartReading.Part;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedCalendarTests {

    private static NewCalendar stated(String... lines) {
        return StatedCalendar.of(new Part("VCALENDAR", List.of(lines), null, null));
    }

    private static @Nullable String color(String... lines) {
        return stated(lines).color();
    }

    @ParameterizedTest
    @CsvSource({
        "COLOR:tomato,#ff6347",
        "COLOR:Tomato,#ff6347",
        "COLOR:darkslategrey,#2f4f4f",
        "COLOR:darkslategray,#2f4f4f",
        "COLOR:magenta,#ff00ff",
        "COLOR;X-A=b:#123ABC,#123abc",
        "X-APPLE-CALENDAR-COLOR:#FF2968FF,#ff2968",
        "X-APPLE-CALENDAR-COLOR:teal,#008080"
    })
    void aColorIsANameOrNumbers(String line, String color) {
        assertThat(color(line)).isEqualTo(color);
    }

    @Test
    void theExactColorCountsFirstWhereItIsOne() {
        assertThat(color("COLOR:red", "X-APPLE-CALENDAR-COLOR:#FE0000")).isEqualTo("#fe0000");
        assertThat(color("COLOR:red", "X-APPLE-CALENDAR-COLOR:custom")).isEqualTo("#ff0000");
        assertThat(color("COLOR:no colour")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Asia/Tokyo|Asia/Tokyo",
                "asia/tokyo|Asia/Tokyo",
                "W. Europe Standard Time|Europe/Berlin",
                "/freeassociation.sourceforge.net/Europe/Zurich|Europe/Zurich",
                "Eastern|America/New_York",
                "(UTC+01:00) Amsterdam\\, Berlin\\, Bern|Europe/Amsterdam",
                "UTC+2|Etc/GMT-2"
            })
    void aZoneHasAnyNameThatAnEventsMayHave(String name, String zone) {
        assertThat(stated("X-WR-TIMEZONE:" + name).timeZone()).isEqualTo(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Middle of Nowhere", "UTC+05:30", "SystemV/EST5"})
    void aNameThatMeansNoneIsNone(String name) {
        assertThat(stated("X-WR-TIMEZONE:" + name).timeZone()).isNull();
    }
}
