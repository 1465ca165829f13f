package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.Recurrence;
import dev.almanac.event.export.WholeEvent;
import dev.almanac.icalendar.CalendarFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event keeps of the file that it came with is given back, for as long as it is true. */
class KeptLinesTests {

    private static List<String> lines(Details details) {
        return Written.lines(Written.text(Written.of(details)));
    }

    private static List<String> lines(List<Attendee> attendees, List<Reminder> reminders, String... kept) {
        var contents = Written.event("one", Written.DAY, null, Written.kept(kept), Map.of(), attendees, reminders);
        return Written.lines(Written.text(contents));
    }

    private static Details categorized(List<String> categories, String... kept) {
        return new Details(
                "Title",
                "",
                "",
                null,
                Details.NONE.status(),
                Details.NONE.transparency(),
                Details.NONE.visibility(),
                categories,
                List.of(kept));
    }

    @Test
    void whatTheEventKnowsNothingOfComesBackAsItWas() {
        var kept = new String[] {
            "COMMENT;LANGUAGE=de-CH;X-P=\"a:b\",\"c^'d\":Ein \\, Satz; \"so\"",
            "comment:another",
            "GEO:47.37;8.54",
            "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://example.org/a?b=c",
            "X-ENTOURAGE_UUID;X-Q=:1",
            "BEGIN:VLOCATION",
            "UID:inner",
            "NAME:Hall",
            "BEGIN:X-DEEPER",
            "X-A:b",
            "END:X-DEEPER",
            "END:VLOCATION"
        };
        assertThat(lines(Written.kept(kept))).containsSubsequence(kept);
    }

