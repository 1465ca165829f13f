package dev.almanac.platform.graphql.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint of a server under test, as Ada calls it. */
final class Endpoint {

    static final String GRAPHQL = "application/graphql-response+json";
    static final String JSON = "application/json";
    static final JsonMapper MAPPER = JsonMapper.shared();

    private final int port;
    private final WebTestClient client;

    Endpoint(int port) {
        this.port = port;
        this.client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("X-Test-Subject", "ada")
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(20_000_000))
                .build();
    }

    int port() {
        return port;
    }

    WebTestClient client() {
        return client;
    }

    /** An answer. */
    record Reply(int status, HttpHeaders headers, String text) {

        JsonNode json() {
            return MAPPER.readTree(text);
        }

        @Nullable String code() {
            return json().at("/errors/0/extensions/code").asString(null);
        }
    }

    Reply send(byte[] body, String accept) {
        return reply(client.post()
                .uri("/graphql")
                .header(HttpHeaders.CONTENT_TYPE, JSON)
                .header(HttpHeaders.ACCEPT, accept)
                .bodyValue(body));
    }

    static Reply reply(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.exchange().expectBody().returnResult();
        byte[] body = result.getResponseBody();
        return new Reply(
                result.getStatus().value(),
                result.getResponseHeaders(),
                body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    Reply raw(String body) {
        return send(body.getBytes(StandardCharsets.UTF_8), GRAPHQL);
    }

    Reply query(String query) {
        return query(query, Map.of());
    }

    Reply query(String query, Map<String, Object> variables) {
        return send(MAPPER.writeValueAsBytes(Map.of("query", query, "variables", variables)), GRAPHQL);
    }

    Reply get(String parameters) {
        return reply(client.get()
                .uri(URI.create("http://localhost:" + port + "/graphql?" + parameters))
                .header(HttpHeaders.ACCEPT, GRAPHQL));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
