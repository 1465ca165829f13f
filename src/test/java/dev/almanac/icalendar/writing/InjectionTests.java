package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.Details;
import dev.almanac.event.EventContents;
import dev.almanac.event.export.WholeEvent;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.UnfoldingReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that an event says can become a line, a property, a parameter or a component of its own. */
@Tag("G3")
class InjectionTests {

    /** Where text goes in. */
    private static final Map<String, Function<String, EventContents>> PLACES = Map.ofEntries(
            Map.entry("TITLE", payload -> Written.of(Written.titled(payload))),
            Map.entry("DESCRIPTION", payload -> of(payload, "", "", null, List.of())),
            Map.entry("LOCATION", payload -> of("", payload, "", null, List.of())),
            Map.entry("URL", payload -> of("", "", "https://example.org/" + payload, null, List.of())),
            Map.entry("CATEGORY", payload -> of("", "", "", payload, List.of())),
            Map.entry("KEPT_VALUE", payload -> of("", "", "", null, List.of("COMMENT:" + payload))),
            Map.entry("KEPT_PARAMETER", payload -> of("", "", "", null, List.of("COMMENT;X-P=" + payload + ":text"))),
            Map.entry("KEPT_QUOTED", payload -> of("", "", "", null, List.of("COMMENT;X-P=\"" + payload + "\":text"))),
            Map.entry("KEPT_NAME", payload -> of("", "", "", null, List.of(payload + ":text"))),
            Map.entry(
                    "KEPT_IN_ALARM",
                    payload -> of(
                            "",
                            "",
                            "",
                            null,
                            List.of(
                                    "BEGIN:VALARM",
                                    "TRIGGER:PT5M",
                                    "ACTION:DISPLAY",
                                    "DESCRIPTION:" + payload,
                                    "END:VALARM"))),
            Map.entry("KEPT_COMPONENT", payload -> of("", "", "", null, List.of("BEGIN:" + payload, "END:" + payload))),
            Map.entry("UID", payload -> event(payload, Details.NONE, Map.of(), List.of())),
            Map.entry("PROPERTY", payload -> event("one", Details.NONE, Map.of("X-OWN", payload), List.of())),
            Map.entry("PROPERTY_NAME", payload -> event("one", Details.NONE, Map.of(payload, "text"), List.of())),
            Map.entry(
                    "NAME",
                    payload -> event(
                            "one",
                            Details.NONE,
                            Map.of(),
                            List.of(new Attendee("a@b.org", payload, Response.ACCEPTED, false)))),
            Map.entry(
                    "ORGANIZER",
                    payload -> event(
                            "one",
                            Details.NONE,
                            Map.of(),
                            List.of(new Attendee("a@b.org", payload, Response.ACCEPTED, true)))),
            Map.entry(
                    "ADDRESS",
                    payload -> event(
                            "one",
                            Details.NONE,
                            Map.of(),
                            List.of(new Attendee(payload + "@b.org", "", Response.ACCEPTED, false)))));

    private static EventContents of(
            String description, String location, String url, @Nullable String category, List<String> contentLines) {
        var plain = Details.NONE;
        return Written.of(new Details(
                "Title",
                description,
                location,
                url.isEmpty() ? null : url,
                plain.status(),
                plain.transparency(),
                plain.visibility(),
                category == null ? List.of() : List.of(category),
                contentLines));
    }

    private static EventContents event(
            String uid, Details details, Map<String, String> properties, List<Attendee> attendees) {
        return Written.event(
                uid,
                Written.DAY,
                null,
                details,
                properties,
                attendees,
                List.of(new Reminder(5, Reminder.Method.EMAIL)));
    }

