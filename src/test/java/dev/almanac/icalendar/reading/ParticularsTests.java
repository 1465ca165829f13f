package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.readEvent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.bulk.ImportedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticularsTests {

    private static final String START = "DTSTART:20260302T090000Z";

    private static ImportedEvent event(String... lines) {
        return readEvent(START, String.join("\r\n", lines));
    }

    private static ImportedEvent alarm(String... lines) {
        return event(component("VALARM", lines).strip());
    }

    @Test
    void textIsDecoded() {
        var details = event(
                        "SUMMARY:Tea\\, cake\\; jam",
                        "DESCRIPTION:One\\nTwo\\\\n C:\\temp \"x\": a=b;c,\u00e9\ud83c\udf70\tz")
                .details();
        assertThat(details.title()).isEqualTo("Tea, cake; jam");
        assertThat(details.description()).isEqualTo("One\nTwo\\n C:\\temp \"x\": a=b;c,\u00e9\ud83c\udf70\tz");
    }

    @Test
    void whatIsMissingIsEmpty() {
        var details = event().details();
        assertThat(details.title()).isEmpty();
        assertThat(details.location()).isEmpty();
        assertThat(details.url()).isNull();
        assertThat(details.status()).isEqualTo(Status.CONFIRMED);
        assertThat(details.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(event().reminders()).isEmpty();
    }

    @Test
    void keywordsAreReadInEitherCase() {
        var details = event("STATUS:Cancelled", "TRANSP:transparent", "CLASS:CONFIDENTIAL")
                .details();
        assertThat(details.status()).isEqualTo(Status.CANCELLED);
        assertThat(details.transparency()).isEqualTo(Transparency.TRANSPARENT);
        assertThat(details.visibility()).isEqualTo(Visibility.CONFIDENTIAL);
    }

    @Test
    void aClassThatIsNotKnownIsPrivate() {
        assertThat(event("CLASS:X-SECRET").details().visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void categoriesOfSeveralLinesAreThereOnce() {
        assertThat(event("CATEGORIES:Work,Food\\, drink", "CATEGORIES: Work ,,Fun")
                        .details()
                        .categories())
                .containsExactly("Work", "Food, drink", "Fun");
    }

    @Test
    void aLinkIsKeptAsOneOnlyWhereItIsSafe() {
        assertThat(event("URL:https://example.org/a").details().url()).isEqualTo("https://example.org/a");
        var script = event("URL:javascript:alert(1)");
        assertThat(script.details().url()).isNull();
        assertThat(script.extendedProperties()).isEmpty();
        assertThat(script.details().contentLines()).containsExactly("URL:javascript:alert(1)");
    }

    @Test
    void whoTakesPartIsReadWithTheOrganizerAmongThem() {
        assertThat(event(
                                "ORGANIZER;CN=\"Ann, B.\":MAILTO:ann@example.org",
                                "ATTENDEE;PARTSTAT=TENTATIVE:mailto:Ann@example.org",
                                "ATTENDEE;CN=Bob ^'B^';PARTSTAT=DECLINED:mailto:bob@example.org",
                                "ATTENDEE:mailto:BOB@example.org",
                                "ATTENDEE;EMAIL=eve@example.org:urn:uuid:1",
                                "ATTENDEE:mailto:nobody")
                        .attendees())
                .containsExactly(
                        new Attendee("Ann@example.org", "Ann, B.", Response.TENTATIVE, true),
                        new Attendee("bob@example.org", "Bob \"B\"", Response.DECLINED, false),
                        new Attendee("eve@example.org", "", Response.NEEDS_ACTION, false));
    }

    @Test
    void anOrganizerWhoIsNoAttendeeTakesPart() {
        assertThat(event("ORGANIZER:mailto:ann@example.org").attendees())
                .containsExactly(new Attendee("ann@example.org", "", Response.ACCEPTED, true));
    }

    @ParameterizedTest
    @CsvSource({"-PT15M,DISPLAY,15,POPUP", "-P1DT30S,AUDIO,1441,POPUP", "PT0S,EMAIL,0,EMAIL", "-P1W,email,10080,EMAIL"})
    void anAlarmBeforeTheStartIsAReminder(String trigger, String action, int minutes, Method method) {
        assertThat(alarm("TRIGGER:" + trigger, "ACTION:" + action).reminders())
                .containsExactly(new Reminder(minutes, method));
    }

    @ParameterizedTest
    @CsvSource({
        "TRIGGER:PT15M,DISPLAY",
        "TRIGGER;VALUE=DATE-TIME:20260302T080000Z,DISPLAY",
        "TRIGGER;RELATED=END:-PT5M,DISPLAY",
        "TRIGGER:-P5W,DISPLAY",
        "TRIGGER:-PT5M,PROCEDURE",
        "TRIGGER:-soon,DISPLAY"
    })
    void anotherAlarmIsNone(String trigger, String action) {
        assertThat(alarm(trigger, "ACTION:" + action).reminders()).isEmpty();
    }
}
