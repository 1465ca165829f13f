package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.event;
import static dev.almanac.icalendar.CalendarFiles.file;
import static dev.almanac.icalendar.CalendarFiles.found;
import static dev.almanac.icalendar.CalendarFiles.read;
import static dev.almanac.icalendar.CalendarFiles.readEvent;
import static dev.almanac.icalendar.CalendarFiles.readUnusable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.EventTime;
import dev.almanac.platform.time.NominalDuration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final LocalDateTime NINE = LocalDateTime.of(2026, 3, 2, 9, 0);
    private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2026, 3, 2, 0, 0);

    private static NominalDuration hours(int hours) {
        return new NominalDuration(0, hours * 3_600L);
    }

    @Test
    void aDateWithoutEndIsADayLong() {
        assertThat(readEvent("DTSTART;VALUE=DATE:20260302").time()).isEqualTo(EventTime.allDay(MIDNIGHT, 1));
    }

    @ParameterizedTest
    @CsvSource({"20260305,3", "20260302,1", "20260301,1"})
    void theEndOfAnAllDayEventIsExclusiveAndItHasADayAtLeast(String end, int days) {
        assertThat(readEvent("DTSTART:20260302", "DTEND;VALUE=DATE:" + end).time())
                .isEqualTo(EventTime.allDay(MIDNIGHT, days));
    }

    @ParameterizedTest
    @CsvSource({"P2D,2", "P1W,7", "PT24H,1", "PT25H,2", "PT0S,1"})
    void theDurationOfAnAllDayEventCountsWholeDays(String duration, int days) {
        assertThat(readEvent("DTSTART;VALUE=DATE:20260302", "DURATION:" + duration)
                        .time())
                .isEqualTo(EventTime.allDay(MIDNIGHT, days));
    }

    @Test
    void aTimeInUtcIsTimedInUtc() {
        assertThat(readEvent("DTSTART:20260302T090000Z", "DTEND:20260302T100000Z")
                        .time())
                .isEqualTo(EventTime.timed(NINE, ZoneId.of("UTC"), ZoneId.of("UTC"), hours(1)));
    }

    @Test
    void aTimeWithoutZoneFloats() {
        assertThat(readEvent("DTSTART:20260302T090000", "DTEND:20260302T110000").time())
                .isEqualTo(EventTime.floating(NINE, hours(2)));
    }

    @Test
    void anEndMakesTheLengthExactAndADurationKeepsItsDays() {
        assertThat(readEvent("DTSTART;TZID=Europe/Zurich:20260328T120000", "DTEND;TZID=Europe/Zurich:20260329T120000")
                        .time()
                        .duration())
                .isEqualTo(hours(23));
        assertThat(readEvent("DTSTART;TZID=Europe/Zurich:20260328T120000", "DURATION:P1D")
                        .time()
                        .duration())
                .isEqualTo(new NominalDuration(1, 0));
    }

    @Test
    void anEndInAnotherZoneIsKeptAndOneInUtcIsPutIntoTheStarts() {
        var flight = readEvent(
                        "DTSTART;TZID=Europe/Zurich:20260302T090000", "DTEND;TZID=America/New_York:20260302T120000")
                .time();
        assertThat(flight).isEqualTo(EventTime.timed(NINE, ZURICH, ZoneId.of("America/New_York"), hours(9)));
        assertThat(readEvent("DTSTART;TZID=Europe/Zurich:20260302T090000", "DTEND:20260302T090000Z")
                        .time())
                .isEqualTo(EventTime.timed(NINE, ZURICH, ZURICH, hours(1)));
    }

    @Test
    void aLengthMaySayTheZoneOfTheEnd() {
        var newYork = ZoneId.of("America/New_York");
        assertThat(readEvent(
                                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                                "DURATION;X-ALMANAC-END-TZID=America/New_York:P1DT2H")
                        .time())
                .isEqualTo(EventTime.timed(NINE, ZURICH, newYork, new NominalDuration(1, 7_200)));
        assertThat(readEvent("DTSTART:20260302T090000Z", "DURATION;X-ALMANAC-END-TZID=America/New_York:PT0S")
                        .time())
                .isEqualTo(EventTime.timed(NINE, ZoneId.of("UTC"), newYork, NominalDuration.ZERO));
        assertThat(readEvent(
                                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                                "DURATION;X-ALMANAC-END-TZID=Middle of Nowhere:PT1H")
                        .time())
                .isEqualTo(EventTime.timed(NINE, ZURICH, ZURICH, hours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Zurich",
                "europe/zurich",
                "\"Europe/Zurich\"",
                "/freeassociation.sourceforge.net/Europe/Zurich",
                "/freeassociation.sourceforge.net/Tzfile/Europe/Zurich",
                "/mozilla.org/20050126_1/Europe/Zurich",
                "/citadel.org/20260101_1/Europe/Zurich"
            })
    void zonesAreKnownInAnyCaseAndBehindAMakersPrefix(String zone) {
        assertThat(readEvent("DTSTART;TZID=" + zone + ":20260302T090000").time().zone())
                .isEqualTo(ZURICH);
    }

    @ParameterizedTest
    @CsvSource({
        "W. Europe Standard Time,Europe/Berlin",
        "Pacific Standard Time,America/Los_Angeles",
        "UTC-11,Etc/GMT+11",
        "America/Los Angeles,America/Los_Angeles"
    })
    void zonesAreKnownByTheirWindowsNames(String name, String zone) {
        assertThat(readEvent("DTSTART;TZID=" + name + ":20260302T090000").time().zone())
                .isEqualTo(ZoneId.of(zone));
    }

    private static String eastern(String name, String location) {
        return component(
                "VTIMEZONE",
                "TZID:" + name,
                location,
                component(
                                "STANDARD",
                                "DTSTART:20071104T020000",
                                "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
                                "TZOFFSETFROM:-0400",
                                "TZOFFSETTO:-0500")
                        .strip(),
                component(
                                "DAYLIGHT",
                                "DTSTART:20070311T020000",
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
                                "TZOFFSETFROM:-0500",
                                "TZOFFSETTO:-0400")
                        .strip());
    }

    private static @Nullable ZoneId zone(String definition, String name) {
        var event = component("VEVENT", "UID:one", "DTSTART;TZID=\"" + name + "\":20260302T090000");
        return found(read(file(event, definition)).getFirst()).event().time().zone();
    }

    @Test
    void aDefinitionIsTheZoneThatHasTheSameOffsets() {
        assertThat(zone(eastern("Our own", "X-A:b"), "Our own")).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(zone(eastern("GMT-5, Toronto", "X-A:b"), "GMT-5, Toronto")).isEqualTo(ZoneId.of("America/Toronto"));
    }

    @Test
    void aDefinitionSaysItsLocation() {
        assertThat(zone(eastern("Our own", "X-LIC-LOCATION:America/Detroit"), "Our own"))
                .isEqualTo(ZoneId.of("America/Detroit"));
    }

    @Test
    void aDefinitionOfOneOffsetIsAZoneOfThatOffset() {
        var fixed = component(
                "VTIMEZONE",
                "TZID:Ours",
                component("STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+1100", "TZOFFSETTO:+1100")
                        .strip());
        assertThat(zone(fixed, "Ours")).isEqualTo(ZoneId.of("Etc/GMT-11"));
    }

    @Test
    void aZoneThatNobodyKnowsIsSaid() {
        var result = readUnusable("DTSTART;TZID=Middle of Nowhere:20260302T090000");
        assertThat(result.code()).isEqualTo("UNKNOWN_TIME_ZONE");
        assertThat(result.message()).contains("Middle of Nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260230T090000", "tomorrow", "00000101"})
    void whatCannotBeAStartIsSaid(String start) {
        assertThat(readUnusable("DTSTART:" + start).code()).isEqualTo("INVALID_TIME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTEND:20260302T080000Z",
                "DTEND:20260302T18300",
                "DTEND:20360401T090000Z",
                "DTEND;TZID=Middle of Nowhere:20260302T100000",
                "DURATION:-PT1H",
                "DURATION:P99999999D",
                "DURATION:P9999D",
                "DURATION:1 hour"
            })
    void anEventIsWorthMoreThanItsEnd(String end) {
        var item = found(read(event("DTSTART:20260302T090000Z", end)).getFirst());
        assertThat(item.event().time())
                .isEqualTo(EventTime.timed(NINE, ZoneId.of("UTC"), ZoneId.of("UTC"), NominalDuration.ZERO));
        assertThat(item.note()).startsWith("Its end was left out: ").endsWith(".");
    }

    @Test
    void anEndThatCannotBeReadGivesWayToALength() {
        var item = found(read(event("DTSTART:20260302T090000", "DTEND:soon", "DURATION:PT2H"))
                .getFirst());
        assertThat(item.event().time()).isEqualTo(EventTime.floating(NINE, hours(2)));
        assertThat(item.note()).isEqualTo("Its end was left out: DTEND: \"soon\" is no date or date-time.");
        var days = found(read(event("DTSTART;VALUE=DATE:20260302", "DURATION:P3660000DT1S"))
                .getFirst());
        assertThat(days.event().time()).isEqualTo(EventTime.allDay(MIDNIGHT, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {";TZID=America/New_York:20260302T000000", ":20260302T000000", ":20260302T000000Z"})
    void midnightsThatAreMarkedAsDaysAreDays(String start) {
        var end = start.replace("0302T", "0304T");
        assertThat(readEvent("DTSTART" + start, "DTEND" + end, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
                        .time())
                .isEqualTo(EventTime.allDay(MIDNIGHT, 2));
        assertThat(readEvent("DTSTART" + start, "DTEND" + end, "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE")
                        .time()
                        .allDay())
                .isFalse();
        assertThat(readEvent(
                                "DTSTART" + start,
                                "DTEND" + end.replace("000000", "010000"),
                                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
                        .time()
                        .allDay())
                .isFalse();
    }

    @Test
    void theDatesOfSuchDaysAreThoseOfTheirZone() {
        var event = readEvent(
                "DTSTART;TZID=Asia/Tokyo:20260302T000000",
                "DTEND;TZID=Asia/Tokyo:20260303T000000",
                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
                "RRULE:FREQ=DAILY;COUNT=4",
                "EXDATE:20260302T150000Z",
                "EXDATE;TZID=Asia/Tokyo:20260304T000000");
        assertThat(Objects.requireNonNull(event.recurrence()).exdates())
                .containsExactly(MIDNIGHT.plusDays(1), MIDNIGHT.plusDays(2));
    }

    @Test
    void aStartIsNeeded() {
        assertThat(readUnusable("SUMMARY:When?").code()).isEqualTo("MISSING_PROPERTY");
    }
}
