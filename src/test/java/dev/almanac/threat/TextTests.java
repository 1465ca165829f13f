package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Text is kept character by character, and links are links. */
@AlmanacTest
class TextTests {

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFmark",
                "\u202Eright to left\u202C \u2066isolated\u2069 \u200Fmark",
                "zero\u200B\u200C\u200D\u2060width",
                "a\u0301 and \u00E1 are not made the same",
                "\u0001\u0007\u001B[31m\u007F\u0085\u009F",
                "tab\tline\nreturn\rboth\r\nend \u2028\u2029",
                "😀 👨\u200D👩\u200D👧 \uD834\uDD1E \uDBFF\uDFFD",
                "\uFFFE\uFFFF\uFFFD",
                " leading and trailing ",
                "'; DROP TABLE events; --",
                "<img src=x onerror=alert(1)>",
                "\\u0000 %00 \\x00"
            })
    @Tag("C14")
    void textComesBackUnchangedFromEveryField(String text) {
        keeps(text);
    }

    @Test
    @Tag("C14")
    void aThousandCombiningMarksComeBackUnchanged() {
        keeps("e" + "\u0301".repeat(90));
        var caller = api.somebody();
        var title = "e" + "\u0301".repeat(999);
        var event = caller.mutate("createEvent", "event { title }", input(caller.calendar(), Map.of("title", title)));
        assertThat(event.at("/event/title").asString()).isEqualTo(title);
        var longer = caller.mutate(
                "createEvent", "event { title }", input(caller.calendar(), Map.of("title", title + "\u0301")));
        assertThat(longer.at("/userErrors/0/path/0").asString()).isEqualTo("title");
    }

    private static Map<String, Object> input(String calendar, Map<String, ?> fields) {
        Map<String, Object> input =
                new HashMap<>(Map.of("calendarId", calendar, "time", Map.of("allDay", Map.of("first", "2026-03-02"))));
        input.putAll(fields);
        return input;
    }

    private void keeps(String text) {
        var caller = api.somebody();
        var calendar = caller.mutate("createCalendar", "calendar { id }", Map.of("name", text, "description", text));
        var category = caller.mutate("createCategory", "category { id }", Map.of("name", text));
        var event = caller.event(input(
                calendar.at("/calendar/id").asString(),
                Map.of(
                        "title", text,
                        "description", text,
                        "location", text,
                        "categories", List.of(text),
                        "externalId", text,
                        "attendees", List.of(Map.of("email", "a@example.com", "name", text)),
                        "extendedProperties", List.of(Map.of("name", text, "value", text)))));
        JsonNode read = caller.data(
                """
                query($calendar: ID!, $category: ID!, $event: ID!) {
                  calendar(id: $calendar) { name description }
                  node(id: $category) { ... on Category { name } }
                  event(id: $event) {
                    title description location externalId categories { name } attendees { name } extendedProperties { name value }
                  }
                }""",
                Map.of(
                        "calendar", calendar.at("/calendar/id").asString(),
                        "category", category.at("/category/id").asString(),
                        "event", event));
        for (var field : List.of(
                "/calendar/name",
                "/calendar/description",
                "/node/name",
                "/event/title",
                "/event/description",
                "/event/location",
                "/event/externalId",
                "/event/categories/0/name",
                "/event/attendees/0/name",
                "/event/extendedProperties/0/name",
                "/event/extendedProperties/0/value")) {
            assertThat(read.at(field).asString()).as(field).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "\u0001javascript:alert(1)",
                "java\tscript:alert(1)",
                "\njavascript:alert(1)",
                "data:text/html,<script>",
                "DATA:text/html;base64,eA==",
                "vbscript:msgbox",
                "file:///etc/passwd",
                "FILE://host/share",
                "ftp://example.com",
                "about:blank",
                "blob:https://example.com/1",
                "//example.com",
                "/local/token",
                "example.com",
                ":",
                "https",
                "https:\u0000//example.com",
                "https://example.com/\r\nX: y",
                " https://example.com"
            })
    @Tag("G2")
    void noOtherSchemeIsALink(String url) {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var id = caller.event(input(calendar, Map.of("url", "https://example.com/kept")));
        var created = caller.send(
                "mutation($input: CreateEventInput!) { createEvent(input: $input) { event { id } userErrors { code path } } }",
                Map.of("input", input(calendar, Map.of("url", url))));
        var updated = caller.send(
                "mutation($input: UpdateEventInput!) { updateEvent(input: $input) { event { id } userErrors { code path } } }",
                Map.of("input", Map.of("id", id, "url", url)));
        for (var answer : List.of(created, updated)) {
            if (url.indexOf('\0') >= 0) {
                assertThat(Person.code(answer)).isEqualTo("BAD_REQUEST");
            } else {
                assertThat(answer.toString()).contains("\"code\":\"INVALID_VALUE\",\"path\":[\"url\"]");
            }
        }
        assertThat(caller.data("query($id: ID!) { event(id: $id) { url } }", Map.of("id", id))
                        .at("/event/url")
                        .asString())
                .isEqualTo("https://example.com/kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com/a?b=c#d", "HTTP://EXAMPLE.COM", "mailto:a@example.com", "tel:+41441234567"})
    @Tag("G2")
    void aLinkComesBackAsItIs(String url) {
        var caller = api.somebody();
        var id = caller.event(input(caller.calendar(), Map.of("url", url)));
        assertThat(caller.data("query($id: ID!) { event(id: $id) { url } }", Map.of("id", id))
                        .at("/event/url")
                        .asString())
                .isEqualTo(url);
    }

    @Test
    @Tag("G2")
    void anImportedLinkOfAnotherSchemeIsNoLinkButGivenBack() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        caller.mutate(
                "importICalendar",
                "created",
                Map.of(
                        "calendarId",
                        calendar,
                        "content",
                        String.join(
                                "\r\n",
                                "BEGIN:VCALENDAR",
                                "BEGIN:VEVENT",
                                "UID:u",
                                "DTSTART:20260302T090000Z",
                                "URL:JavaScript:alert(1)",
                                "END:VEVENT",
                                "END:VCALENDAR")));
        var event = caller.data(
                        "query($id: ID!) { calendar(id: $id) { events { nodes { url extendedProperties { name value } iCalendar } } } }",
                        Map.of("id", calendar))
                .at("/calendar/events/nodes/0");
        assertThat(event.get("url").isNull()).isTrue();
        assertThat(event.get("extendedProperties")).isEmpty();
        assertThat(event.get("iCalendar").asString()).contains("\r\nURL:JavaScript:alert(1)\r\n");
    }
}
