package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each file that might do harm comes in on each way there is, and is answered in time by what is wrong with it. */
@AlmanacTest
@Tag("C20")
@Tag("C21")
@Tag("C22")
@Timeout(60)
class HostileFileTests {

    /** The most that is said of a component. */
    private static final int LONGEST_SAID = 2_000;

    /** What {@code almanac.imports.file-size} is where nobody sets it. */
    private static final int LARGEST = 64 << 20;

    private static final String IMPORT = "mutation($input: ImportICalendarInput!) { importICalendar(input: $input) {"
            + " components { outcome code message } userErrors { code message } } }";

    private static final String COMPONENTS = "query($id: ID!, $after: String) { importJob(id: $id) { state total done"
            + " components(first: 200, after: $after) { nodes { outcome code message } pageInfo { hasNextPage endCursor } } } }";

    @Autowired
    Api api;

    @Autowired
    JobRuns runs;

    @Autowired
    Database database;

    static Stream<HostileFile> files() {
        return HostileFiles.all();
    }

    @AfterEach
    void endAll() {
        Await.done(database.update(
                "UPDATE import_jobs SET state = 'CANCELLED', ended_at = created_at WHERE ended_at IS NULL"));
    }

    private HttpRequest.Builder request(Caller caller, String query) {
        return HttpRequest.newBuilder(api.uri("/import" + query)).header("Authorization", "Bearer " + caller.token());
    }

