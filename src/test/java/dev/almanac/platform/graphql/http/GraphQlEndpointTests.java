package dev.almanac.platform.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.graphql.http.Endpoint.Reply;
import dev.almanac.platform.graphql.testserver.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = TestServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.graphql.schema.locations=classpath:platform-schema/",
            "spring.graphql.schema.additional-files=classpath:graphql/platform.graphqls",
            "spring.graphql.schema.inspection.enabled=false",
        })
class GraphQlEndpointTests {

    private static final String GRAPHQL = Endpoint.GRAPHQL;
    private static final String JSON = Endpoint.JSON;

    private final Endpoint endpoint;

    GraphQlEndpointTests(@LocalServerPort int port) {
        endpoint = new Endpoint(port);
    }

    @Test
    void answersAQueryInTheTypeAskedFor() {
        Reply reply = endpoint.query("query($n: String) { hello(name: $n) }", Map.of("n", "Ada ü 🎈"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"data\":{\"hello\":\"Hello Ada ü 🎈\"}}");
        assertThat(reply.headers().getFirst(HttpHeaders.CONTENT_TYPE)).isEqualTo(GRAPHQL + ";charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/graphql-response+json|application/graphql-response+json",
                "application/json|application/json",
                "application/json; charset=utf-8|application/json",
                "application/graphql-response+json, application/json;q=0.9|application/graphql-response+json",
                "application/json, application/graphql-response+json|application/json",
                "application/json;q=0.5, application/graphql-response+json|application/graphql-response+json",
                "application/graphql-response+json, */*|application/graphql-response+json",
                "*/*|application/json",
                "text/html, */*;q=0.8|application/json",
                "application/json;q=0, */*|application/graphql-response+json",
            })
    void negotiatesTheType(String accept, String type) {
        Reply reply = endpoint.send("{\"query\":\"{ __typename }\"}".getBytes(StandardCharsets.UTF_8), accept);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().getFirst(HttpHeaders.CONTENT_TYPE)).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "application/json;charset=latin1",
                "nonsense",
                "text/event-stream"
            })
    void answers406WhereNoTypeFits(String accept) {
        Reply reply = endpoint.send("{\"query\":\"{ __typename }\"}".getBytes(StandardCharsets.UTF_8), accept);
        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.code()).isEqualTo("NOT_ACCEPTABLE");
    }

    @Test
    void callersThatDoNotSayWhatTheyAcceptGetJson() throws Exception {
        try (HttpClient plain = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + "/graphql"))
                    .header("Content-Type", JSON)
                    .header("X-Test-Subject", "ada")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"))
                    .build();
            HttpResponse<String> response = plain.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.headers().firstValue("Content-Type")).hasValue(JSON + ";charset=utf-8");
        }
    }

    @Tag("A12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/graphql",
                "application/json; charset=utf-16",
                "application/vnd.api+json"
            })
    void otherContentTypesAreRefused(String type) {
        Reply reply = Endpoint.reply(endpoint.client()
                .post()
                .uri("/graphql")
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue("{\"query\":\"{ __typename }\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Tag("C23")
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "identity, gzip"})
    void compressedBodiesAreRefused(String encoding) {
        Reply reply = Endpoint.reply(endpoint.client()
                .post()
                .uri("/graphql")
                .header(HttpHeaders.CONTENT_TYPE, JSON)
                .header(HttpHeaders.CONTENT_ENCODING, encoding)
                .bodyValue(new byte[10]));
        assertThat(reply.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NONSENSE",
                "{\"query\":",
                "null",
                "7",
                "{}",
                "{\"query\":7}",
                "{\"query\":{}}",
                "{\"query\":[]}",
                "{\"query\":\"\"}",
                "{\"query\":\"{a}\",\"operationName\":7}",
                "{\"query\":\"{a}\",\"variables\":[7]}",
                "{\"query\":\"{a}\",\"variables\":\"{}\"}",
                "{\"query\":\"{a}\",\"extensions\":0}",
                "[{\"query\":\"{ __typename }\"}]",
                "{\"query\":\"{a}\"} {}",
                "{\"query\":\"{a}\",\"query\":\"{a}\"}",
                "{\"query\":\"{a}\",\"variables\":{\"n\":NaN}}",
                "{\"query\":\"{a}\",\"variables\":{\"n\":1e9999999}}",
                "\uFEFF{\"query\":\"{ __typename }\"}"
            })
    void malformedRequestsAreBad(String body) {
        Reply reply = endpoint.raw(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("BAD_REQUEST");
        assertThat(endpoint.send(body.getBytes(StandardCharsets.UTF_8), JSON).status())
                .isEqualTo(400);
    }

    @Test
    void nullParametersAndOthersAreIgnored() {
        Reply reply = endpoint.raw(
                "{\"query\":\"{ __typename }\",\"operationName\":null,\"variables\":null,\"extensions\":null,\"x\":1}");
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|PARSE_FAILED",
                "{ nope }|VALIDATION_FAILED",
                "{ hello { x } }|VALIDATION_FAILED",
                "query A { hello } query B { hello }|VALIDATION_FAILED",
                "query($n: Int!) { number(n: $n) }|VALIDATION_FAILED",
                "{ a: hello }  fragment f on Query { ...f }|VALIDATION_FAILED",
                "{ number(n: 1111111111111111111111) }|LIMIT_EXCEEDED",
            })
    void requestErrorsHaveNoData(String document, String code) {
        Reply reply = endpoint.query(document);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().has("data")).isFalse();
        assertThat(reply.json().at("/errors/0/extensions/requestId").asString())
                .isEqualTo(reply.headers().getFirst("X-Request-Id"));
        Reply legacy = endpoint.send(Endpoint.MAPPER.writeValueAsBytes(Map.of("query", document)), JSON);
        assertThat(legacy.status()).isEqualTo(200);
        assertThat(legacy.code()).isEqualTo(code);
    }

    @Test
    void dataBesideErrorsIsPartialSuccess() {
        Reply reply = endpoint.query("{ hello fail(how: \"bug\") }");
        assertThat(reply.status()).isEqualTo(294);
        assertThat(reply.json().at("/data/hello").asString()).isEqualTo("Hello null");
        assertThat(reply.code()).isEqualTo("INTERNAL");
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo("[\"fail\"]");
        assertThat(reply.text())
                .doesNotContain("secrets")
                .doesNotContain("Exception")
                .doesNotContain("dev.almanac");
        Reply nothing = endpoint.query("{ mustFail(how: \"bug\") }");
        assertThat(nothing.status()).isEqualTo(294);
        assertThat(nothing.json().get("data").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"gone, UNAVAILABLE", "pool, OVERLOADED"})
    void anUnreachableDatabaseIsToldAndMayBeTriedAgain(String how, String code) {
        Reply reply = endpoint.query("{ mustFail(how: \"%s\") }".formatted(how));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text()).doesNotContain("db.internal");
        Reply partial = endpoint.query("{ hello fail(how: \"%s\") }".formatted(how));
        assertThat(partial.status()).isEqualTo(294);
        assertThat(partial.code()).isEqualTo(code);
        assertThat(partial.json().at("/errors/0/extensions/retryAfter").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeBoundIsTheArgumentsFault() {
        Reply reply = endpoint.query("{ bound(input: { count: 1 }) }");
        assertThat(reply.status()).isEqualTo(294);
        assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void theViewerIsTheOneThatSignedIn() {
        assertThat(endpoint.query("{ me }").json().at("/data/me").asString())
                .isEqualTo(TestServer.viewer("ada").userId().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody"})
    void strangersAreUnauthenticated(String subject) {
        WebTestClient.RequestBodySpec request = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + endpoint.port())
                .build()
                .post()
                .uri("/graphql")
                .header(HttpHeaders.CONTENT_TYPE, JSON)
                .header(HttpHeaders.ACCEPT, JSON);
        if (!subject.isEmpty()) {
            request.header("X-Test-Subject", subject);
        }
        Reply reply = Endpoint.reply(request.bodyValue("{\"query\":\"{ __typename }\"}"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(reply.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
    }

    @Test
    void signInWithoutADatabaseIsUnavailable() {
        Reply reply = Endpoint.reply(endpoint.client()
                .post()
                .uri("/graphql")
                .headers(headers -> headers.set("X-Test-Subject", "outage"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"query\":\"{ __typename }\"}"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("UNAVAILABLE");
        assertThat(reply.text()).doesNotContain("secret");
    }

    @Test
    void queriesComeByGet() {
        Reply reply = endpoint.get("query=" + Endpoint.encoded("query Q($n: String) { hello(name: $n) } query R { me }")
                + "&operationName=Q&variables=" + Endpoint.encoded("{\"n\":\"x\"}") + "&extensions=%7B%7D");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/data/hello").asString()).isEqualTo("Hello x");
    }

    @Tag("A12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { rename(name: \"by get\") { id } }",
                "subscription { ticks }",
                "query A { hello } mutation B { rename(name: \"by get\") { id } }&operationName=B"
            })
    void mutationsAndSubscriptionsDoNotComeByGet(String document) {
        int mark = document.indexOf("&operationName");
        String rest = mark < 0 ? "" : document.substring(mark);
        for (int round = 0; round < 2; round++) {
            Reply reply =
                    endpoint.get("query=" + Endpoint.encoded(mark < 0 ? document : document.substring(0, mark)) + rest);
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.headers().getFirst(HttpHeaders.ALLOW)).isEqualTo("POST");
            assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
        }
        assertThat(endpoint.query("{ thing { name } }").text()).doesNotContain("by get");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "query=",
                "query=%7Bhello%7D&query=%7Bme%7D",
                "query=%7Bhello%7D&variables=7",
                "query=%7Bhello%7D&variables=%7B",
                "query=%7Bhello%7D&extensions=%5B%5D"
            })
    void malformedGetsAreBad(String parameters) {
        assertThat(endpoint.get(parameters).code()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void otherMethodsAreNotAllowed() {
        Reply reply = Endpoint.reply(endpoint.client().delete().uri("/graphql"));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().getFirst(HttpHeaders.ALLOW)).isEqualTo("GET, POST");
    }

    @Tag("C3")
    @ParameterizedTest
    @CsvSource({
        "1e300, 400",
        "9007199254740993, 400",
        "-0, 200",
        "1.5, 400",
        "111111111111111111111, 400",
        "1e9999999, 400",
        "0.0000000000000000000000001, 400"
    })
    void oddNumbersAreNeverExpanded(String number, int status) {
        Reply reply = endpoint.raw(
                "{\"query\":\"query($n: Int) { number(n: $n) }\",\"variables\":{\"n\":%s}}".formatted(number));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text())
                .doesNotContain("BigInteger")
                .doesNotContain("Double")
                .doesNotContain("java");
    }

    @Tag("C4")
    @Test
    void literalsAreNotRepeated() {
        String secret = "tops'ecret\\\"".repeat(1_000);
        for (String argument : new String[] {
            "number(n: \"%s\")",
            "at(time: \"%s\")",
            "kind(of: \"%s\")",
            "day(date: \"%s\")",
            "bound(input: \"%s\")",
            "bound(input: {count: \"%s\"})",
            "bound(input: {count: 1, x: \"%s\"})"
        }) {
            check(endpoint.query("{ " + argument.formatted(secret) + " }"));
        }
        check(endpoint.query("query($v: Int = \"%s\") { number(n: $v) }".formatted(secret)));
        check(endpoint.query("{ " + "n".repeat(5_000) + " }"));
        for (String type : new String[] {"Int", "DateTime", "Kind", "Bound"}) {
            String field = Map.of(
                            "Int",
                            "number(n: $v)",
                            "DateTime",
                            "at(time: $v)",
                            "Kind",
                            "kind(of: $v)",
                            "Bound",
                            "bound(input: $v)")
                    .get(type);
            check(endpoint.query(
                    "query($v: %s) { %s }".formatted(type.equals("Bound") ? "Bound!" : type, field),
                    Map.of("v", secret.repeat(10))));
        }
    }

    private static void check(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        for (JsonNode error : reply.json().get("errors")) {
            String message = error.get("message").asString();
            assertThat(message)
                    .hasSizeBetween(10, 200)
                    .doesNotContain("tops", "StringValue", "IntValue", "AST", "nnnnnnnnn");
        }
    }

    @Tag("C8")
    @Test
    void anAnswerHasAtMostTenErrors() {
        Reply reply = endpoint.query("{ thing { " + "nope ".repeat(40) + "} }");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errors").size()).isEqualTo(10);
    }
}
