package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Details;
import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.icalendar.CalendarFiles;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again as what it was. */
class RoundTripTests {

    private static final int EVENTS = 300;

    static IntStream seeds() {
        return Boolean.getBoolean("almanac.soak") ? IntStream.range(1, 200) : IntStream.of(20_260_302);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eventsAreReadAsTheyWere(int seed) {
        var random = new RandomEvents(seed);
        var events = IntStream.range(0, EVENTS).mapToObj(random::event).toList();
        var text = Written.text(events.toArray(EventContents[]::new));
        var read = CalendarFiles.read(text);
        assertThat(read).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            var found = CalendarFiles.found(read.get(i));
            assertThat(found.note()).as(text).isNull();
            assertThat(found.event()).as("seed %d, event %d", seed, i).isEqualTo(said(events.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLineHasAtMost75OctetsAndEndsInOneWay(int seed) {
        var random = new RandomEvents(seed);
        var text =
                Written.text(IntStream.range(0, EVENTS).mapToObj(random::event).toArray(EventContents[]::new));
        assertThat(text).endsWith("END:VCALENDAR\r\n");
        for (var line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).as(line).hasSizeLessThanOrEqualTo(75);
            assertThat(line.codePoints()
                            .filter(c -> (Character.isISOControl(c) && c != '\t')
                                    || c == 0x2028
                                    || c == 0x2029
                                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                            .toArray())
                    .as(line)
                    .isEmpty();
        }
        assertThat(text.lines().filter(line -> line.startsWith(" "))).hasSizeGreaterThan(EVENTS);
    }

    @Test
    void linesAreFoldedAsFullAsTheyCanBe() {
        var lines = Written.text(Written.of(Written.titled("x".repeat(66) + "😀" + "y".repeat(200))))
                .lines()
                .dropWhile(line -> !line.startsWith("SUMMARY"))
                .toList();
        assertThat(lines.get(0)).hasSize(74).endsWith("x");
        assertThat(lines.get(1))
                .startsWith(" 😀y")
                .satisfies(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSize(75));
    }

    private static ImportedEvent said(EventContents contents) {
        var event = contents.event();
        return new ImportedEvent(
                HardTexts.said(event.uid()).strip(),
                event.time(),
                event.recurrence(),
                said(event.details()),
                event.extendedProperties(),
                event.revision(),
                contents.attendees(),
                contents.reminders(),
                contents.overrides());
    }

    private static Details said(Details details) {
        return new Details(
                HardTexts.said(details.title()),
                HardTexts.said(details.description()),
                HardTexts.said(details.location()),
                details.url() == null ? null : details.url().replace("\"", "%22"),
                details.status(),
                details.transparency(),
                details.visibility(),
                details.categories(),
                details.contentLines());
    }
}
