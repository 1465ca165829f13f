package dev.almanac.icalendar.reading;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.event;
import static dev.almanac.icalendar.CalendarFiles.file;
import static dev.almanac.icalendar.CalendarFiles.found;
import static dev.almanac.icalendar.CalendarFiles.read;
import static dev.almanac.icalendar.CalendarFiles.readEvent;
import static dev.almanac.icalendar.CalendarFiles.readUnusable;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.platform.time.NominalDuration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesTests {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final String MASTER = component(
            "VEVENT",
            "UID:one",
            "SUMMARY:Stand-up",
            "DTSTART;TZID=Europe/Zurich:20260302T090000",
            "DTEND;TZID=Europe/Zurich:20260302T093000",
            "RRULE:FREQ=DAILY;COUNT=5");

    private static LocalDateTime march(int day, int hour) {
        return LocalDateTime.of(2026, 3, day, hour, 0);
    }

    private static ImportedEvent one(String... components) {
        var items = read(file(components));
        assertThat(items).hasSize(1);
        return found(items.getFirst()).event();
    }

    private static Recurrence recurrence(ImportedEvent event) {
        return requireNonNull(event.recurrence());
    }

    private static String override(String id, String... lines) {
        return component("VEVENT", "UID:one", "RECURRENCE-ID" + id, String.join("\r\n", lines));
    }

    private static final String SAME = "DTSTART;TZID=Europe/Zurich:20260303T090000\r\n"
            + "DTEND;TZID=Europe/Zurich:20260303T093000\r\nSUMMARY:Stand-up";

    @Test
    void aRuleIsBroughtIntoItsNormalForm() {
        var event = readEvent("DTSTART:20260302T090000Z", "RRULE:count=3;freq=weekly;wkst=MO;");
        assertThat(event.recurrence()).isEqualTo(new Recurrence("FREQ=WEEKLY;COUNT=3", List.of(), List.of()));
    }

    @Test
    void whatMakesNoOneRuleIsSaid() {
        assertThat(readUnusable("DTSTART:20260302", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"))
                .satisfies(result -> assertThat(result.code()).isEqualTo("INVALID_RECURRENCE"))
                .satisfies(result -> assertThat(result.message()).contains("RRULE"));
        assertThat(readUnusable("DTSTART:20260302", "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY")
                        .message())
                .contains("EXRULE");
        assertThat(readUnusable("DTSTART:20260302", "RRULE:FREQ=SOMETIMES").code())
                .isEqualTo("INVALID_RECURRENCE");
    }

    @Test
    void datesOfAnyFormComeOntoTheWallClockOfTheSeries() {
        var event = readEvent(
                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                "RDATE:20260402T080000Z",
                "RDATE;TZID=America/New_York:20260404T040000",
                "RDATE;VALUE=PERIOD:20260406T080000Z/PT1H",
                "RDATE;VALUE=DATE:20260405");
        assertThat(event.recurrence())
                .isEqualTo(new Recurrence(
                        null,
                        List.of(
                                LocalDateTime.of(2026, 4, 2, 10, 0),
                                LocalDateTime.of(2026, 4, 4, 10, 0),
                                LocalDateTime.of(2026, 4, 5, 9, 0),
                                LocalDateTime.of(2026, 4, 6, 10, 0)),
                        List.of()));
    }

    @Test
    void aDateTakesOutTheOccurrenceOfThatDate() {
        var event = readEvent(
                "DTSTART:20260302T090000",
                "RRULE:FREQ=DAILY;BYHOUR=9,15;COUNT=9",
                "EXDATE;VALUE=DATE:20260303",
                "EXDATE:20260304T150000");
        assertThat(recurrence(event).exdates()).containsExactly(march(3, 9), march(3, 15), march(4, 15));
    }

    @Test
    void aTimeTakesItsDateOutOfAnAllDaySeries() {
        var event = readEvent("DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY", "EXDATE:20260303T230000Z");
        assertThat(recurrence(event).exdates()).containsExactly(march(3, 0));
    }

    @Test
    void anInstantMeansTheStartThatTheClockSkips() {
        var event = readEvent(
                "DTSTART;TZID=Europe/Zurich:20260328T023000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260329T013000Z");
        assertThat(recurrence(event).exdates()).containsExactly(LocalDateTime.of(2026, 3, 29, 2, 30));
    }

    @Test
    void anAddedStartThatTheClockSkipsIsKeptAsItIsWritten() {
        var skipped = LocalDateTime.of(2026, 3, 29, 2, 30);
        var dates = readEvent(
                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                "RDATE;TZID=Europe/Zurich:20260329T023000,20260329T033000",
                "EXDATE;TZID=Europe/Zurich:20260329T023000");
        assertThat(recurrence(dates).rdates()).containsExactly(skipped, skipped.plusHours(1));
        assertThat(recurrence(dates).exdates()).containsExactly(skipped);
        var beside = readEvent(
                "DTSTART;TZID=Europe/Zurich:20260302T033000",
                "RRULE:FREQ=DAILY",
                "RDATE;TZID=Europe/Zurich:20260329T023000");
        assertThat(recurrence(beside).rdates()).containsExactly(skipped);
        var elsewhere = readEvent("DTSTART;TZID=Europe/Zurich:20260302T090000", "RDATE:20260329T013000Z");
        assertThat(recurrence(elsewhere).rdates()).containsExactly(skipped.plusHours(1));
        var missed = readEvent(
                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                "RRULE:FREQ=DAILY",
                "EXDATE;TZID=Europe/Zurich:20260329T023000");
        assertThat(recurrence(missed).exdates()).containsExactly(skipped);
    }

    @Test
    void anOverrideNamesOnlyWhatDiffersWhereverItStandsInTheFile() {
        var before = override(";TZID=Europe/Zurich:20260303T090000", SAME, "LOCATION:Roof");
        var after = override(
                ":20260304T080000Z",
                "DTSTART;TZID=Europe/Zurich:20260304T110000",
                "DTEND;TZID=Europe/Zurich:20260304T113000",
                "SUMMARY:Stand-up");
        var event = one(before, MASTER, after);
        assertThat(recurrence(event).rdates()).isEmpty();
        assertThat(event.overrides())
                .extracting(EventOverride::slot, EventOverride::fields, EventOverride::time)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(march(3, 9), Set.of(Field.LOCATION), null),
                        org.assertj.core.groups.Tuple.tuple(
                                march(4, 9),
                                Set.of(Field.TIME),
                                EventTime.timed(march(4, 11), ZURICH, ZURICH, new NominalDuration(0, 1_800))));
        assertThat(event.overrides().getFirst().details().location()).isEqualTo("Roof");
        assertThat(event.overrides().getFirst().details().title()).isEmpty();
    }

    @Test
    void aSeriesHasTheLineOfItsFirstComponentInTheFile() {
        var override = override(";TZID=Europe/Zurich:20260303T090000", SAME);
        var other = component("VEVENT", "UID:two", "DTSTART:20260302");
        assertThat(read(file(other, override, MASTER)))
                .extracting(item -> found(item).line())
                .containsExactly(3, 7);
        assertThat(read(file(MASTER, other, override)))
                .extracting(item -> found(item).line())
                .containsExactly(3, 10);
    }

    @Test
    void anOverrideThatIsLikeItsSeriesIsNone() {
        assertThat(one(MASTER, override(";TZID=Europe/Zurich:20260303T090000", SAME))
                        .overrides())
                .isEmpty();
    }

    @Test
    void anOverrideByDateIsOfThatDatesOccurrence() {
        var event = one(MASTER, override(";VALUE=DATE:20260303", SAME, "LOCATION:Roof"));
        assertThat(event.overrides()).extracting(EventOverride::slot).containsExactly(march(3, 9));
    }

    @Test
    void anOverrideOfWhatTheRuleDoesNotProduceIsNotLost() {
        var event = one(MASTER, override(";TZID=Europe/Zurich:20260320T090000", SAME));
        assertThat(recurrence(event).rdates()).containsExactly(march(20, 9));
        assertThat(event.overrides()).extracting(EventOverride::slot).containsExactly(march(20, 9));
    }

    @Test
    void overridesWithoutTheirSeriesMakeOneEvent() {
        var event = one(
                override(";TZID=Europe/Zurich:20260304T090000", SAME.replace("20260303", "20260304"), "LOCATION:Roof"),
                override(";TZID=Europe/Zurich:20260303T090000", SAME.replace("T09", "T10")));
        assertThat(event.time().start()).isEqualTo(march(3, 9));
        assertThat(event.recurrence()).isEqualTo(new Recurrence(null, List.of(march(4, 9)), List.of()));
        assertThat(event.overrides()).hasSize(1).first().satisfies(moved -> {
            assertThat(moved.slot()).isEqualTo(march(3, 9));
            assertThat(requireNonNull(moved.time()).start()).isEqualTo(march(3, 10));
        });
    }

    @Test
    void oneOverrideWithoutItsSeriesIsASingleEvent() {
        var event = one(override(";TZID=Europe/Zurich:20260301T090000", SAME));
        assertThat(event.time().start()).isEqualTo(march(3, 9));
        assertThat(event.recurrence()).isNull();
        assertThat(event.overrides()).isEmpty();
    }

    @Test
    void anOverrideThatCannotBeReadLeavesTheSeries() {
        var item = found(read(file(MASTER, override(":20260303T080000Z", "DTSTART:never")))
                .getFirst());
        assertThat(item.event().overrides()).isEmpty();
        assertThat(item.note()).contains("An override was left out");
    }

    @Test
    void ofTwoOfOneUidTheLaterCounts() {
        var older = component("VEVENT", "UID:one", "SEQUENCE:2", "DTSTART:20260302", "SUMMARY:Older");
        var newer = component("VEVENT", "UID:one", "SEQUENCE:10", "DTSTART:20260302", "SUMMARY:Newer");
        assertThat(one(newer, older).details().title()).isEqualTo("Newer");
        assertThat(one(older, newer).details().title()).isEqualTo("Newer");
        assertThat(found(read(file(older, newer)).getFirst()).note()).contains("more than once");
    }

    @Test
    void aPeriodOfAnotherLengthIsAnOverrideOfItsOccurrence() {
        var event = readEvent(
                "DTSTART;TZID=Europe/Zurich:20260302T090000",
                "DURATION:PT1H",
                "RDATE;VALUE=PERIOD:20260303T080000Z/PT1H,20260304T080000Z/PT2H,20260305T080000Z/20260305T083000Z");
        assertThat(recurrence(event).rdates()).containsExactly(march(3, 9), march(4, 9), march(5, 9));
        assertThat(event.overrides())
                .extracting(EventOverride::slot, EventOverride::fields, EventOverride::time)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                march(4, 9),
                                Set.of(Field.TIME),
                                EventTime.timed(march(4, 9), ZURICH, ZURICH, new NominalDuration(0, 7_200))),
                        org.assertj.core.groups.Tuple.tuple(
                                march(5, 9),
                                Set.of(Field.TIME),
                                EventTime.timed(march(5, 9), ZURICH, ZURICH, new NominalDuration(0, 1_800))));
    }

    @Test
    void anOverrideCountsBeforeAPeriodAndAnExdateBeforeBoth() {
        var series = component(
                "VEVENT",
                "UID:one",
                "DTSTART:20260302T090000Z",
                "DURATION:PT1H",
                "RDATE;VALUE=PERIOD:20260303T090000Z/PT2H,20260304T090000Z/PT2H",
                "EXDATE:20260304T090000Z");
        var event =
                one(series, override(":20260303T090000Z", "DTSTART:20260303T100000Z", "DURATION:PT1H", "SUMMARY:Own"));
        assertThat(event.overrides()).hasSize(1).first().satisfies(override -> {
            assertThat(override.fields()).isEqualTo(Set.of(Field.TIME, Field.TITLE));
            assertThat(requireNonNull(override.time()).start()).isEqualTo(march(3, 10));
        });
    }

    @Test
    void aDateThatCannotBeReadLosesNoneOfTheOthers() {
        var item = found(read(event(
                        "DTSTART:20260302T090000Z",
                        "RRULE:FREQ=DAILY",
                        "EXDATE:20260303T090000Z,never,20260304T090000Z",
                        "EXDATE:20260230T090000Z,",
                        "RDATE:083000"))
                .getFirst());
        assertThat(recurrence(item.event()))
                .isEqualTo(new Recurrence("FREQ=DAILY", List.of(), List.of(march(3, 9), march(4, 9))));
        assertThat(item.note())
                .isEqualTo("A date was left out: RDATE: \"083000\" is no date or date-time."
                        + " A date was left out: EXDATE: \"never\" is no date or date-time. And 1 more of EXDATE.");
    }

    @Test
    void aPeriodWhoseLengthCannotBeIsADateOfTheSeries() {
        var item = found(read(event(
                        "DTSTART:20260302T090000Z",
                        "DURATION:PT1H",
                        "RDATE;VALUE=PERIOD:20260303T090000Z/20260303T080000Z,20260304T090000Z/x"))
                .getFirst());
        assertThat(recurrence(item.event()).rdates()).containsExactly(march(3, 9), march(4, 9));
        assertThat(item.event().overrides()).isEmpty();
        assertThat(item.note())
                .isEqualTo(
                        "The length of a date was left out: RDATE: a period ends before its start. And 1 more of RDATE.");
    }

    @Test
    void ofManyThingsThatAreLeftOutSomeAreSaid() {
        var overrides = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            overrides.append(override(":20260303T080000Z", "DTSTART:never " + i));
        }
        assertThat(found(read(file(MASTER, overrides.toString())).getFirst()).note())
                .contains("never 0", "There is more of this kind.")
                .hasSizeLessThan(3_000);
    }

    @Test
    void theRevisionIsTheLatestOfItsComponents() {
        var event = one(
                MASTER.replace("UID:one", "UID:one\r\nSEQUENCE:1\r\nLAST-MODIFIED:20260101T000000Z"),
                override(
                        ":20260303T080000Z",
                        SAME,
                        "SEQUENCE:4",
                        "DTSTAMP:20260201T000000Z",
                        "LAST-MODIFIED:yesterday"));
        assertThat(event.revision()).isEqualTo(new Revision(4, java.time.Instant.parse("2026-02-01T00:00:00Z")));
    }

    @Test
    void ofTwoOfOneSequenceTheOneThatWasChangedLaterCounts() {
        var older = component(
                "VEVENT",
                "UID:one",
                "LAST-MODIFIED:20260101T000000Z",
                "DTSTAMP:20260401T000000Z",
                "DTSTART:20260302",
                "SUMMARY:Older");
        var newer = component(
                "VEVENT",
                "UID:one",
                "LAST-MODIFIED:20260201T000000Z",
                "DTSTAMP:20260301T000000Z",
                "DTSTART:20260302",
                "SUMMARY:Newer");
        assertThat(one(newer, older).details().title()).isEqualTo("Newer");
        assertThat(one(older, newer).details().title()).isEqualTo("Newer");
        assertThat(one(older, older.replace("Older", "Last")).details().title()).isEqualTo("Last");
    }

    @Test
    void whereNothingElseTellsThemApartTheLaterStampCounts() {
        var older = component(
                "VEVENT",
                "UID:one",
                "LAST-MODIFIED:20260201T000000Z",
                "DTSTAMP:20260301T000000Z",
                "DTSTART:20260302",
                "SUMMARY:Older");
        var newer = older.replace("DTSTAMP:20260301", "DTSTAMP:20260302").replace("Older", "Newer");
        assertThat(one(newer, older).details().title()).isEqualTo("Newer");
        assertThat(one(older, newer).details().title()).isEqualTo("Newer");
    }

    @Test
    void moreDatesThanTheLimitAreTooMany() {
        var lines = new StringBuilder("DTSTART:20260302T090000Z");
        for (int i = 0; i <= 2_000; i++) {
            lines.append("\r\nRDATE:").append("%04d0101T000000Z".formatted(2_000 + i));
        }
        assertThat(readUnusable(lines.toString()).code()).isEqualTo("TOO_MANY");
    }
}
