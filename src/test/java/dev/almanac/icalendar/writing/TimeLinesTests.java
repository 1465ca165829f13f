package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Details;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.platform.time.NominalDuration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeLinesTests {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final LocalDateTime START = LocalDateTime.of(2026, 10, 24, 22, 0);

    private static List<String> lines(EventTime time, @Nullable Recurrence recurrence) {
        return Stream.concat(TimeLines.of(time).stream(), TimeLines.of(recurrence, time).stream())
                .map(line -> new ContentText().add(line).toString().strip())
                .toList();
    }

    private static EventTime hours(int hours) {
        return EventTime.timed(START, ZURICH, ZURICH, new NominalDuration(0, hours * 3_600L));
    }

    @Test
    void anEndThatTheClockShowsTwiceIsWrittenAsADuration() {
        assertThat(lines(hours(4), null)).contains("DTEND;TZID=Europe/Zurich:20261025T020000");
        // 02:00 once more, which would be read as the first.
        assertThat(lines(hours(5), null)).contains("DURATION:PT5H").noneMatch(line -> line.startsWith("DTEND"));
        assertThat(lines(hours(6), null)).contains("DTEND;TZID=Europe/Zurich:20261025T030000");
    }

    @Test
    void anEndInAnotherZoneSaysSo() {
        var time = EventTime.timed(START, ZURICH, ZoneId.of("America/New_York"), new NominalDuration(0, 9 * 3_600L));
        assertThat(lines(time, null)).contains("DTEND;TZID=America/New_York:20261025T010000");
        var utc = EventTime.timed(START, ZoneId.of("UTC"), ZoneId.of("UTC"), new NominalDuration(0, 60));
        assertThat(lines(utc, null)).containsExactly("DTSTART:20261024T220000Z", "DTEND:20261024T220100Z");
    }

    @Test
    void anEndElsewhereThatOnlyADurationCanSayHasItsZoneBesideIt() {
        var newYork = ZoneId.of("America/New_York");
        assertThat(lines(EventTime.timed(START, ZURICH, newYork, new NominalDuration(1, 60)), null))
                .contains("DURATION;X-ALMANAC-END-TZID=America/New_York:P1DT1M");
        assertThat(lines(EventTime.timed(START, ZURICH, newYork, NominalDuration.ZERO), null))
                .contains("DURATION;X-ALMANAC-END-TZID=America/New_York:PT0S");
        assertThat(lines(EventTime.timed(START, ZURICH, ZoneId.of("UTC"), new NominalDuration(0, 60)), null))
                .contains("DURATION;X-ALMANAC-END-TZID=UTC:PT1M");
    }

    @Test
    void untilHasTheFormThatItsStartAsksFor() {
        assertThat(rules(hours(1)))
                .containsExactly(
                        "RRULE:FREQ=DAILY;UNTIL=20261130T225959Z",
                        "RRULE:FREQ=DAILY;UNTIL=20261130T090000Z",
                        "RRULE:FREQ=DAILY;UNTIL=20261130T100000Z");
        assertThat(rules(EventTime.floating(START, NominalDuration.ZERO)))
                .containsExactly(
                        "RRULE:FREQ=DAILY;UNTIL=20261130T235959",
                        "RRULE:FREQ=DAILY;UNTIL=20261130T100000",
                        "RRULE:FREQ=DAILY;UNTIL=20261130T100000");
        assertThat(rules(Written.DAY)).containsOnly("RRULE:FREQ=DAILY;UNTIL=20261130");
    }

    private static List<String> rules(EventTime time) {
        return Stream.of("20261130", "20261130T100000", "20261130T100000Z")
                .map(until -> new Recurrence("FREQ=DAILY;UNTIL=" + until, List.of(), List.of()))
                .map(recurrence -> lines(time, recurrence).getLast())
                .toList();
    }

    @Test
    void anOverrideOfAnOccurrenceThatTheSeriesHasNotIsLeftOut() {
        var series = Written.event(
                "one",
                hours(1),
                new Recurrence("FREQ=DAILY;COUNT=3", List.of(), List.of(START.plusDays(1))),
                Details.NONE,
                Map.of(),
                List.of(),
                List.of());
        var overridden = series.with(Stream.of(1, 2, 9)
                .map(days -> new EventOverride(
                        START.plusDays(days), Set.of(Field.TITLE), null, Written.titled("Other"), null, null))
                .toList());
        assertThat(Written.text(overridden))
                .containsOnlyOnce("RECURRENCE-ID")
                .contains("RECURRENCE-ID;TZID=Europe/Zurich:20261026T220000");
    }

    @Test
    void anOverrideThatSaysWhatTheSeriesDoesIsLeftOut() {
        var series = Written.event(
                "one",
                hours(1),
                new Recurrence("FREQ=DAILY;COUNT=3", List.of(), List.of()),
                Written.titled("Title"),
                Map.of(),
                List.of(),
                List.of());
        var all = Set.of(Field.TITLE, Field.TIME, Field.ATTENDEES, Field.REMINDERS);
        var same = new EventOverride(START, all, hours(1), Written.titled("Title"), List.of(), List.of());
        assertThat(Written.text(series.with(List.of(same)))).doesNotContain("RECURRENCE-ID");
        var moved = new EventOverride(START, all, hours(2), Written.titled("Title"), List.of(), List.of());
        assertThat(Written.text(series.with(List.of(moved)))).containsOnlyOnce("RECURRENCE-ID");
    }
}
