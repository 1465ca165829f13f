package dev.almanac.event.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.almanac.recurrence.Vectors;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Series that Apple's calendar server split at a moment, split here by an edit of the occurrence at that moment and all after it. Both parts
 * must be what Apple's are: starts, titles, what is overridden, where they end.
 */
@AlmanacTest
class AppleSplitTests {

    private static final LocalDate NOW = LocalDate.of(2026, 3, 2);
    private static final int ENOUGH = 40;
    private static final Pattern DAY = Pattern.compile("\\$now\\.(-?\\d+):");
    private static final Pattern ADDRESS = Pattern.compile("\\$cuaddr(?:urn)?(\\d):");
    private static final Pattern OTHER = Pattern.compile("\\$([a-z0-9]+):");
    private static final Pattern DATE_ALONE = Pattern.compile("(?m)^DTSTART:(\\d{8})\\r?$");

    private final Api api;

    AppleSplitTests(@Autowired Api api) {
        this.api = api;
    }

    @BeforeEach
    void folder() {
        assumeTrue(Vectors.corpora().isPresent(), "ALMANAC_CORPORA is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "simple/1, simple/3, simple/2",
        "simple/7, simple/9, simple/8",
        "simple/10, simple/12, simple/11",
        "implicit/1, implicit/7, implicit/6",
        "implicit/4, implicit/9, implicit/8",
        "implicit/5, implicit/7, implicit/6",
        "unscheduled-scheduled/1, unscheduled-scheduled/3, unscheduled-scheduled/2",
        "scheduletag/4, scheduletag/9, scheduletag/8",
        "scheduletag/5, scheduletag/7, scheduletag/6",
        "attachments/1, attachments/4, attachments/3"
    })
    void bothPartsAreAsApplesAre(String before, String first, String second) throws IOException {
        var series = Series.of(api.somebody());
        var event = loaded(series, before);
        var cut = series.read(event, ENOUGH, ENOUGH).nodes().stream()
                .filter(node -> node.get("originalStart").asString().startsWith(NOW.toString()))
                .findFirst()
                .orElseThrow();
        var payload = series.caller()
                .mutate(
                        "updateEvent",
                        "event { id previousPart { id } }",
                        Map.of(
                                "id", cut.get("id").asString(),
                                "scope", "THIS_AND_FOLLOWING",
                                "title", "event 1"));
        assertThat(payload.get("userErrors")).isEmpty();
        assertThat(payload.at("/event/previousPart/id").asString()).isEqualTo(event);
        assertThat(shown(series, event)).isEqualTo(shownOfApple(first));
        assertThat(shown(series, payload.at("/event/id").asString())).isEqualTo(shownOfApple(second));
    }

    @Test
    void whatHasNoOccurrenceLeftCannotBeCut() throws IOException {
        // Apple refuses both: a series that is over, and what happens once. Here there is no occurrence to name.
        for (var file : List.of("simple/4", "simple/5")) {
            var series = Series.of(api.somebody());
            var read = series.read(loaded(series, file), ENOUGH, ENOUGH);
            assertThat(read.more()).isFalse();
            assertThat(read.starts()).allMatch(start -> start.compareTo(NOW.toString()) < 0);
        }
    }

    private static String loaded(Series series, String file) throws IOException {
        Caller caller = series.caller();
        var known = events(caller);
        var payload = caller.mutate(
                "importICalendar",
                "created components { outcome message }",
                Map.of("calendarId", series.calendar(), "content", content(file)));
        assertThat(payload.get("created").asInt()).as(payload.toString()).isEqualTo(1);
        return events(caller).stream()
                .filter(id -> !known.contains(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> events(Caller caller) {
        var calendars = caller.data("{ viewer { calendars(first: 1) { nodes { events { nodes { id } } } } } }");
        return StreamSupport.stream(
                        calendars.at("/viewer/calendars/nodes/0/events/nodes").spliterator(), false)
                .map(node -> node.get("id").asString())
                .toList();
    }

    private List<String> shownOfApple(String file) throws IOException {
        var series = Series.of(api.somebody());
        return shown(series, loaded(series, file));
    }

    private static List<String> shown(Series series, String event) {
        var read = series.read(event, ENOUGH, ENOUGH);
        return Stream.concat(
                        read.nodes().stream()
                                .map(node -> String.join(
                                        " ",
                                        node.get("originalStart").asString(),
                                        node.get("localStart").asString(),
                                        node.get("title").asString(),
                                        node.get("overridden").toString())),
                        Stream.of(read.more() ? "and more" : "no more"))
                .toList();
    }

    private static String content(String file) throws IOException {
        var path = Vectors.corpora()
                .map(Path::toString)
                .map(folder -> Path.of(folder, "ics", "apple-caldavtester", "recurrence-splitting", file + ".ics"))
                .orElseThrow();
        var text = DAY.matcher(Files.readString(path))
                .replaceAll(day -> DateTimeFormatter.BASIC_ISO_DATE.format(NOW.plusDays(Long.parseLong(day.group(1)))));
        text = ADDRESS.matcher(text).replaceAll("mailto:user$1@example.com");
        text = OTHER.matcher(text).replaceAll("$1");
        // The files of the all-day parts leave VALUE=DATE out.
        return DATE_ALONE.matcher(text).replaceAll("DTSTART;VALUE=DATE:$1");
    }
}