    /** What a reader sees: components, and the names of properties and parameters; no values. */
    private static List<String> shape(String text) throws Exception {
        var shape = new ArrayList<String>();
        new CalendarParserImpl(true).parse(new UnfoldingReader(new StringReader(text)), new ContentHandler() {
            @Override
            public void startCalendar() {}

            @Override
            public void endCalendar() {}

            @Override
            public void startComponent(String name) {
                shape.add("BEGIN " + name);
            }

            @Override
            public void endComponent(String name) {
                shape.add("END " + name);
            }

            @Override
            public void startProperty(String name) {
                shape.add(name.toUpperCase(Locale.ROOT));
            }

            @Override
            public void propertyValue(String value) {}

            @Override
            public void endProperty(String name) {}

            @Override
            public void parameter(String name, String value) {
                shape.add(";" + name);
            }
        });
        return shape;
    }

    static Stream<String> places() {
        return PLACES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aTextIsReadWithinItsOwnProperty(String place) throws Exception {
        var event = Objects.requireNonNull(PLACES.get(place));
        for (var payload : HardTexts.PAYLOADS) {
            var text = Written.text(event.apply(payload));
            var shape = shape(text);
            var harmless = shape(Written.text(event.apply("harmless")));
            if (place.startsWith("KEPT")) {
                // What cannot be one line is left out, and what its parameters are is its own.
                shape.removeIf(name -> name.startsWith(";"));
                shape.remove(payload.replaceAll("[;:].*", "").toUpperCase(Locale.ROOT));
                assertThat(harmless).as(payload).containsAll(shape).hasSizeGreaterThanOrEqualTo(shape.size());
            } else if (place.startsWith("PROPERTY")) {
                var marked = new ArrayList<>(shape);
                marked.removeAll(List.of("X-OWN", "X-ALMANAC-PROPERTY", ";X-ALMANAC-KEY"));
                var plain = new ArrayList<>(harmless);
                plain.removeAll(List.of("X-OWN", "X-ALMANAC-PROPERTY", ";X-ALMANAC-KEY"));
                assertThat(marked).as(payload).isEqualTo(plain);
            } else {
                assertThat(shape).as(payload).isEqualTo(harmless);
            }
            linesAreOfKnownNames(text);
        }
    }

    /** By hand, since a parser may be lenient where another is not: what any program takes for the end of a line ends one. */
    private static void linesAreOfKnownNames(String text) {
        assertThat(text.replace("\r\n ", "").split("\\R|[\u001C-\u001E]", -1))
                .noneMatch(line -> line.startsWith("X-EVIL"))
                .filteredOn(line -> line.startsWith("BEGIN:VEVENT") || line.startsWith("END:VEVENT"))
                .hasSize(2);
        assertThat(text).doesNotContainPattern("(?<!\r)\n|\r(?!\n)|[\u0085\u2028\u2029\u000B\f]");
    }

    @Test
    void aNameThatIsNoneDoesNotPass() {
        for (var name : List.of("", "X EVIL", "X\r\nX-EVIL", "X;A=1", "X:1", "X\"", "\u00dc")) {
            var asProperty = ContentLine.of(name, "1");
            var asParameter = new ContentLine("X", List.of(new ContentLine.Parameter(name, "1")), "1");
            for (var line : List.of(asProperty, asParameter)) {
                assertThatIllegalArgumentException().as(name).isThrownBy(() -> new ContentText().add(line));
            }
        }
    }

    @Test
    void theNameOfACalendarIsText() throws Exception {
        var event = List.of(Written.alone(Written.of(Written.titled("Title"))));
        var harmless = shape(Written.text(Written.calendar("harmless", "#123456"), event));
        for (var payload : HardTexts.PAYLOADS) {
            var text = Written.text(Written.calendar(payload, "#123456"), event);
            assertThat(shape(text)).as(payload).isEqualTo(harmless);
            linesAreOfKnownNames(text);
        }
    }

    @Test
    void theNeighboursOfAPartAreText() throws Exception {
        for (var payload : HardTexts.PAYLOADS) {
            var contents = Written.of(Written.titled("Title"));
            var text = Written.text(
                    Written.calendar("Home", "#123456"), List.of(new WholeEvent(contents, payload, payload)));
            assertThat(shape(text))
                    .as(payload)
                    .isEqualTo(shape(Written.text(
                            Written.calendar("Home", "#123456"), List.of(new WholeEvent(contents, "a", "b")))));
            linesAreOfKnownNames(text);
        }
    }
}
