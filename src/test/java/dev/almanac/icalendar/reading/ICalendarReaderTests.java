package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.LIMITS;
import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.event;
import static dev.almanac.icalendar.CalendarFiles.file;
import static dev.almanac.icalendar.CalendarFiles.found;
import static dev.almanac.icalendar.CalendarFiles.read;
import static dev.almanac.icalendar.CalendarFiles.unusable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ICalendarReaderTests {

    private static final String GOOD = component("VEVENT", "UID:good", "DTSTART:20260302", "SUMMARY:Good");

    private static Reading reading(String text) {
        return new ICalendarReader(LIMITS).read(text);
    }

    private static List<String> titles(String text) {
        return read(text).stream()
                .map(item -> found(item).event().details().title())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "Dear all,\nlunch is at noon.", "BEGIN:VCARD\nEND:VCARD", "\0\1\2\uD800"})
    void whatHoldsNoCalendarIsNone(String text) {
        assertThat(reading(text)).isEqualTo(new Reading.NoCalendar());
    }

    @Test
    void anEmptyCalendarHoldsNothing() {
        assertThat(read("BEGIN:VCALENDAR\r\nEND:VCALENDAR")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n", "\r\n\r\n"})
    void linesMayEndAsTheyLike(String end) {
        assertThat(titles(file(GOOD).replace("\r\n", end))).containsExactly("Good");
    }

    @Test
    void aByteOrderMarkAndSeveralCalendarsAreBorne() {
        assertThat(titles("\uFEFF" + file(GOOD)
                        + file(GOOD.replace("good", "other").replace("Good", "Other"))))
                .containsExactly("Good", "Other");
    }

    @Test
    void foldedLinesAreOne() {
        assertThat(titles(file(GOOD.replace("SUMMARY:Good", "SUM\r\n MARY:G\r\n\to\n o\r\n d"))))
                .containsExactly("Good");
    }

    @Test
    void namesAreReadInEitherCase() {
        assertThat(titles(
                        "begin:vcalendar\nBegin:VEvent\nuid:x\ndtstart;value=date:20260302\nsummary:Low\nend:vevent\n"))
                .containsExactly("Low");
    }

    @Test
    void aComponentThatCannotBeReadLosesNoneOfTheOthers() {
        var unended = "BEGIN:VEVENT\r\nUID:cut\r\nDTSTART:2026";
        var items = read("BEGIN:VCALENDAR\r\n" + GOOD + "BEGIN:VEVENT\r\nUID:open\r\n" + GOOD.replace("good", "second")
                + unended);
        assertThat(items).hasSize(4);
        assertThat(found(items.get(0)).event().uid()).isEqualTo("good");
        assertThat(unusable(items.get(1)).uid()).isEqualTo("open");
        assertThat(unusable(items.get(1)).code()).isEqualTo("MISSING_PROPERTY");
        assertThat(unusable(items.get(1)).line()).isEqualTo(7);
        assertThat(found(items.get(2)).event().uid()).isEqualTo("second");
        assertThat(unusable(items.get(3)).uid()).isEqualTo("cut");
        assertThat(unusable(items.get(3)).code()).isEqualTo("MISSING_PROPERTY");
    }

    @Test
    void anAlarmWithoutEndEndsWithItsEvent() {
        var text = file(GOOD.replace("END:VEVENT", "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VEVENT"));
        assertThat(found(read(text).getFirst()).event().reminders()).hasSize(1);
        assertThat(found(read(text).getFirst()).note()).isNull();
    }

    @Test
    void linesThatAreNoContentAreLeftOutAndSaidSo() {
        var item = found(
                read(file(GOOD.replace("SUMMARY", "what is this\r\nSUMMARY"))).getFirst());
        assertThat(item.event().details().title()).isEqualTo("Good");
        assertThat(item.note()).contains("no content line");
    }

    @Test
    void otherComponentsAreSkippedInTheirPlaceAndZonesAreNone() {
        var items = read(file(
                component("VTODO", "UID:todo"),
                component("VTIMEZONE", "TZID:Ours"),
                GOOD,
                component("VTODO", "UID:todo", "RECURRENCE-ID:20260302"),
                component("VJOURNAL", "SUMMARY:Day")));
        assertThat(items).hasSize(3);
        assertThat(unusable(items.get(0)))
                .isEqualTo(new Result(
                        "todo", 3, Became.SKIPPED, "UNSUPPORTED_COMPONENT", "VTODO components are not kept.", null));
        assertThat(found(items.get(1)).event().uid()).isEqualTo("good");
        assertThat(unusable(items.get(2)).uid()).isNull();
    }

    @Test
    void anEventWithoutUidHasTheSameOneEachTime() {
        var first = component("VEVENT", "DTSTAMP:20260101T000000Z", "DTSTART:20260302", "SUMMARY:Good");
        var again = component("VEVENT", "DTSTAMP:20260202T000000Z", "DTSTART:20260302", "SUMMARY:Good");
        var other = component("VEVENT", "DTSTART:20260302", "SUMMARY:Other");
        var uid = found(read(file(first)).getFirst()).event().uid();
        assertThat(uid).startsWith("sha256-");
        assertThat(found(read(file(again)).getFirst()).event().uid()).isEqualTo(uid);
        assertThat(found(read(file(other)).getFirst()).event().uid()).isNotEqualTo(uid);
    }

    @Test
    void attachmentsAreLeftOutWhateverTheirSize() {
        var item = found(read(event("DTSTART:20260302", "ATTACH:" + "A".repeat(10_000_000)))
                .getFirst());
        assertThat(item.note()).contains("attachment");
    }

    @Test
    void aLineWithoutEndIsUnreadable() {
        var items = read(file(GOOD, component("VEVENT", "UID:long", "SUMMARY:" + "A".repeat(10_000_000))));
        assertThat(found(items.get(0)).event().uid()).isEqualTo("good");
        assertThat(unusable(items.get(1)).code()).isEqualTo("UNREADABLE");
    }

    @Test
    void aMillionFoldsAreReadOnce() {
        var item = read(event("DTSTART:20260302", "SUMMARY:" + "a\r\n ".repeat(1_000_000)))
                .getFirst();
        assertThat(found(item).event().details().title()).hasSize(1_000_000);
    }

    @Test
    @Tag("C21")
    void anEndlessUidLosesItsEventAlone() {
        var items = read(file(component("VEVENT", "UID:" + "u".repeat(65_536), "DTSTART:20260302"), GOOD));
        assertThat(unusable(items.getFirst()).code()).isEqualTo("INVALID_VALUE");
        assertThat(unusable(items.getFirst()).uid()).isNull();
        assertThat(found(items.getLast()).event().uid()).isEqualTo("good");
    }

    @Test
    void aQuoteThatNeverClosesIsACharacter() {
        var event = found(read(event(
                                "DTSTART:20260302",
                                "ATTENDEE;CN=\"Ann:mailto:ann@example.org",
                                "SUMMARY;X-A=\"b;c:d\":Tea",
                                "LOCATION:Roof"))
                        .getFirst())
                .event();
        assertThat(event.attendees()).extracting(attendee -> attendee.email()).containsExactly("ann@example.org");
        assertThat(event.details().title()).isEqualTo("Tea");
        assertThat(event.details().location()).isEqualTo("Roof");
    }

    @Test
    void componentsNestedTooDeepAreUnreadable() {
        var text = "BEGIN:VCALENDAR\n" + "BEGIN:X\n".repeat(10_000) + "END:X\n".repeat(10_000) + GOOD;
        var items = read(text);
        assertThat(unusable(items.getFirst()).code()).isEqualTo("UNSUPPORTED_COMPONENT");
        assertThat(found(items.getLast()).event().uid()).isEqualTo("good");
        assertThat(unusable(read(event("DTSTART:20260302", "BEGIN:VALARM\r\n".repeat(10_000)))
                                .getFirst())
                        .code())
                .isEqualTo("UNREADABLE");
    }

    @Test
    void tooManyComponentsAreNotRead() {
        assertThat(reading("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n".repeat(20_001)))
                .isEqualTo(new Reading.TooMany(20_000));
    }

    @Test
    void tooManyLinesAreUnreadable() {
        assertThat(unusable(read(event("X-A:b\r\n".repeat(500_000))).getFirst()).code())
                .isEqualTo("UNREADABLE");
    }

    @Test
    void aZoneOutOfAllProportionIsNoZone() {
        var observance = component(
                "STANDARD", "DTSTART:00020101T000000", "RRULE:FREQ=HOURLY", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200");
        var used = component("VEVENT", "UID:one", "DTSTART;TZID=Huge:20260302T090000");
        var huge = component("VTIMEZONE", "TZID:Huge", observance.repeat(3_000).strip());
        var endless = component("VTIMEZONE", "TZID:Huge", observance.repeat(150).strip());
        assertThat(unusable(read(file(huge, used)).getFirst()).code()).isEqualTo("UNKNOWN_TIME_ZONE");
        assertThat(unusable(read(file(endless, used)).getFirst()).code()).isEqualTo("UNKNOWN_TIME_ZONE");
        assertThat(unusable(read(event("DTSTART;TZID=" + "Z".repeat(1_000_000) + ":20260302T090000"))
                                .getFirst())
                        .code())
                .isEqualTo("UNKNOWN_TIME_ZONE");
    }

    @Test
    void noiseIsBorne() {
        var random = new Random(20_260_302);
        var text = new StringBuilder("BEGIN:VCALENDAR\nBEGIN:VEVENT\n");
        for (int i = 0; i < 1_000_000; i++) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        assertThatNoException().isThrownBy(() -> reading(text.toString()));
    }

    @Test
    @Timeout(60)
    void changedFilesAreBorne() {
        var seed = file(
                component(
                        "VTIMEZONE",
                        "TZID:Ours",
                        component(
                                        "STANDARD",
                                        "DTSTART:19701025T030000",
                                        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20371025T010000Z",
                                        "TZOFFSETFROM:+0200",
                                        "TZOFFSETTO:+0100")
                                .strip()),
                component(
                        "VEVENT",
                        "UID:one",
                        "DTSTART;TZID=Ours:20260302T090000",
                        "DURATION:P1DT2H",
                        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T000000Z",
                        "EXDATE;VALUE=DATE:20260304",
                        "RDATE;VALUE=PERIOD:20260402T080000Z/PT1H",
                        "ORGANIZER;CN=\"A, B\":mailto:a@example.org",
                        component("VALARM", "TRIGGER:-PT15M").strip()),
                component("VEVENT", "UID:one", "RECURRENCE-ID:20260309T080000Z", "DTSTART:20260309T110000Z"));
        var random = new Random(42);
        var started = System.nanoTime();
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder(seed);
            for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                    default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
                }
            }
            var changed = text.toString();
            assertThatNoException().as(changed).isThrownBy(() -> reading(changed));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
    }
}
