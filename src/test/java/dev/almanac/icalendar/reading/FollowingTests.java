package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static dev.almanac.icalendar.CalendarFiles.found;
import static dev.almanac.icalendar.CalendarFiles.read;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.EventOverride;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.platform.time.NominalDuration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of an occurrence and all that follow it; RFC 5545 §3.2.13. */
class FollowingTests {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final String MASTER = component(
            "VEVENT",
            "UID:one",
            "SUMMARY:Stand-up",
            "X-MOOD:good",
            "DTSTART;TZID=Europe/Zurich:20260302T090000",
            "DURATION:PT30M",
            "RRULE:FREQ=DAILY;COUNT=6",
            "EXDATE;TZID=Europe/Zurich:20260303T090000,20260306T090000");

    private static LocalDateTime march(int day, int hour) {
        return LocalDateTime.of(2026, 3, day, hour, 0);
    }

    private static List<Found> items(String... components) {
        return read(file(components)).stream().map(item -> found(item)).toList();
    }

    private static List<ImportedEvent> events(String... components) {
        return items(components).stream().map(Found::event).toList();
    }

    private static String following(String id, String... lines) {
        return component("VEVENT", "UID:one", "RECURRENCE-ID;RANGE=THISANDFUTURE" + id, String.join("\r\n", lines));
    }

    private static final String LATER = following(
            ":20260304T080000Z",
            "SUMMARY:Stand-up on the roof",
            "DTSTART;TZID=Europe/Zurich:20260304T103000",
            "DURATION:PT1H");

    @Test
    void theSeriesIsCutAndWhatFollowsIsMoved() {
        var events = events(MASTER, LATER);
        assertThat(events).hasSize(2);
        var first = events.getFirst();
        assertThat(first.uid()).isEqualTo("one");
        assertThat(first.time().start()).isEqualTo(march(2, 9));
        assertThat(first.recurrence()).isEqualTo(new Recurrence("FREQ=DAILY;COUNT=2", List.of(), List.of(march(3, 9))));
        assertThat(first.details().title()).isEqualTo("Stand-up");
        var second = events.getLast();
        assertThat(second.uid()).isEqualTo("one-20260304T090000");
        assertThat(second.time())
                .isEqualTo(
                        EventTime.timed(march(4, 10).plusMinutes(30), ZURICH, ZURICH, new NominalDuration(0, 3_600)));
        assertThat(second.recurrence())
                .isEqualTo(new Recurrence(
                        "FREQ=DAILY;COUNT=4", List.of(), List.of(march(6, 10).plusMinutes(30))));
        assertThat(second.details().title()).isEqualTo("Stand-up on the roof");
        assertThat(second.overrides()).isEmpty();
    }

    @Test
    void thePartsSayThatTheyBelongTogether() {
        var events = events(MASTER.replace("UID:one", "UID:o\\,e"), LATER.replace("UID:one", "UID:o\\,e"));
        assertThat(events.getFirst().details().contentLines())
                .containsExactly("RELATED-TO;RELTYPE=NEXT:o\\,e-20260304T090000");
        assertThat(events.getLast().details().contentLines()).containsExactly("RELATED-TO;RELTYPE=FIRST:o\\,e");
    }

    @Test
    void eachPartHasTheLineOfTheComponentThatItIsOf() {
        assertThat(items(LATER, MASTER)).extracting(Found::line).containsExactly(10, 3);
        assertThat(items(MASTER, LATER)).extracting(Found::line).containsExactly(3, 12);
    }

    @Test
    void theSameFileMakesTheSameEvents() {
        assertThat(events(LATER, MASTER)).isEqualTo(events(MASTER, LATER));
    }