    @Test
    void whatTheEventSaysItselfIsNotSaidTwice() {
        var lines = lines(Written.kept(
                "UID:evil",
                "DTSTART:20200101T000000Z",
                "DTSTAMP:20200101T000000Z",
                "RRULE:FREQ=DAILY",
                "RECURRENCE-ID:20200101T000000Z",
                "SEQUENCE:99",
                "METHOD:CANCEL",
                "created:20200101T000000Z"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("UID") || line.startsWith("DTSTART") || line.startsWith("SEQUENCE"))
                .containsExactly("UID:one", "SEQUENCE:3", "DTSTART;VALUE=DATE:20260302");
        assertThat(lines).noneMatch(line -> line.matches("(?i)(RRULE|METHOD|RECURRENCE-ID|CREATED:2020).*"));
    }

    @Test
    void componentsThatDoNotEndOrDoNotBelongAreLeftOut() {
        assertThat(lines(Written.kept("BEGIN:VALARM", "TRIGGER:PT5M"))).doesNotContain("BEGIN:VALARM", "TRIGGER:PT5M");
        assertThat(lines(Written.kept("END:VEVENT", "BEGIN:VEVENT", "END:VEVENT")))
                .containsOnlyOnce("BEGIN:VEVENT", "END:VEVENT");
        assertThat(lines(Written.kept("BEGIN:X-A", "BEGIN:X-B", "END:X-A", "END:X-B")))
                .noneMatch(line -> line.contains("X-A") || line.contains("X-B"));
        assertThat(lines(Written.kept("BEGIN:X-A", "BEGIN:VTODO", "END:VTODO", "END:X-A", "X-AFTER;A=B:1")))
                .doesNotContain("BEGIN:VTODO", "BEGIN:X-A")
                .contains("X-AFTER;A=B:1");
    }

    @Test
    void whatAStrictReaderWouldRefuseIsMendedOrLeftOut() {
        var lines = lines(Written.kept(
                "ATTACH:CID:<a@b>",
                "DESCRIPTION;ALTREP=\"CID:<a,b>\":Text",
                "GEO:1.5\\;2",
                "GEO:here",
                "X;MEMBER=a:b",
                "ATTENDEE:mailto:Meeting Room@example.org",
                "BEGIN:X",
                "END:X",
                "BEGIN:VALARM",
                "ACTION:PROCEDURE",
                "END:VALARM",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER;RELATED=END:-P1W6DT15H",
                "END:VALARM"));
        assertThat(lines)
                .contains("ATTACH:CID:%3Ca@b%3E", "GEO:1.5;2", "ATTENDEE:mailto:Meeting%20Room%40example.org")
                .contains("X-ALMANAC-LINE:GEO:here", "X-ALMANAC-LINE:X\\;MEMBER=a:b", "X-ALMANAC-LINE:BEGIN:VALARM")
                .noneMatch(line -> line.matches("X;.*|BEGIN:X|GEO:here|BEGIN:VALARM"));
        assertThat(IndependentReaders.faults(String.join("\r\n", lines) + "\r\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ATTACH:http://a.org/b c|ATTACH:http://a.org/b%20c",
                "ATTACH;ENCODING=BASE64;VALUE=BINARY:a\\b|ATTACH;ENCODING=BASE64;VALUE=BINARY:a\\b",
                "ATTACH;ENCODING=BASE64:a b|ATTACH;ENCODING=BASE64:a b",
                "X-DATA;VALUE=URI:http://a.org/<b>|X-DATA;VALUE=URI:http://a.org/%3Cb%3E",
                "COMMENT:a <b>|COMMENT:a <b>",
                "COMMENT;ALTREP=\"cid:<a b>\":c|COMMENT;ALTREP=\"cid:%3Ca%20b%3E\":c",
                "COMMENT;X-P=\"a <b>\":c|COMMENT;X-P=\"a <b>\":c",
                "ATTENDEE;MEMBER=\"mailto:a b\":tel:+41|ATTENDEE;MEMBER=\"mailto:a%20b\":tel:+41",
                "ATTENDEE:sip:a b@c.org|ATTENDEE:sip:a%20b%40c.org",
                "ATTENDEE:urn:x@y|ATTENDEE:urn:x@y",
                "GEO: 47.1\\;-8.2|GEO:47.1;-8.2",
                "GEO:+47;8|GEO:+47;8",
                "GEO:47.|X-ALMANAC-LINE:GEO:47.",
                "GEO:47,8|X-ALMANAC-LINE:GEO:47\\,8",
                "X:a|X-ALMANAC-LINE:X:a",
                "X-;A=b:c|X-ALMANAC-LINE:X-\\;A=b:c"
            })
    void whatAStrictReaderWouldRefuseIsWrittenAsItWasMeant(String kept, String written) {
        assertThat(lines(Written.kept(kept))).contains(written);
        assertThat(IndependentReaders.faults(Written.text(Written.of(Written.kept(kept)))))
                .isEmpty();
    }

    @Test
    void whatHasNoPlaceInAComponentIsWrappedInIt() {
        var kept = new String[] {
            "BEGIN:VALARM",
            "ACTION:X-GONG",
            "TRIGGER:PT5M",
            "X;MEMBER=a:b",
            "END:VALARM",
            "BEGIN:X-A",
            "GEO:here",
            "END:X-A",
            "BEGIN:X",
            "COMMENT:a",
            "END:X"
        };
        assertThat(lines(Written.kept(kept)))
                .containsSubsequence("BEGIN:VALARM", "X-ALMANAC-LINE:X\\;MEMBER=a:b", "END:VALARM")
                .containsSubsequence("BEGIN:X-A", "X-ALMANAC-LINE:GEO:here", "END:X-A");
        assertThat(readAgain(Written.of(Written.kept(kept)))).containsExactly(kept);
    }

    @Test
    void linksOfAListAreMendedEach() {
        assertThat(lines(Written.kept("ATTENDEE;MEMBER=\"mailto:a b\",\"mailto:c>\":tel:+41")))
                .contains("ATTENDEE;MEMBER=\"mailto:a%20b\",\"mailto:c%3E\":tel:+41");
    }

    @ParameterizedTest
    @CsvSource({
        "TRIGGER:PT5M,true",
        "TRIGGER:-P1W,true",
        "TRIGGER:+P1DT2H,true",
        "TRIGGER:PT1H30S,false",
        "TRIGGER:P1W2D,false",
        "TRIGGER:P,false",
        "TRIGGER:PT,false",
        "TRIGGER:soon,false",
        "TRIGGER;VALUE=DATE-TIME:20260302T080000Z,true",
        "TRIGGER;VALUE=DATE-TIME:20260302T080000,false",
        "TRIGGER:20260302T080000Z,false"
    })
    void anAlarmIsGivenBackAsOneWhereItsTriggerIsWellFormed(String trigger, boolean one) {
        var kept = new String[] {"BEGIN:VALARM", "ACTION:X-GONG", trigger, "END:VALARM"};
        assertThat(lines(Written.kept(kept)).contains(trigger)).isEqualTo(one);
        assertThat(readAgain(Written.of(Written.kept(kept)))).containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRIGGER:PT5M",
                "ACTION:X-GONG",
                "ACTION:X-GONG|ACTION:X-GONG|TRIGGER:PT5M",
                "ACTION:X-GONG|TRIGGER:PT5M|TRIGGER:PT6M",
                "ACTION:X-GONG|BEGIN:X-INNER|TRIGGER:PT5M|END:X-INNER"
            })
    void anAlarmIsGivenBackAsOneWhereItSaysOnceWhatItDoesAndWhen(String lines) {
        var kept = ("BEGIN:VALARM|" + lines + "|END:VALARM").split("\\|", -1);
        assertThat(lines(Written.kept(kept))).doesNotContain("BEGIN:VALARM");
        assertThat(readAgain(Written.of(Written.kept(kept)))).containsExactlyInAnyOrder(kept);
        var inner = new String[] {
            "BEGIN:VALARM",
            "ACTION:X-GONG",
            "TRIGGER:PT5M",
            "BEGIN:X-INNER",
            "TRIGGER:PT6M",
            "END:X-INNER",
            "END:VALARM"
        };
        assertThat(lines(Written.kept(inner))).containsSubsequence(inner);
    }

    @Test
    void aLineOfAFieldIsGivenBackWhileItSaysTheSame() {
        var kept = new String[] {"SUMMARY;LANGUAGE=en:Title", "STATUS:X-MAYBE", "CLASS;X-P=1:X-SECRET"};
        assertThat(lines(Written.with(Details.NONE, "Title", List.of(kept))))
                .contains("SUMMARY;LANGUAGE=en:Title", "STATUS:X-MAYBE")
                .doesNotContain("SUMMARY:Title", "STATUS:CONFIRMED")
                // What is not known is private, which this event is not.
                .noneMatch(line -> line.startsWith("CLASS"));
        assertThat(lines(Written.with(Details.NONE, "Changed", List.of(kept))))
                .contains("SUMMARY:Changed")
                .noneMatch(line -> line.startsWith("SUMMARY;"));
        var cancelled = new Details(
                "Title",
                "",
                "",
                null,
                Status.CANCELLED,
                Details.NONE.transparency(),
                Details.NONE.visibility(),
                List.of(),
                List.of(kept));
        assertThat(lines(cancelled)).contains("STATUS:CANCELLED").doesNotContain("STATUS:X-MAYBE");
    }

    /** The content lines that the text of an event is read as. */
    private static List<String> readAgain(EventContents contents) {
        return CalendarFiles.found(CalendarFiles.read(Written.text(contents)).getFirst())
                .event()
                .details()
                .contentLines();
    }

    @Test
    void whatHasNoPlaceOfItsOwnComesBackWrapped() {
        var kept = new String[] {
            "SUMMARY:Title",
            "SUMMARY;LANGUAGE=de:Titel\\, \"zwei\"",
            "URL:gopher://example.org",
            "URL:https://example.org/a;b",
            "ATTENDEE;ROLE=CHAIR:mailto:bob@example.org",
            "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:bob@example.org",
            "GEO:here",
            "BEGIN:VALARM",
            "TRIGGER:-PT5M",
            "X-WHY:no action",
            "END:VALARM"
        };
        var bob = new Attendee("bob@example.org", "", Response.NEEDS_ACTION, false);
        var contents = Written.event(
                "one",
                Written.DAY,
                null,
                Written.kept(kept),
                Map.of(),
                List.of(bob),
                List.of(new Reminder(5, Reminder.Method.POPUP)));
        var text = Written.text(contents);
        assertThat(IndependentReaders.faults(text)).as(text).isEmpty();
        assertThat(Written.lines(text))
                .contains("SUMMARY:Title", "X-ALMANAC-LINE:SUMMARY\\;LANGUAGE=de:Titel\\\\\\, \"zwei\"")
                .containsOnlyOnce("BEGIN:VALARM");
        assertThat(readAgain(contents)).containsExactlyInAnyOrder(kept);
        var edited = Written.with(Details.NONE, "Changed", List.of(kept));
        assertThat(lines(edited))
                .noneMatch(line -> line.contains("Tit") || line.contains("bob@") || line.contains("-PT5M"));
    }

    @Test
    void aLineThatWouldBeAnEntryIsWrappedWhereItIsNone() {
        var details = Written.kept("X-MOOD:other", "X-MOOD:third", "X-P;Q=1:a");
        for (var entries : List.of(Map.<String, String>of(), Map.of("X-MOOD", "good"), Map.of("X-MOOD", "third"))) {
            var contents = Written.event("one", Written.DAY, null, details, entries, List.of(), List.of());
            var read = CalendarFiles.found(
                            CalendarFiles.read(Written.text(contents)).getFirst())
                    .event();
            assertThat(read.extendedProperties()).isEqualTo(entries);
            assertThat(read.details().contentLines()).containsExactlyInAnyOrderElementsOf(details.contentLines());
        }
        assertThat(lines(details)).contains("X-ALMANAC-LINE:X-MOOD:other", "X-P;Q=1:a");
    }

    @Test
    void anOccurrenceHasTheEntriesOfItsSeriesButForItsOwnLines() {
        var start = Written.DAY.start();
        var series = Written.event(
                "one",
                Written.DAY,
                new Recurrence("FREQ=DAILY;COUNT=3", List.of(), List.of()),
                Written.titled("Title"),
                Map.of("X-MOOD", "good", "X-ROOM", "1", "X-FLOOR", "3", "my key", "2"),
                List.of(),
                List.of());
        var own = new EventOverride(
                start,
                Set.of(EventOverride.Field.CONTENT_LINES),
                null,
                Written.with(Details.NONE, "", List.of("X-MOOD:bad", "X-ROOM:1")),
                null,
                null);
        var event = series.with(List.of(own));
        var text = Written.text(event);
        assertThat(Written.lines(text.substring(text.indexOf("RECURRENCE-ID"))))
                .contains(
                        "X-MOOD:bad",
                        "X-FLOOR:3",
                        "X-ALMANAC-LINE:X-ROOM:1",
                        "X-ALMANAC-PROPERTY;X-ALMANAC-KEY=my key:2")
                .doesNotContain("X-MOOD:good");
        var read = CalendarFiles.found(CalendarFiles.read(text).getFirst()).event();
        assertThat(read.overrides()).containsExactly(own);
        assertThat(read.extendedProperties()).isEqualTo(series.event().extendedProperties());
    }

    @Test
    void aLineOfCategoriesStandsForTheNamesInIt() {
        var kept = "CATEGORIES;LANGUAGE=en:Work,Home";
        assertThat(lines(categorized(List.of("First", "Work", "Home", "Last"), kept)))
                .containsSubsequence("CATEGORIES:First", kept, "CATEGORIES:Last");
        assertThat(lines(categorized(List.of("Home"), kept)))
                .contains("CATEGORIES:Home")
                .doesNotContain(kept);
    }

    @Test
    void somebodyWhoIsStillThereKeepsWhatElseIsSaidOfThem() {
        var kept = new String[] {
            "ATTENDEE;ROLE=CHAIR;CN=Bob;PARTSTAT=DELEGATED;RSVP=TRUE:MAILTO:bob@example.org",
            "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
            "ATTENDEE;CN=Nobody:tel:+41",
            "ORGANIZER;SENT-BY=\"mailto:x@example.org\";CN=Old:mailto:ann@example.org"
        };
        var bob = new Attendee("bob@example.org", "Bob", Response.NEEDS_ACTION, false);
        var ann = new Attendee("ann@example.org", "Ann", Response.ACCEPTED, true);
        assertThat(lines(List.of(bob, ann), List.of(), kept))
                .contains(kept[0], kept[2], "ORGANIZER;SENT-BY=\"mailto:x@example.org\";CN=Ann:mailto:ann@example.org")
                .noneMatch(line -> line.contains("room@"))
                .noneMatch(line -> line.startsWith("ATTENDEE") && line.contains("ann@"));
        var answered = new Attendee("bob@example.org", "Robert", Response.DECLINED, false);
        assertThat(lines(List.of(answered), List.of(), kept))
                .contains("ATTENDEE;ROLE=CHAIR;CN=Robert;PARTSTAT=DECLINED;RSVP=TRUE:MAILTO:bob@example.org");
    }

    @Test
    void anAlarmIsGivenBackWhileItsReminderIsThere() {
        var kept = new String[] {
            "BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT15M", "ATTACH:Basso", "END:VALARM",
            "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:late", "TRIGGER;RELATED=END:PT5M", "END:VALARM"
        };
        var quarter = new Reminder(15, Reminder.Method.POPUP);
        assertThat(lines(List.of(), List.of(quarter), kept))
                .containsSubsequence(kept)
                .containsOnlyOnce("TRIGGER:-PT15M");
        assertThat(lines(List.of(), List.of(new Reminder(5, Reminder.Method.POPUP)), kept))
                .doesNotContain("ACTION:AUDIO")
                .contains("TRIGGER:-PT5M", "TRIGGER;RELATED=END:PT5M");
    }

    @Test
    void anAlarmByMailSaysWhatItMustAndGoesToTheViewer() {
        assertThat(lines(List.of(), List.of(new Reminder(0, Reminder.Method.EMAIL))))
                .containsSubsequence(
                        "BEGIN:VALARM",
                        "TRIGGER:-PT0S",
                        "DESCRIPTION:Title",
                        "ACTION:EMAIL",
                        "SUMMARY:Title",
                        "ATTENDEE;X-ALMANAC-VIEWER=TRUE:" + Written.MAILBOX,
                        "END:VALARM");
    }

    @Test
    void partsOfASeriesNameEachOtherOnce() {
        var contents = Written.of(Written.kept("RELATED-TO;RELTYPE=FIRST:first", "RELATED-TO:parent"));
        var text = Written.text(null, List.of(new WholeEvent(contents, "first", "next")));
        assertThat(Written.lines(text))
                .containsOnlyOnce(
                        "RELATED-TO;RELTYPE=FIRST:first", "RELATED-TO;RELTYPE=NEXT:next", "RELATED-TO:parent");
    }

    @Test
    void propertiesOfClientsKeepTheirNames() {
        EventContents contents = Written.event(
                "one",
                Written.DAY,
                null,
                Details.NONE,
                Map.of("X-MOOD", "a;b,c\\n", "x-mood", "lower", "room: 1", "a;b", "X-LINES", "one\ntwo"),
                List.of(),
                List.of());
        assertThat(Written.lines(Written.text(contents)))
                .contains(
                        "X-MOOD:a;b,c\\n",
                        "X-ALMANAC-PROPERTY;X-ALMANAC-KEY=x-mood:lower",
                        "X-ALMANAC-PROPERTY;X-ALMANAC-KEY=\"room: 1\":a\\;b",
                        "X-ALMANAC-PROPERTY;X-ALMANAC-KEY=X-LINES:one\\ntwo");
    }
}
