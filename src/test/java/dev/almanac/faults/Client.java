package dev.almanac.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A person's program. It waits for an answer no longer than the server promises to take, and a little more. */
final class Client {

    /** No answer in time. */
    static final String HANG = "HANG";

    /** The connection broke before the answer. */
    static final String BROKEN = "BROKEN";

    /** No connection was to be had: nothing was sent. */
    static final String UNREACHABLE = "UNREACHABLE";

    /** An answer that is none of GraphQL's. */
    static final String UNTYPED = "UNTYPED";

    static final String OK = "OK";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * What came back.
     *
     * @param code {@link #OK}, the code of the first error, or what else happened
     */
    record Answer(int status, String code, JsonNode data, boolean retryAfter, long millis) {

        boolean ok() {
            return code.equals(OK);
        }
    }

    private final Nodes nodes;
    private final String token;
    private final Duration patience;
    private final AtomicInteger turn = new AtomicInteger();

    private Client(Nodes nodes, String token, Duration patience) {
        this.nodes = nodes;
        this.token = token;
        this.patience = patience;
    }

    /** Where the server is to be found; more than one where it runs more than once. */
    interface Nodes {

        /** The address that a client takes at its n-th try. */
        URI at(int n);

        static Nodes of(URI... addresses) {
            return n -> addresses[Math.floorMod(n, addresses.length)];
        }
    }

    /** Signs in. */
    static Client of(Nodes nodes, String email, Duration patience) {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(nodes.at(0).resolve("/local/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("email=" + email))
                            .build(),
                    BodyHandlers.ofString());
            return new Client(
                    nodes, JSON.readTree(answer.body()).get("access_token").asString(), patience);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String token() {
        return token;
    }

    static String body(String document, Map<String, ?> variables) {
        return JSON.writeValueAsString(Map.of("query", document, "variables", variables));
    }

    Answer ask(String document, Map<String, ?> variables) {
        HttpRequest request = HttpRequest.newBuilder(
                        nodes.at(turn.getAndIncrement()).resolve("/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .timeout(patience)
                .POST(BodyPublishers.ofString(body(document, variables)))
                .build();
        long start = System.nanoTime();
        @Nullable HttpResponse<String> response = null;
        String failure = BROKEN;
        try {
            response = HTTP.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException late) {
            failure = HANG;
        } catch (ConnectException nobody) {
            failure = UNREACHABLE;
        } catch (IOException broken) {
            failure = BROKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return response == null
                ? new Answer(0, failure, MissingNode.getInstance(), false, millis)
                : answer(response, millis);
    }

    private static Answer answer(HttpResponse<String> response, long millis) {
        boolean retryAfter = response.headers().firstValue("Retry-After").isPresent();
        try {
            JsonNode tree = JSON.readTree(response.body());
            JsonNode error = tree.path("errors").path(0);
            String code = error.isMissingNode()
                    ? tree.has("data") ? OK : UNTYPED
                    : error.at("/extensions/code").asString(UNTYPED);
            return new Answer(response.statusCode(), code, tree.path("data"), retryAfter, millis);
        } catch (JacksonException notJson) {
            return new Answer(response.statusCode(), UNTYPED, MissingNode.getInstance(), retryAfter, millis);
        }
    }

    /** The id of the person's first calendar; asked for until it is told, since a server that has just started is slow. */
    String calendar() {
        while (true) {
            Answer answer = ask("{ viewer { calendars(first: 1) { nodes { id } } } }", Map.of());
            if (answer.ok()) {
                return answer.data().at("/viewer/calendars/nodes/0/id").asString();
            }
            if (!Load.PASSING.contains(answer.code())) {
                throw new AssertionError(answer);
            }
        }
    }

    static int status(URI uri) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
