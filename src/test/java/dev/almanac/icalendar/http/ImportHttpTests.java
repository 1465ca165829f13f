package dev.almanac.icalendar.http;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.job.JobRuns;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files over plain HTTP. */
@AlmanacTest
class ImportHttpTests {

    private static final String TEXT =
            file(component("VEVENT", "UID:one", "DTSTART:20260302", "SUMMARY:Grüße"), component("VTODO", "UID:two"));

    @Autowired
    Api api;

    @Autowired
    JobRuns runs;

    private HttpRequest.Builder request(Caller caller, String query) {
        return HttpRequest.newBuilder(api.uri("/import" + query)).header("Authorization", "Bearer " + caller.token());
    }

    private static BodyPublisher body(String text) {
        return BodyPublishers.ofString(text);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).at("/errors/0/extensions/code").asString("");
    }

    private static String title(Caller caller) {
        return caller.data("{ viewer { calendars(first: 1) { nodes { events(first: 1) { nodes { title } } } } } }")
                .at("/viewer/calendars/nodes/0/events/nodes/0/title")
                .asString("");
    }

    @Test
    void aFileIsTheBodyOfAPut() {
        var caller = api.somebody();
        var answer = api.send(request(caller, "?calendarId=" + caller.calendar())
                .PUT(body(TEXT))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        var payload = json(answer);
        assertThat(payload.get("created").asInt()).isEqualTo(1);
        assertThat(payload.get("calendar").asString()).isEqualTo(caller.calendar());
        assertThat(payload.get("components").toString())
                .startsWith(
                        "[{\"uid\":\"one\",\"line\":3,\"outcome\":\"CREATED\",\"code\":null,\"message\":null,\"event\":\"evt_")
                .endsWith(",{\"uid\":\"two\",\"line\":8,\"outcome\":\"SKIPPED\",\"code\":\"UNSUPPORTED_COMPONENT\","
                        + "\"message\":\"VTODO components are not kept.\",\"event\":null}]");
        assertThat(title(caller)).isEqualTo("Grüße");
    }

    @Test
    void aFileIsTheBodyOfAPostOrAPartOfAForm() {
        var caller = api.somebody();
        var query = "?calendarId=" + caller.calendar() + "&dryRun=true&mode=REPLACE";
        var posted = api.send(request(caller, query)
                .header("Content-Type", "text/calendar; charset=utf-8")
                .POST(body(TEXT))
                .build());
        var form = "--edge\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nBEGIN:VCALENDAR\r\n"
                + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ics\"\r\n"
                + "Content-Type: text/calendar\r\n\r\n" + TEXT + "\r\n--edge--\r\n";
        var sent = api.send(request(caller, query)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(body(form))
                .build());
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(json(posted).get("created").asInt()).isEqualTo(1);
        assertThat(sent.body()).isEqualTo(posted.body());
        assertThat(title(caller)).isEmpty();
    }

    @Test
    void aLargeFileIsImportedInTheBackground() {
        var caller = api.somebody();
        var text = file(IntStream.range(0, 3_000)
                .mapToObj(i -> component(
                        "VEVENT", "UID:" + i, "DTSTART:20260302", "SUMMARY:" + i, "DESCRIPTION:" + "x".repeat(400)))
                .collect(Collectors.joining()));
        var answer = api.send(request(caller, "?calendarId=" + caller.calendar())
                .PUT(body(text))
                .build());
        assertThat(answer.statusCode()).isEqualTo(202);
        var place = answer.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo("/import/" + json(answer).get("job").asString());
        runs.run("imports").block();
        var get = HttpRequest.newBuilder(api.uri(place));
        var job = json(api.send(
                get.copy().header("Authorization", "Bearer " + caller.token()).build()));
        assertThat(job.get("state").asString()).isEqualTo("DONE");
        assertThat(job.get("created").asInt()).isEqualTo(3_000);
        var foreign = api.send(
                get.header("Authorization", "Bearer " + api.somebody().token()).build());
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(code(foreign)).isEqualTo("NOT_FOUND");
    }

    @Test
    void aRepeatedRequestIsRecognisedByItsKeyAndFile() {
        var caller = api.somebody();
        var keyed = request(caller, "").header("Idempotency-Key", "once");
        var first = api.send(keyed.copy().PUT(body(TEXT)).build());
        assertThat(api.send(keyed.copy().PUT(body(TEXT)).build()).body()).isEqualTo(first.body());
        var other = api.send(keyed.copy().PUT(body(TEXT + "\r\n")).build());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(code(other)).isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(caller.data("{ viewer { calendars(first: 9) { nodes { id } } } }")
                        .at("/viewer/calendars/nodes"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "snappy", "deflate", "identity, gzip"})
    @Tag("C23")
    void aCompressedFileIsRefused(String encoding) {
        var answer = api.send(request(api.somebody(), "")
                .header("Content-Encoding", encoding)
                .PUT(body(TEXT))
                .build());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(code(answer)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json", "no type"})
    void anotherTypeIsRefused(String type) {
        var answer = api.send(request(api.somebody(), "")
                .header("Content-Type", type)
                .PUT(body(TEXT))
                .build());
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    @Tag("C20")
    void aFileThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
        var large = new byte[(64 << 20) + 1];
        Arrays.fill(large, (byte) 'x');
        var declared = request(api.somebody(), "").PUT(BodyPublishers.ofByteArray(new byte[(65 << 20)]));
        var undeclared = request(api.somebody(), "").PUT(BodyPublishers.ofByteArrays(List.of(large)));
        for (var request : List.of(declared, undeclared)) {
            try {
                var answer = api.send(request.build());
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(code(answer)).isEqualTo("TOO_LARGE");
            } catch (UncheckedIOException closedWhileSending) {
                assertThat(closedWhileSending).hasMessageNotContaining("timed out");
            }
        }
    }

    @Test
    void whatIsWrongIsToldByCode() {
        var caller = api.somebody();
        assertThat(code(api.send(
                        request(caller, "?mode=REPLACE_ALL").PUT(body(TEXT)).build())))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(code(api.send(request(caller, "?calender=x").PUT(body(TEXT)).build())))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(code(api.send(
                        request(caller, "?calendarId=evt_1").PUT(body(TEXT)).build())))
                .isEqualTo("INVALID_ID");
        var foreign = api.send(request(caller, "?calendarId=" + api.somebody().calendar())
                .PUT(body(TEXT))
                .build());
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(code(foreign)).isEqualTo("NOT_FOUND");
        var none = api.send(request(caller, "").PUT(body("Hello")).build());
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(code(none)).isEqualTo("NOT_ICALENDAR");
        var nobody = api.send(
                HttpRequest.newBuilder(api.uri("/import")).PUT(body(TEXT)).build());
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(code(nobody)).isEqualTo("UNAUTHENTICATED");
        var method = api.send(request(caller, "").GET().build());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("POST, PUT");
    }

    @Test
    @Tag("C20")
    void noiseIsAnsweredByCode() {
        var noise = new byte[900_000];
        new Random(3).nextBytes(noise);
        var answer = api.send(request(api.somebody(), "")
                .PUT(BodyPublishers.ofByteArray(noise))
                .build());
        assertThat(code(answer)).isEqualTo("NOT_ICALENDAR");
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000);
    }
}
