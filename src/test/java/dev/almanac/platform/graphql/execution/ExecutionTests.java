package dev.almanac.platform.graphql.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.almanac.platform.graphql.testserver.TestServer;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operations see of the platform: nodes, pages, fresh rows, the request's id, the server's own description. */
@SpringBootTest(
        classes = TestServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.graphql.schema.locations=classpath:platform-schema/",
            "spring.graphql.schema.additional-files=classpath:graphql/platform.graphqls",
            "spring.graphql.schema.inspection.enabled=false",
        })
class ExecutionTests {

    private static final String ONE = "thg_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e71";
    private static final String TWO = "thg_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e72";
    private static final String GONE = "thg_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e70";

    @LocalServerPort
    private int port;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @BeforeEach
    void connect() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("X-Test-Subject", "ada")
                .build();
    }

    private JsonNode query(String query, Map<String, Object> variables) {
        byte[] body = client.post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JsonMapper.shared().writeValueAsString(Map.of("query", query, "variables", variables)))
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(body);
    }

    private JsonNode query(String query) {
        return query(query, Map.of());
    }

    @Test
    void selectionsAndLaterMutationsSeeEachChange() {
        JsonNode data = query("""
                        mutation {
                          a: rename(name: "one") { name memo thing { name memo } }
                          b: rename(name: "two") { name memo }
                        }""").get("data");
        assertThat(data.at("/a/name").asString()).isEqualTo("one");
        assertThat(data.at("/a/memo").asString()).isEqualTo("one");
        assertThat(data.at("/a/thing/memo").asString()).isEqualTo("one");
        assertThat(data.at("/b/name").asString()).isEqualTo("two");
        assertThat(data.at("/b/memo").asString()).isEqualTo("two");
    }

    @Test
    void aQueryLooksUpOnce() {
        JsonNode before = query("{ thing { loads } }");
        JsonNode after = query("{ a: thing { name } b: thing { name thing { name } } }");
        assertThat(after.has("errors")).isFalse();
        assertThat(query("{ thing { loads } }").at("/data/thing/loads").asInt())
                .isEqualTo(before.at("/data/thing/loads").asInt() + 1);
    }

    @Tag("B1")
    @Test
    void nodesKeepTheirPlaces() {
        JsonNode answer = query(
                "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
                Map.of("ids", new String[] {TWO, GONE, "nope", ONE, TWO}));
        assertThat(answer.at("/data/nodes").toString())
                .isEqualTo("[{\"id\":\"%s\"},null,null,{\"id\":\"%s\"},{\"id\":\"%s\"}]".formatted(TWO, ONE, TWO));
        assertThat(answer.get("errors").size()).isEqualTo(1);
        assertThat(answer.at("/errors/0/path").toString()).isEqualTo("[\"nodes\",2]");
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_ID");
    }

    @Tag("B3")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "thg_",
                "nope_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e71",
                ONE + " ",
                "THG_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e71"
            })
    void anIdOfNothingIsAnError(String id) {
        JsonNode answer = query("query($id: ID!) { node(id: $id) { id } }", Map.of("id", id));
        assertThat(answer.at("/data/node").isNull()).isTrue();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_ID");
    }

    @Test
    void aMissingNodeIsNull() {
        assertThat(query("{ node(id: \"%s\") { id } }".formatted(GONE)).toString())
                .isEqualTo("{\"data\":{\"node\":null}}");
        assertThat(query("{ node(id: \"%s\") { id } }".formatted(ONE))
                        .at("/data/node/id")
                        .asString())
                .isEqualTo(ONE);
    }

    @Test
    void tooManyNodesAreRefused() {
        JsonNode answer =
                query("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", Collections.nCopies(201, ONE)));
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/extensions/max").asInt()).isEqualTo(200);
    }

    @Tag("B4")
    @Test
    void pagesAreWalkedWithCursors() {
        String document =
                "query($f: Int, $a: String) { things(first: $f, after: $a) { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount } }";
        JsonNode first = query(document, Map.of("f", 4));
        assertThat(first.at("/data/things/totalCount").asInt()).isEqualTo(7);
        String cursor = first.at("/data/things/pageInfo/endCursor").asString();
        JsonNode second = query(document, Map.of("f", 4, "a", cursor));
        assertThat(second.at("/data/things/nodes").toString())
                .isEqualTo("[{\"id\":\"t5\"},{\"id\":\"t6\"},{\"id\":\"t7\"}]");
        assertThat(second.at("/data/things/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(query(document, Map.of("a", cursor + "x"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INVALID_CURSOR");
    }

    @Tag("C11")
    @ParameterizedTest
    @ValueSource(strings = {"first: -1", "first: 0", "first: 201", "first: null", "last: 0", "first: 1, last: 1"})
    void pagesOfImpossibleSizesAreRefused(String arguments) {
        JsonNode answer = query("{ things(%s) { nodes { id } } }".formatted(arguments));
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_ARGUMENT");
        assertThat(query("{ things(first: 2147483648) { nodes { id } } }")
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void theServerDescribesItself() {
        JsonNode info = query("{ serverInfo { version zoneData limits { pageSize nodes bodyBytes importBytes } } }")
                .at("/data/serverInfo");
        assertThat(info.get("version").asString()).isNotBlank();
        assertThat(info.get("zoneData").asString()).matches("20[0-9]{2}[a-z]");
        assertThat(info.get("limits").toString())
                .isEqualTo("{\"pageSize\":200,\"nodes\":200,\"bodyBytes\":262144,\"importBytes\":12582912}");
    }

    @Test
    void fetchersSeeTheReactorContextOfTheRequest() {
        assertThat(query("{ requestId }").at("/data/requestId").asString()).matches("[0-9a-f]{24}");
    }

    @Test
    void everyAnswerCarriesTheRequestsId() {
        client.get()
                .uri("/nowhere")
                .header("X-Request-Id", "client-7.a_B")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals("X-Request-Id", "client-7.a_B");
        client.get()
                .uri("/nowhere")
                .header("X-Request-Id", "a b")
                .exchange()
                .expectHeader()
                .valueMatches("X-Request-Id", "[0-9a-f]{24}");
        client.get()
                .uri("/nowhere")
                .header("X-Request-Id", "x".repeat(65))
                .exchange()
                .expectHeader()
                .valueMatches("X-Request-Id", "[0-9a-f]{24}");
        client.post()
                .uri("/graphql")
                .headers(headers -> headers.set("X-Test-Subject", "nobody"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists("X-Request-Id");
    }

    @ParameterizedTest
    @CsvSource({
        "ada, Request fault-1 failed at /fail",
        "bug, Request fault-1 failed",
    })
    void theLineOfAFaultNamesItsRequest(String subject, String line) {
        var logger = (Logger) LoggerFactory.getLogger("dev.almanac.platform.graphql");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        try {
            client.post()
                    .uri("/graphql")
                    .headers(headers -> headers.set("X-Test-Subject", subject))
                    .header("X-Request-Id", "fault-1")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"query\":\"{ fail(how: \\\"bug\\\") }\"}")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.errors[0].extensions.requestId")
                    .isEqualTo("fault-1");
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).isEqualTo(line);
            assertThat(event.getKeyValuePairs()).containsExactly(new KeyValuePair("http.request.id", "fault-1"));
        });
    }
}
