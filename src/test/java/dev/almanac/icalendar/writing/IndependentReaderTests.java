package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.EventContents;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.icalendar.CalendarFiles;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What is written is nothing that another reader objects to. ical.js is asked where ALMANAC_ICAL_JS says where its folder is, as
 * {@code npm install --prefix target/node ical.js@2.2.1} makes it: {@code target/node/node_modules/ical.js}.
 */
@SelfContained
class IndependentReaderTests {

    private static List<EventContents> random() {
        var random = new RandomEvents(5_545);
        return IntStream.range(0, 300).mapToObj(random::event).toList();
    }

    @Test
    void noEventIsObjectedTo() {
        for (var event : random()) {
            var text = Written.text(event);
            assertThat(IndependentReaders.faults(text)).as(text).isEmpty();
        }
        assertThat(IndependentReaders.faults(Written.text())).isEmpty();
        // As sharp as it is meant to be.
        assertThat(IndependentReaders.faults(Written.text(random().getFirst()).replaceFirst("DTSTAMP:.*\r\n", "")))
                .isNotEmpty();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "ALMANAC_CORPORA", matches = ".+")
    void noFileOfOthersIsObjectedToAfterAJourneyThroughHere() throws IOException {
        var faults = new LinkedHashMap<String, List<String>>();
        files().forEach((file, events) -> {
            var found = IndependentReaders.faults(Written.text(events.toArray(EventContents[]::new)));
            if (!found.isEmpty()) {
                faults.put(file, found);
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "ALMANAC_ICAL_JS", matches = ".+")
    void anotherReaderFindsTheSameStarts() throws IOException, InterruptedException {
        var events = new ArrayList<List<EventContents>>();
        random().forEach(event -> events.add(List.of(event)));
        if (System.getenv("ALMANAC_CORPORA") != null) {
            events.addAll(files().values());
        }
        var read = IndependentReaders.readByIcalJs(
                Path.of(System.getenv("ALMANAC_ICAL_JS")),
                events.stream()
                        .map(some -> Written.text(some.toArray(EventContents[]::new)))
                        .toList());
        assertThat(read).hasSameSizeAs(events).allMatch(line -> line.startsWith("OK "));
        for (int i = 0; i < events.size(); i++) {
            int components = events.get(i).stream()
                    .mapToInt(event -> 1 + event.overrides().size())
                    .sum();
            assertThat(read.get(i)).startsWith("OK " + components + " ");
            var zoned = events.get(i).stream()
                    .allMatch(event -> event.event().time().zone() != null
                            && event.overrides().isEmpty());
            if (zoned) {
                long sum = events.get(i).stream()
                        .mapToLong(event -> event.event().time().startInstant().toEpochMilli())
                        .sum();
                assertThat(read.get(i))
                        .as(Written.text(events.get(i).toArray(EventContents[]::new)))
                        .isEqualTo("OK " + components + " " + sum);
            }
        }
    }

    /** The events of each file of other projects' suites. */
    private static Map<String, List<EventContents>> files() throws IOException {
        var root = Path.of(System.getenv("ALMANAC_CORPORA"), "ics");
        var reader = new ICalendarReader(CalendarFiles.LIMITS);
        Map<String, List<EventContents>> events = new LinkedHashMap<>();
        try (var found = Files.walk(root)) {
            for (var file : found.filter(path -> path.toString().matches(".*\\.(ics|txt)"))
                    .sorted()
                    .toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (reader.read(text) instanceof Reading.Items(var items)) {
                    var own = items.stream()
                            .filter(Found.class::isInstance)
                            .map(item -> Written.of(((Found) item).event()))
                            .toList();
                    if (!own.isEmpty()) {
                        events.put(root.relativize(file).toString(), own);
                    }
                }
            }
        }
        assertThat(events).hasSizeGreaterThan(150);
        return events;
    }
}