    @Test
    void changesOfSingleOccurrencesStayWithTheirPart() {
        var before = component(
                "VEVENT",
                "UID:one",
                "RECURRENCE-ID;TZID=Europe/Zurich:20260302T090000",
                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                "DURATION:PT30M",
                "SUMMARY:First");
        var after = component(
                "VEVENT",
                "UID:one",
                "RECURRENCE-ID;TZID=Europe/Zurich:20260305T090000",
                "DTSTART;TZID=Europe/Zurich:20260305T120000",
                "DURATION:PT1H",
                "SUMMARY:Stand-up on the roof");
        var events = events(MASTER, after, LATER, before);
        assertThat(events.getFirst().overrides())
                .extracting(EventOverride::slot)
                .containsExactly(march(2, 9));
        assertThat(events.getLast().overrides()).hasSize(1).first().satisfies(override -> {
            assertThat(override.slot()).isEqualTo(march(5, 10).plusMinutes(30));
            assertThat(requireNonNull(override.time()).start()).isEqualTo(march(5, 12));
            assertThat(override.fields()).containsExactly(EventOverride.Field.TIME);
        });
    }

    @Test
    void aSeriesMayBeCutMoreThanOnce() {
        var again = following(
                ";TZID=Europe/Zurich:20260305T090000", "DTSTART;TZID=Europe/Zurich:20260305T080000", "SUMMARY:Early");
        var events = events(again, MASTER, LATER);
        assertThat(events)
                .extracting(ImportedEvent::uid)
                .containsExactly("one", "one-20260304T090000", "one-20260305T090000");
        assertThat(events)
                .extracting(event -> event.time().start())
                .containsExactly(march(2, 9), march(4, 10).plusMinutes(30), march(5, 8));
        assertThat(events.get(1).recurrence()).isEqualTo(new Recurrence("FREQ=DAILY;COUNT=1", List.of(), List.of()));
        assertThat(events.get(2).recurrence())
                .isEqualTo(new Recurrence("FREQ=DAILY;COUNT=3", List.of(), List.of(march(6, 8))));
        assertThat(events.get(1).details().contentLines())
                .containsExactly("RELATED-TO;RELTYPE=FIRST:one", "RELATED-TO;RELTYPE=NEXT:one-20260305T090000");
    }

    @Test
    void aChangeFromTheFirstOnIsOneOfTheWhole() {
        var whole = following(":20260302T080000Z", "DTSTART;TZID=Europe/Zurich:20260303T090000", "SUMMARY:A day later");
        var events = events(MASTER, whole);
        assertThat(events).hasSize(1);
        var event = events.getFirst();
        assertThat(event.uid()).isEqualTo("one");
        assertThat(event.details().title()).isEqualTo("A day later");
        assertThat(event.time().start()).isEqualTo(march(3, 9));
        assertThat(event.recurrence())
                .isEqualTo(new Recurrence("FREQ=DAILY;COUNT=6", List.of(), List.of(march(4, 9), march(7, 9))));
        assertThat(event.details().contentLines()).isEmpty();
    }

    @Test
    void whereNoRuleSaysWhatItMakesItIsOneOccurrence() {
        var master = MASTER.replace("FREQ=DAILY;COUNT=6", "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1,2,3");
        var moved = following(
                ":20260304T080000Z",
                "DTSTART;TZID=Europe/Zurich:20260305T090000",
                "DURATION:PT30M",
                "SUMMARY:Stand-up");
        var items = items(master, moved);
        assertThat(items).hasSize(1);
        assertThat(items.getFirst().note()).contains("no rule");
        assertThat(items.getFirst().event().overrides())
                .extracting(EventOverride::slot)
                .containsExactly(march(4, 9));
    }

    @Test
    void whatTheFileSaysOfAnEventCountsBeforeWhatFollowsFromAnother() {
        var own = component("VEVENT", "UID:one-20260304T090000", "DTSTART:20260304", "SUMMARY:Own");
        assertThat(events(MASTER, LATER, own))
                .extracting(event -> event.details().title())
                .containsExactly("Stand-up", "Own");
    }

    @Test
    void withoutTheSeriesItIsOneOccurrence() {
        var items = items(LATER);
        assertThat(items).hasSize(1);
        assertThat(items.getFirst().event().recurrence()).isNull();
        assertThat(items.getFirst().note()).contains("no series");
    }
}
