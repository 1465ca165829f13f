package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a calendar itself. */
class CalendarWritingTests {

    @ParameterizedTest
    @CsvSource({
        "#ff6347,COLOR:tomato",
        "#00ffff,COLOR:aqua",
        "#808080,COLOR:gray",
        "#663399,COLOR:rebeccapurple",
        "#ff6348,X-APPLE-CALENDAR-COLOR:#ff6348"
    })
    void aColorHasItsNameWhereItHasOne(String color, String line) {
        assertThat(Written.lines(Written.text(Written.calendar("Home", color), List.of())))
                .filteredOn(each -> each.contains("COLOR"))
                .containsExactly(line);
    }

    @Test
    void itSaysWhatItIsInTheNewWordsAndTheOld() {
        assertThat(Written.lines(Written.text(Written.calendar("Home, sweet", "#123456"), List.of())))
                .contains(
                        "NAME:Home\\, sweet",
                        "X-WR-CALNAME:Home\\, sweet",
                        "DESCRIPTION:About Home\\, sweet",
                        "X-WR-CALDESC:About Home\\, sweet",
                        "X-WR-TIMEZONE:Europe/Zurich");
    }
}
