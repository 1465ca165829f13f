package dev.almanac.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as clients see it. */
@Lazy
@TestComponent
public class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;

    public Api(Environment environment) {
        this.environment = environment;
    }

    /** Somebody who has not been here before. */
    public Caller somebody() {
        return caller(UUID.randomUUID() + "@example.com");
    }

    /** The person with this address. */
    public Caller caller(String email) {
        var form = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(uri("/local/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        return new Caller(this, JSON.readTree(answer.body()).get("access_token").asString());
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One person's way in. */
    public record Caller(Api api, String token) {

        /** The answer, whatever it is. */
        public JsonNode send(String document, Map<String, ?> variables) {
            return JSON.readTree(post(document, variables).body());
        }

        public HttpResponse<String> post(String document, Map<String, ?> variables) {
            var body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
            return api.send(HttpRequest.newBuilder(api.uri("/graphql"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/graphql-response+json")
                    .POST(BodyPublishers.ofString(body))
                    .build());
        }

        /** The data of an answer without errors. */
        public JsonNode data(String document, Map<String, ?> variables) {
            var answer = send(document, variables);
            if (answer.has("errors")) {
                throw new AssertionError("errors: " + answer.get("errors"));
            }
            return answer.get("data");
        }

        public JsonNode data(String document) {
            return data(document, Map.of());
        }

        /** The payload of a mutation with one field and the variable {@code input}. */
        public JsonNode mutate(String field, String selection, Map<String, ?> input) {
            var type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input!";
            return data(
                            "mutation($input: %s) { %s(input: $input) { %s userErrors { code message path } } }"
                                    .formatted(type, field, selection),
                            Map.of("input", input))
                    .get(field);
        }

        /** The id of the first calendar. */
        public String calendar() {
            return data("{ viewer { calendars(first: 1) { nodes { id } } } }")
                    .at("/viewer/calendars/nodes/0/id")
                    .asString();
        }

        /** Creates an event that must not be refused, and answers its id. */
        public String event(Map<String, ?> input) {
            var payload = mutate("createEvent", "event { id }", input);
            @Nullable JsonNode event = payload.get("event");
            if (event == null || event.isNull()) {
                throw new AssertionError("refused: " + payload);
            }
            return event.get("id").asString();
        }
    }
}
