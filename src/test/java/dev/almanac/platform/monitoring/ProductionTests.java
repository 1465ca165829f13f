package dev.almanac.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import dev.almanac.server.ServerProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server in production writes and shows, with every logger turned up as far as it goes. */
@SelfContained
class ProductionTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerProcess(directory, "logging.level.root=trace", "almanac.shutdown.delay=0s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.uri(path));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** The lines about this request. */
    private static List<JsonNode> lines(String requestId) {
        return server.output()
                .lines()
                .filter(line -> line.contains(requestId) && line.endsWith("}"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static JsonNode accessLine(String requestId) {
        var logger = RequestLog.class.getName();
        Await.until(() -> lines(requestId).stream()
                .anyMatch(line -> logger.equals(line.at("/log/logger").asString(""))));
        return lines(requestId).stream()
                .filter(line -> logger.equals(line.at("/log/logger").asString("")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyLineIsJson() {
        // The JVM's own warnings come before there is a logger.
        var lines = server.output()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(20);
        // The last may not be written to its end yet.
        assertThat(lines.subList(0, lines.size() - 1)).allSatisfy(line -> {
            var json = JsonMapper.shared().readTree(line);
            assertThat(json.at("/@timestamp").isString()).isTrue();
            assertThat(json.at("/log/level").isString()).isTrue();
            assertThat(json.at("/message").isString()).isTrue();
        });
    }

    @Test
    void aRequestThatEndsWellHasALineAtDebug() throws Exception {
        send(server.graphQl(server.token("grace"), "wellDone-1", "query Named { viewer { user { id } } }", Map.of()));
        var line = accessLine("wellDone-1");
        assertThat(line.at("/log/level").asString()).isEqualTo("DEBUG");
        assertThat(line.at("/http/request/id").asString()).isEqualTo("wellDone-1");
        assertThat(line.at("/http/response/status_code").asInt()).isEqualTo(200);
        assertThat(line.at("/graphql/operation/type").asString()).isEqualTo("query");
        assertThat(line.at("/graphql/field").asString()).isEqualTo("viewer.user");
        assertThat(line.at("/graphql/statements").asInt()).isPositive();
        assertThat(line.at("/event/duration").asLong()).isPositive();
        assertThat(line.at("/message").asString()).startsWith("query viewer.user: ok (200) in ");
    }

    @Test
    void aRequestThatIsRefusedHasALineAtInfo() throws Exception {
        send(server.graphQl(server.token("grace"), "refused-1", "{ nothing }", Map.of()));
        var line = accessLine("refused-1");
        assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(line.at("/event/outcome").asString()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void aRequestForAFileHasALineToo() throws Exception {
        var token = server.token("grace");
        get("/export/none.ics", "Authorization", "Bearer " + token, "X-Request-Id", "file-1");
        var line = accessLine("file-1");
        assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(line.at("/http/request/method").asString()).isEqualTo("GET");
        assertThat(line.at("/http/route").asString()).isEqualTo("/export/{calendar}.ics");
        assertThat(line.at("/event/outcome").asString()).isEqualTo("refused");
        assertThat(line.at("/http/response/status_code").asInt()).isEqualTo(404);
        assertThat(line.at("/message").asString()).startsWith("GET /export/{calendar}.ics: refused (404) in ");
        send(file("/import", token, "file-2", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));
        line = accessLine("file-2");
        assertThat(line.at("/log/level").asString()).isEqualTo("DEBUG");
        assertThat(line.at("/message").asString()).startsWith("PUT /import: ok (200) in ");
        assertThat(line.at("/http/statements").asInt()).isPositive();
        assertThat(line.at("/event/duration").asLong()).isPositive();
    }

    private static HttpRequest file(String path, String token, String requestId, String text) {
        return HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", requestId)
                .PUT(BodyPublishers.ofString(text))
                .build();
    }

    @Test
    @Tag("F3")
    void nothingThatCallersSendIsWrittenDown() throws Exception {
        var token = server.token("canarySubject");
        var document = "mutation canaryOperation($input: CreateCategoryInput!) "
                + "{ canaryAlias: createCategory(input: $input) { category { name } userErrors { message } } }";
        var answer = send(server.graphQl(token, "sent-1", document, Map.of("input", Map.of("name", "canaryVariable"))));
        assertThat(answer.body()).contains("canaryVariable");
        send(server.graphQl(token, "sent-2", "{ event(id: \"canaryLiteral\") { id } }", Map.of()));
        send(server.graphQl(token, "sent-3", "{ canaryField(of: \"canaryLiteral\") }", Map.of()));
        send(server.graphQl(token, "sent-4", "{ viewer { canarySyntax", Map.of()));
        send(server.graphQl("canaryToken", "sent-5", "{ viewer { user { id } } }", Map.of()));
        send(HttpRequest.newBuilder(server.uri("/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "sent-6")
                .POST(BodyPublishers.ofString("{\"query\": canaryJson"))
                .build());
        get("/graphql?query=%7BcanaryInAddress%7D", "Authorization", "Bearer " + token, "X-Request-Id", "sent-7");
        send(file("/import", token, "sent-8", """
                BEGIN:VCALENDAR
                X-WR-CALNAME:canaryName
                BEGIN:VEVENT
                UID:canaryUid
                DTSTART:20260302
                SUMMARY:canaryTitle
                END:VEVENT
                END:VCALENDAR
                """));
        send(file("/import?calendarId=canaryCalendar", token, "sent-9", "canaryText"));
        get("/export/canaryCalendar.ics?canary=1", "Authorization", "Bearer " + token, "X-Request-Id", "sent-10");
        get("/actuator/prometheus", "Authorization", "Bearer " + ServerProcess.SCRAPE_TOKEN);
        for (int i = 1; i <= 10; i++) {
            accessLine("sent-" + i);
        }
        assertThat(server.output()).contains("TRACE");
        assertThat(server.output()
                        .lines()
                        .filter(line ->
                                line.contains("canary") || line.contains(token) || line.contains(ServerProcess.SECRET)))
                .isEmpty();
    }

    @ParameterizedTest
    @Tag("F10")
    @ValueSource(
            strings = {
                "",
                "/env",
                "/heapdump",
                "/metrics",
                "/loggers",
                "/threaddump",
                "/info",
                "/prometheus/x",
                "/flyway"
            })
    void noOtherEndpointIsThere(String path) throws Exception {
        assertThat(get("/actuator" + path).statusCode()).isEqualTo(401);
        assertThat(get("/actuator" + path, "Authorization", "Bearer " + server.token("grace"))
                        .statusCode())
                .isIn(401, 404);
    }

    @Test
    @Tag("F10")
    void metricsAreForWhoHasTheOperatorsToken() throws Exception {
        var path = "/actuator/prometheus";
        var anonymous = get(path);
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(anonymous.body()).isEmpty();
        assertThat(get(path, "Authorization", "Bearer " + server.token("grace")).statusCode())
                .isEqualTo(401);
        assertThat(get(path + "?access_token=" + ServerProcess.SCRAPE_TOKEN).statusCode())
                .isEqualTo(401);
        var scraped = get(path, "Authorization", "Bearer " + ServerProcess.SCRAPE_TOKEN);
        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(scraped.body()).contains("almanac_graphql_refusals_total");
        assertThat(send(HttpRequest.newBuilder(server.uri(path))
                                .header("Authorization", "Bearer " + ServerProcess.SCRAPE_TOKEN)
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(405);
    }
}
