package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.event;
import static dev.almanac.icalendar.CalendarFiles.file;
import static dev.almanac.icalendar.CalendarFiles.found;
import static dev.almanac.icalendar.CalendarFiles.read;
import static dev.almanac.icalendar.CalendarFiles.readEvent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.bulk.ImportItem.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptContentTests {

    private static final String START = "DTSTART:20260302T090000Z";

    private static List<String> kept(String... lines) {
        return readEvent(START, String.join("\r\n", lines)).details().contentLines();
    }

    private static Found item(String... lines) {
        return found(read(event(START, String.join("\r\n", lines))).getFirst());
    }

    @Test
    void whatTheEventSaysWhollyIsNotKept() {
        assertThat(kept(
                        "DTSTAMP:20260101T000000Z",
                        "CREATED:20260101T000000Z",
                        "LAST-MODIFIED:20260101T000000Z",
                        "SEQUENCE:3",
                        "DTEND;X-A=b:20260302T100000Z",
                        "RRULE:FREQ=DAILY",
                        "RDATE:20270101T000000Z",
                        "EXDATE:20260303T090000Z",
                        "SUMMARY:Tea",
                        "DESCRIPTION:Green\\, hot",
                        "LOCATION:",
                        "URL:https://example.org",
                        "STATUS:tentative",
                        "TRANSP:OPAQUE",
                        "CLASS:PRIVATE",
                        "CATEGORIES:A,B",
                        "CATEGORIES:C",
                        "ORGANIZER;CN=Ann:mailto:ann@example.org",
                        "ATTENDEE;PARTSTAT=DECLINED;CN=\"Bob, B\":MAILTO:bob@example.org",
                        "X-MOOD:good"))
                .isEmpty();
    }

    @Test
    void whatItDoesNotKnowIsKeptAsItIsWritten() {
        var lines = new String[] {
            "Comment;LANGUAGE=de:Gr\u00fc\u00dfe\\, und so",
            "GEO:1.0;2.0",
            "PRIORITY:5",
            "RELATED-TO;RELTYPE=\"SIBLING\":other",
            "ATTACH;FMTTYPE=text/html:https://example.org/a;b,c",
            "CONFERENCE;VALUE=URI;FEATURE=PHONE,\"MODERATOR\":tel:+1-555",
            "X-MOOD;X-P=\"1:2;3\":good",
            "COMMENT:"
        };
        assertThat(kept(lines)).containsExactly(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUMMARY;LANGUAGE=de:Tee",
                "DESCRIPTION;ALTREP=\"cid:1\":Green",
                "URL:gopher://example.org",
                "STATUS:X-MAYBE",
                "TRANSP:TRANSPARENT-NOCONFLICT",
                "CLASS:X-SECRET",
                "CATEGORIES;LANGUAGE=de:A",
                "ATTENDEE;ROLE=CHAIR:mailto:a@example.org",
                "ATTENDEE;PARTSTAT=DELEGATED:mailto:a@example.org",
                "ATTENDEE;CN=Nobody:urn:uuid:1",
                "ATTENDEE;CN=Nobody:a@example.org",
                "ORGANIZER;SENT-BY=\"mailto:b@example.org\":mailto:a@example.org"
            })
    void whatTheEventSaysInPartIsKept(String line) {
        assertThat(kept(line)).containsExactly(line);
    }

    @Test
    void ofASecondPropertyOfANameBothAreKept() {
        assertThat(kept("SUMMARY:One", "SUMMARY:Two")).containsExactly("SUMMARY:One", "SUMMARY:Two");
    }

    @Test
    void alarmsAreKeptAsFarAsTheyAreMoreThanReminders() {
        var plain = component("VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Tea")
                .strip();
        var loud = component("VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M").strip();
        var late = component("VALARM", "ACTION:DISPLAY", "TRIGGER:PT5M").strip();
        var exact = component("VALARM", "ACTION:DISPLAY", "TRIGGER:-PT90S").strip();
        var wordy = component("VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", "DESCRIPTION:Boil water")
                .strip();
        var lines = String.join("\r\n", loud, late, exact, wordy).lines().toArray(String[]::new);
        var event = readEvent(START, "SUMMARY:Tea", plain, loud, late, exact, wordy);
        assertThat(event.details().contentLines()).containsExactly(lines);
        assertThat(event.reminders()).hasSize(4);
    }

    @Test
    void ofTwoAlarmsThatAreOneReminderBothAreKept() {
        var alarm = component("VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M").strip();
        var other = component("VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "REPEAT:2")
                .strip();
        assertThat(kept(alarm, other))
                .containsExactly((alarm + "\r\n" + other).lines().toArray(String[]::new));
        assertThat(kept(alarm, alarm)).isEmpty();
    }

    @Test
    void componentsAreKeptWithWhatIsInThem() {
        var place = component(
                        "VLOCATION", "UID:p", component("X-FLOOR", "X-A;B=c:d").strip())
                .strip();
        assertThat(kept(place)).containsExactly(place.lines().toArray(String[]::new));
    }

    @Test
    void propertiesOfOthersAreEntriesUnlessTheyHaveParameters() {
        var event = readEvent(START, "X-Mood:a\\,b", "X-MOOD:other", "X-LONG:" + "x".repeat(1_025), "X-WITH;X-P=1:c");
        assertThat(event.extendedProperties()).isEqualTo(Map.of("X-MOOD", "a\\,b"));
        assertThat(event.details().contentLines())
                .containsExactly("X-MOOD:other", "X-LONG:" + "x".repeat(1_025), "X-WITH;X-P=1:c");
    }

    @Test
    void entriesOfAnyNameComeBack() {
        var event = readEvent(START, "X-ALMANAC-PROPERTY;X-ALMANAC-KEY=\"my key: ^'1^'\":One\\, two\\nthree");
        assertThat(event.extendedProperties()).isEqualTo(Map.of("my key: \"1\"", "One, two\nthree"));
        assertThat(event.details().contentLines()).isEmpty();
    }

    @Test
    void aLineThatCannotStandByItselfIsTakenOutOfItsWrapping() {
        var event = readEvent(
                START,
                "X-ALMANAC-LINE:SUMMARY\\;LANGUAGE=de:Zwei\\\\\\, drei",
                "SUMMARY:One",
                "X-ALMANAC-LINE:X-MOOD:other",
                "X-ALMANAC-LINE:BEGIN:VALARM",
                "X-ALMANAC-LINE:TRIGGER:-PT5M",
                "X-ALMANAC-LINE:END:VALARM");
        assertThat(event.details().title()).isEqualTo("One");
        assertThat(event.extendedProperties()).isEmpty();
        assertThat(event.reminders()).isEmpty();
        assertThat(event.details().contentLines())
                .containsExactly(
                        "SUMMARY:One",
                        "SUMMARY;LANGUAGE=de:Zwei\\, drei",
                        "X-MOOD:other",
                        "BEGIN:VALARM",
                        "TRIGGER:-PT5M",
                        "END:VALARM");
    }

    @Test
    void nothingComesOutOfAWrappingThatIsNoLineOfAnEvent() {
        var wrap = "X-ALMANAC-LINE:";
        assertThat(kept(
                        wrap + "UID:evil",
                        wrap + "RRULE:FREQ=DAILY",
                        wrap + "what is this",
                        wrap + "",
                        wrap + wrap + "A:b"))
                .isEmpty();
        assertThat(kept(wrap + "COMMENT:a\\nX-EVIL:1", wrap + "COMMENT:b")).containsExactly("COMMENT:b");
        assertThat(kept(wrap + "BEGIN:X-A", wrap + "COMMENT:a")).isEmpty();
        assertThat(kept(wrap + "END:VEVENT", wrap + "BEGIN:VEVENT")).isEmpty();
        var inner = new String[] {"BEGIN:X-A", wrap + "END:X-A", wrap + "COMMENT:a\\nX-EVIL:1", "END:X-A"};
        assertThat(kept(inner)).containsExactly(inner);
        assertThat(kept((wrap + "BEGIN:X-A\r\n").repeat(9_000) + (wrap + "END:X-A\r\n").repeat(9_000)))
                .isEmpty();
    }

    @Test
    void anOccurrenceHasItsOwnWhereTheyDiffer() {
        var series = component("VEVENT", "UID:one", START, "RRULE:FREQ=DAILY;COUNT=3", "X-MOOD:good", "PRIORITY:1");
        var same = component(
                "VEVENT",
                "UID:one",
                "RECURRENCE-ID:20260303T090000Z",
                "DTSTART:20260303T090000Z",
                "X-MOOD:good",
                "PRIORITY:1");
        var other = component(
                "VEVENT",
                "UID:one",
                "RECURRENCE-ID:20260304T090000Z",
                "DTSTART:20260304T090000Z",
                "X-MOOD:bad",
                "PRIORITY:1");
        var event = found(read(file(series, same, other)).getFirst()).event();
        assertThat(event.overrides()).hasSize(1).first().satisfies(override -> {
            assertThat(override.fields()).isEqualTo(Set.of(Field.CONTENT_LINES));
            assertThat(override.details().contentLines()).containsExactly("X-MOOD:bad", "PRIORITY:1");
        });
    }

    @Test
    @Tag("C22")
    void attachmentsAreKeptWhereTheyAreSmallAndLeftOutWhereNot() {
        var small = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A".repeat(1_000);
        var large = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A".repeat(70_000);
        var link = "ATTACH:https://localhost/feed.ics";
        var item = item(large, small, link);
        assertThat(item.event().details().contentLines()).containsExactly(small, link);
        assertThat(item.note()).isEqualTo("An attachment was left out.");
        assertThat(item(small, link).note()).isNull();
        var comment = "COMMENT:" + "c".repeat(40_000);
        var document = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A".repeat(40_000);
        assertThat(item(document, comment).event().details().contentLines()).containsExactly(comment);
    }

    @Test
    void thereIsRoomForSoMuchAndTheRestIsSaidToBeLeftOut() {
        var many = IntStream.range(0, 400).mapToObj(_ -> "COMMENT:Same").collect(Collectors.joining("\r\n"));
        var lines = item(many);
        assertThat(lines.event().details().contentLines()).hasSize(300);
        assertThat(lines.note()).contains("left out");
        var wide = item("COMMENT:" + "\u00fc".repeat(33_000), "COMMENT:short");
        assertThat(wide.event().details().contentLines()).containsExactly("COMMENT:short");
        assertThat(wide.note()).contains("left out");
    }

    @Test
    void whatCannotBeStoredIsLeftOut() {
        var item = item("COMMENT:a\0b", "X-NULL:\0", "COMMENT:good");
        assertThat(item.event().details().contentLines()).containsExactly("COMMENT:good");
        assertThat(item.event().extendedProperties()).isEmpty();
        assertThat(item.note()).contains("left out");
    }
}