    private HttpResponse<String> put(Caller caller, String query, HostileFile file) {
        return api.send(request(caller, query)
                .PUT(BodyPublishers.ofInputStream(file.text()))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** The code of what was refused; empty where it was not. */
    private static String code(HttpResponse<String> answer) {
        return json(answer).at("/errors/0/extensions/code").asString("");
    }

    private static void count(Map<String, Integer> outcomes, JsonNode components) {
        for (var component : components) {
            var code = component.get("code").asString("");
            outcomes.merge(component.get("outcome").asString() + (code.isEmpty() ? "" : " " + code), 1, Integer::sum);
            assertThat(component.get("message").asString("")).hasSizeLessThan(LONGEST_SAID);
        }
    }

    private static String said(Map<String, Integer> outcomes) {
        return outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String said(JsonNode components) {
        var outcomes = new TreeMap<String, Integer>();
        count(outcomes, components);
        return said(outcomes);
    }

    /** Nothing is left of it that would keep others from being served. */
    private static void assertServed(Caller caller) {
        assertThat(caller.data("{ viewer { calendars(first: 1) { nodes { name } } } }")
                        .at("/viewer/calendars/nodes"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void atOnce(HostileFile file) {
        var caller = api.somebody();
        var answer = put(caller, "?background=false&calendarId=" + caller.calendar(), file);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 413, 422);
        var said = answer.statusCode() == 200 ? said(json(answer).get("components")) : code(answer);
        assertThat(said).isIn(file.expected(), "TOO_LARGE");
        assertServed(caller);
    }

    @ParameterizedTest
    @MethodSource("files")
    void inTheBackground(HostileFile file) {
        var caller = api.somebody();
        var answer = put(caller, "?background=true&calendarId=" + caller.calendar(), file);
        if (answer.statusCode() != 202) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(code(answer)).isEqualTo(file.expected());
            return;
        }
        runs.run("imports").block();
        assertThat(became(caller, json(answer).get("job").asString())).isEqualTo(file.expected());
        assertServed(caller);
    }

    /** How many components of an import in the background that has ended ended how. */
    private static String became(Caller caller, String id) {
        var outcomes = new TreeMap<String, Integer>();
        var variables = new HashMap<String, Object>(Map.of("id", id));
        JsonNode page;
        do {
            var job = caller.data(COMPONENTS, variables).get("importJob");
            assertThat(job.get("state").asString()).isEqualTo("DONE");
            page = job.get("components");
            count(outcomes, page.get("nodes"));
            variables.put("after", page.at("/pageInfo/endCursor").asString(""));
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        return said(outcomes);
    }

    @ParameterizedTest
    @MethodSource("files")
    void byGraphQl(HostileFile file) {
        var caller = api.somebody();
        var content = new String(file.octets(), StandardCharsets.ISO_8859_1);
        var answer = JsonMapper.shared()
                .readTree(caller.post(
                                IMPORT, Map.of("input", Map.of("calendarId", caller.calendar(), "content", content)))
                        .body());
        var payload = answer.at("/data/importICalendar");
        var refused = payload.at("/userErrors/0/code").asString("");
        if (answer.has("errors")) {
            // Noise is no JSON either.
            boolean large = content.length() > 11_000_000;
            assertThat(answer.at("/errors/0/extensions/code").asString())
                    .isEqualTo(large ? "TOO_LARGE" : "BAD_REQUEST");
            assertThat(large || file.expected().equals("NOT_ICALENDAR")).isTrue();
        } else {
            assertThat(refused.isEmpty() ? said(payload.get("components")) : refused)
                    .isEqualTo(file.expected());
        }
        assertServed(caller);
    }

    @Test
    @Timeout(300)
    void moreComponentsThanAreReadAtOnceAreImportedInTheBackground() {
        var caller = api.somebody();
        int count = Boolean.getBoolean("almanac.soak") ? 100_000 : 25_000;
        var events = HostileFile.answering(
                "many",
                "1 CREATED, " + count + " FAILED MISSING_PROPERTY",
                () -> HostileFile.times(count, i -> "BEGIN:VEVENT\r\nUID:" + i + "\r\nEND:VEVENT\r\n"));
        var query = "&calendarId=" + caller.calendar();
        assertThat(code(put(caller, "?background=false" + query, events))).isEqualTo("TOO_MANY");
        var payload = caller.mutate(
                "importICalendar",
                "components { outcome }",
                Map.of(
                        "calendarId",
                        caller.calendar(),
                        "content",
                        new String(events.octets(), StandardCharsets.US_ASCII)));
        assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo("TOO_MANY");
        var answer = put(caller, "?background=true&dryRun=true" + query, events);
        assertThat(answer.statusCode()).isEqualTo(202);
        runs.run("imports").block();
        assertThat(became(caller, json(answer).get("job").asString())).isEqualTo(events.expected());
    }

    @Test
    void moreComponentsThanAnImportTakesAreRefused() {
        var caller = api.somebody();
        var empty =
                HostileFile.answering("many", "", () -> HostileFile.within("", 200_000, "BEGIN:X\r\nEND:X\r\n", ""));
        var answer = put(caller, "?background=true&calendarId=" + caller.calendar(), empty);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo("TOO_MANY");
        assertThat(caller.data("{ viewer { calendars(first: 1) { nodes { eventCount } } } }")
                        .at("/viewer/calendars/nodes/0/eventCount")
                        .asInt())
                .isZero();
    }

    /** The answer, or that the connection was closed on who still sends. */
    private String refusal(HttpRequest request) {
        try {
            return code(api.send(request));
        } catch (UncheckedIOException closed) {
            assertThat(closed).hasMessageNotContaining("timed out");
            return "TOO_LARGE";
        }
    }

    @Test
    void aFileMayBeSoLargeAndNotAnOctetMore() {
        var caller = api.somebody();
        var whole = request(caller, "").PUT(BodyPublishers.ofInputStream(() -> HostileFile.letters(LARGEST)));
        assertThat(code(api.send(whole.build()))).isEqualTo("NOT_ICALENDAR");
        var more = request(caller, "").PUT(BodyPublishers.ofInputStream(() -> HostileFile.letters(LARGEST + 1)));
        assertThat(refusal(more.build())).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50_000, 10_000_000})
    void aFileInAFormMayNotBeLargerEither(int more) {
        var caller = api.somebody();
        var form = form(
                caller,
                "--edge\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.ics\"\r\n\r\n",
                () -> HostileFile.letters(LARGEST + more));
        assertThat(refusal(form)).isEqualTo("TOO_LARGE");
    }

    private HttpRequest form(Caller caller, String head, Supplier<InputStream> content) {
        return request(caller, "")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                        new SequenceInputStream(octets(head), content.get()), octets("\r\n--edge--\r\n"))))
                .build();
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        var caller = api.somebody();
        var part = "--edge\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nx\r\n";
        for (var head : List.of(
                part.repeat(50),
                "--edge\r\nX: " + "y".repeat(100_000) + "\r\n\r\n",
                "--edge\r\nno header\r\n\r\n",
                "--edge\r\n",
                "--other\r\n\r\n",
                "x".repeat(100_000),
                "")) {
            var answer = api.send(form(caller, head, InputStream::nullInputStream));
            assertThat(answer.statusCode()).as(head).isIn(400, 413, 422);
            assertThat(code(answer)).isIn("BAD_REQUEST", "TOO_LARGE", "NOT_ICALENDAR");
        }
        for (var type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=" + "b".repeat(5_000))) {
            var answer = api.send(request(caller, "")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("--edge\r\n\r\nx\r\n--edge--\r\n"))
                    .build());
            assertThat(answer.statusCode()).as(type).isIn(400, 415, 422);
        }
        assertServed(caller);
    }

    @Test
    @Tag("C23")
    void whatUnfoldsIsNotTaken() {
        var bomb = HostileFiles.bomb(200_000_000);
        assertThat(bomb.length).isLessThan(1 << 20);
        for (var path : List.of("/import", "/graphql")) {
            var answer = api.send(HttpRequest.newBuilder(api.uri(path))
                    .header("Authorization", "Bearer " + api.somebody().token())
                    .header("Content-Type", path.equals("/import") ? "text/calendar" : "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(bomb))
                    .build());
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(code(answer)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
    }
}
