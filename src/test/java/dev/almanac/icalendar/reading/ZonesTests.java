package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static dev.almanac.icalendar.CalendarFiles.found;
import static dev.almanac.icalendar.CalendarFiles.read;
import static dev.almanac.icalendar.CalendarFiles.readEvent;
import static dev.almanac.icalendar.CalendarFiles.unusable;
import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.EventTime;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.platform.time.NominalDuration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Zones that have no name of the IANA database. */
class ZonesTests {

    private static String observance(String kind, String start, String from, String to, String... more) {
        return component(
                        kind,
                        "DTSTART:" + start,
                        "TZOFFSETFROM:" + from,
                        "TZOFFSETTO:" + to,
                        more.length == 0 ? "TZNAME:X" : String.join("\r\n", more))
                .strip();
    }

    private static String zone(String name, String... observances) {
        return component("VTIMEZONE", "TZID:" + name, String.join("\r\n", observances));
    }

    private static Found item(String definition, String... lines) {
        return found(read(file(component("VEVENT", "UID:one", String.join("\r\n", lines)), definition))
                .getFirst());
    }

    private static ZoneId zone(Found item) {
        return Objects.requireNonNull(item.event().time().zone());
    }

    /** As the United States had it from 1987 to 2006. */
    private static final String OLD_EASTERN = zone(
            "Customized Time Zone",
            observance("STANDARD", "19671029T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
            observance("DAYLIGHT", "19870405T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"));

    private static final String CUSTOM = "DTSTART;TZID=Customized Time Zone:";

    @Test
    void aDefinitionIsTheZoneThatAgreesForAsLongAsTheEventHappens() {
        assertThat(zone(item(OLD_EASTERN, CUSTOM + "20000302T090000", "RRULE:FREQ=DAILY;UNTIL=20061101T000000Z")))
                .isEqualTo(ZoneId.of("America/New_York"));
        // In 2007 Cuba and the Bahamas, which keep these rules for longer or not, differ from one another.
        var later = item(OLD_EASTERN, CUSTOM + "20200601T090000");
        assertThat(later.note()).isNull();
        assertThat(later.event().time().startInstant()).hasToString("2020-06-01T13:00:00Z");
        var inBetween = item(OLD_EASTERN, CUSTOM + "20200320T090000");
        assertThat(inBetween.event().time().startInstant()).hasToString("2020-03-20T14:00:00Z");
    }

    @Test
    void whereNoZoneAgreesForSoLongItsFirstYearCountsAndThatIsSaid() {
        var item = item(OLD_EASTERN, CUSTOM + "20050302T090000", "RRULE:FREQ=DAILY");
        assertThat(zone(item)).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(item.note()).contains("Customized Time Zone").contains("not later");
    }

    @Test
    void whereNoZoneAgreesTheOffsetIsKeptAndThatIsSaid() {
        var odd = zone(
                "Odd",
                observance("STANDARD", "20000101T000000", "+0900", "+0700", "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
                observance(
                        "DAYLIGHT", "20000615T000000", "+0700", "+0900", "RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"));
        var summer = item(odd, "DTSTART;TZID=Odd:20260701T090000", "RRULE:FREQ=WEEKLY");
        assertThat(zone(summer)).isEqualTo(ZoneId.of("Etc/GMT-9"));
        assertThat(summer.note()).contains("\"Odd\"").contains("+09:00");
        var across = item(odd, "DTSTART;TZID=Odd:20260614T233000", "DTEND;TZID=Odd:20260615T030000");
        assertThat(across.event().time().endInstant()).isEqualTo(Instant.parse("2026-06-14T18:00:00Z"));
    }

    @Test
    void aChangeADayFromThatOfAZoneIsNoneOfThatZone() {
        var late = zone(
                "Late",
                observance("STANDARD", "20071105T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1MO"),
                observance("DAYLIGHT", "20070311T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"));
        assertThat(item(late, "DTSTART;TZID=Late:20261101T120000")
                        .event()
                        .time()
                        .startInstant())
                .hasToString("2026-11-01T16:00:00Z");
    }

    @Test
    void ofATimeThatTheClockShowsTwiceTheFirstIsMeant() {
        var jump = zone(
                "Jump",
                observance("STANDARD", "20240101T000000", "+1000", "+1200"),
                observance("DAYLIGHT", "20240505T080000", "+1200", "+1000"));
        assertThat(item(jump, "DTSTART;TZID=Jump:20240505T070001")
                        .event()
                        .time()
                        .startInstant())
                .hasToString("2024-05-04T19:00:01Z");
        assertThat(item(jump, "DTSTART;TZID=Jump:20240505T080001")
                        .event()
                        .time()
                        .startInstant())
                .hasToString("2024-05-04T22:00:01Z");
    }

    @Test
    void anOffsetThatNoZoneHasIsATimeInUtc() {
        var odd = zone("Odd", observance("STANDARD", "20000101T000000", "+0117", "+0117"));
        var item = item(odd, "DTSTART;TZID=Odd:20260701T090000", "DURATION:PT1H");
        assertThat(item.event().time())
                .isEqualTo(EventTime.timed(
                        LocalDateTime.of(2026, 7, 1, 7, 43),
                        ZoneId.of("UTC"),
                        ZoneId.of("UTC"),
                        new NominalDuration(0, 3_600)));
        var series = read(file(
                odd, component("VEVENT", "UID:one", "DTSTART;TZID=Odd:20260701T003000", "RRULE:FREQ=WEEKLY;BYDAY=WE")));
        assertThat(unusable(series.getFirst()).code()).isEqualTo("UNKNOWN_TIME_ZONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Eastern|America/New_York",
                "W. Europe|Europe/Berlin",
                "Western/Central Europe|Europe/Berlin",
                "Eastern Daylight Time|America/New_York",
                "Pacific Time|America/Los_Angeles",
                "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Amsterdam",
                "(GMT+01.00) Sarajevo/Warsaw/Zagreb|Europe/Sarajevo",
                "(UTC-05:00) Eastern Time (US & Canada)|America/New_York",
                "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi|Asia/Kolkata",
                "(UTC) Coordinated Universal Time|UTC",
                "(UTC+13:00) Nowhere|Etc/GMT-13",
                "tzone://Microsoft/Utc|UTC",
                "Z|UTC",
                "GMT|GMT",
                "UTC+2|Etc/GMT-2",
                "GMT-0800|Etc/GMT+8",
                "UTC+00:00|UTC",
                "PST|America/Los_Angeles"
            })
    void namesAndDescriptionsOfOthersAreKnown(String name, String zone) {
        var time = readEvent("DTSTART;TZID=\"" + name + "\":20260302T090000").time();
        assertThat(time.zone()).isEqualTo(ZoneId.of(zone));
        if (name.startsWith("(") || name.indexOf(':') < 0) {
            assertThat(readEvent("DTSTART;TZID=" + name + ":20260302T090000").time())
                    .isEqualTo(time);
        }
    }

    @Test
    void aNameThatNobodyKnowsMeansTheZoneOfTheCalendarAndThatIsSaid() {
        var text = file("X-WR-TIMEZONE:Europe/Zurich\r\n"
                + component("VEVENT", "UID:one", "DTSTART;TZID=Middle of Nowhere:20260302T090000")
                + component("VEVENT", "UID:two", "DTSTART:20260302T090000"));
        var named = found(read(text).getFirst());
        assertThat(zone(named)).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(named.note()).contains("Middle of Nowhere").contains("Europe/Zurich");
        // RFC 5545 has it float.
        assertThat(found(read(text).getLast()).event().time().zone()).isNull();
    }

    @ParameterizedTest
    @MethodSource("outOfAllProportion")
    @Tag("C21")
    void aDefinitionOutOfAllProportionLosesItsEventsAlone(String definition) {
        var used = component("VEVENT", "UID:one", "DTSTART;TZID=Huge:20260302T090000");
        var known = component("VEVENT", "UID:two", "DTSTART;TZID=Europe/Zurich:20260302T090000");
        var items = read(file(
                "X-WR-TIMEZONE:Europe/Zurich\r\n" + definition,
                definition.replace("Huge", "Europe/Zurich"),
                used,
                known));
        assertThat(unusable(items.getFirst()).code()).isEqualTo("UNKNOWN_TIME_ZONE");
        assertThat(zone(found(items.getLast()))).isEqualTo(ZoneId.of("Europe/Zurich"));
    }

    static List<String> outOfAllProportion() {
        var once = observance("STANDARD", "20000101T000000", "+0100", "+0100") + "\r\n";
        var hourly = observance("STANDARD", "00020101T000000", "+0100", "+0200", "RRULE:FREQ=HOURLY") + "\r\n";
        var dates = observance(
                "STANDARD",
                "20000101T000000",
                "+0100",
                "+0100",
                "RDATE:20260101T000000" + ",20260101T000000".repeat(60_000));
        return List.of(
                zone("Huge", once.repeat(201).strip()),
                zone("Huge", once.repeat(200_000).strip()),
                zone("Huge", hourly.strip()),
                zone("Huge", dates));
    }

    @Test
    void aDefinitionMayHaveManyObservances() {
        var once = observance("STANDARD", "20000101T000000", "+0100", "+0100") + "\r\n";
        assertThat(zone(item(zone("Many", once.repeat(200).strip()), "DTSTART;TZID=Many:20260302T090000")))
                .isEqualTo(ZoneId.of("Etc/GMT-1"));
    }

    @Test
    @Tag("C21")
    void aNameWithoutEndLosesItsEventAlone() {
        var items = read(file(
                component("VEVENT", "UID:one", "DTSTART;TZID=" + "Z".repeat(1_000_000) + ":20260302T090000"),
                component("VEVENT", "UID:two", "DTSTART;TZID=Europe/Zurich:20260302T090000")));
        assertThat(unusable(items.getFirst()).code()).isEqualTo("UNKNOWN_TIME_ZONE");
        assertThat(unusable(items.getFirst()).message()).hasSizeLessThan(200);
        assertThat(found(items.getLast()).event().uid()).isEqualTo("two");
    }

    @Test
    @Tag("C21")
    void aZoneIsComparedOnceForTheEventsOfAYear() {
        var text = new StringBuilder(OLD_EASTERN);
        for (int i = 0; i < 1_000; i++) {
            text.append(component(
                    "VEVENT", "UID:" + i, CUSTOM + "%04d0115T%02d%02d00".formatted(1990 + i % 16, i / 60, i % 60)));
        }
        assertThat(read(file(text.toString()))).hasSize(1_000).allSatisfy(item -> {
            assertThat(found(item).note()).isNull();
            assertThat(zone(found(item))).isEqualTo(ZoneId.of("America/New_York"));
        });
    }

    /** One that changes each day, so often. */
    private static String restless(String name, int changes) {
        return zone(
                name, observance("STANDARD", "20200101T000000", "+0100", "+0200", "RRULE:FREQ=DAILY;COUNT=" + changes));
    }

    @Test
    @Tag("C21")
    void aDefinitionMayChangeOftenAndNoOftener() {
        var event = component("VEVENT", "UID:one", "DTSTART;TZID=Restless:20200302T090000");
        assertThat(found(read(file(event, restless("Restless", 5_000))).getFirst())
                        .event()
                        .uid())
                .isEqualTo("one");
        assertThat(unusable(read(file(event, restless("Restless", 5_001))).getFirst())
                        .code())
                .isEqualTo("UNKNOWN_TIME_ZONE");
    }

    @Test
    @Tag("C21")
    void theDefinitionsOfAFileMayChangeSoOftenTogether() {
        var text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append(restless("Restless" + i, 5_000));
            text.append(component("VEVENT", "UID:" + i, "DTSTART;TZID=Restless" + i + ":20200302T090000"));
        }
        var items = read(file(text.toString()));
        assertThat(items.subList(0, 20)).allSatisfy(item -> assertThat(item).isInstanceOf(Found.class));
        assertThat(items.subList(20, 30))
                .allSatisfy(item -> assertThat(unusable(item).code()).isEqualTo("UNKNOWN_TIME_ZONE"));
    }

    @Test
    @Tag("C21")
    void whereAFileAsksForTooManyComparisonsOffsetsCount() {
        var text = new StringBuilder();
        for (int zone = 0; zone < 3; zone++) {
            text.append(OLD_EASTERN.replace("Customized Time Zone", "Office " + zone));
            for (int i = 0; i < 100; i++) {
                var day = LocalDate.of(1990, 1, 1).plusDays(i);
                // Into years in which no zone agrees, and each until another day: each is compared by itself.
                text.append(component(
                        "VEVENT",
                        "UID:" + zone + "-" + i,
                        "DTSTART;TZID=Office " + zone + ":" + BASIC_ISO_DATE.format(day) + "T090000",
                        "RRULE:FREQ=YEARLY;COUNT=30"));
            }
        }
        var items = read(file(text.toString()));
        assertThat(items).hasSize(300);
        assertThat(zone(found(items.getFirst()))).isEqualTo(ZoneId.of("America/New_York"));
        // Summer has begun in April.
        assertThat(zone(found(items.getLast()))).isEqualTo(ZoneId.of("Etc/GMT+4"));
        assertThat(found(items.getLast()).note()).contains("Office 2");
    }
}
