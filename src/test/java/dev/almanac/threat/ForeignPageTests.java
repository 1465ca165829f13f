package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a page of another site can send in a visitor's name, and what a stranger finds open. */
@AlmanacTest
class ForeignPageTests {

    private static final String MUTATION =
            "mutation { createCategory(input: {name: \\\"Planted\\\"}) { category { id } } }";

    @Autowired
    Api api;

    private static int planted(Caller caller) {
        return caller.data("{ viewer { categories(first: 50) { nodes { name } } } }")
                        .toString()
                        .split("Planted", -1)
                        .length
                - 1;
    }

    private HttpRequest.Builder request(Caller caller, String uri) {
        return HttpRequest.newBuilder(api.uri(uri)).header("Authorization", "Bearer " + caller.token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/plain; charset=utf-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/graphql",
                "application/json; charset=iso-8859-1",
                "application/graphql+json",
                "text/json",
                "application/*",
                "*/*",
                "nonsense"
            })
    @Tag("A12")
    void nothingButJsonIsExecuted(String type) {
        var caller = api.somebody();
        for (var body : new String[] {
            "{\"query\":\"" + MUTATION + "\"}",
            MUTATION.replace("\\\"", "\""),
            "query=" + URLEncoder.encode(MUTATION.replace("\\\"", "\""), StandardCharsets.UTF_8),
            "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"" + MUTATION
                    + "\"}\r\n--x--\r\n"
        }) {
            var request = request(caller, "/graphql").POST(BodyPublishers.ofString(body));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            var answer = api.send(request.build());
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("UNSUPPORTED_MEDIA_TYPE");
        }
        assertThat(planted(caller)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query=%s",
                "query=%s&operationName=",
                "query=query%%20Q%%7B__typename%%7D%%20%s",
                "query=%s&variables=%%7B%%7D&extensions=%%7B%%7D"
            })
    @Tag("A12")
    void nothingIsChangedByGet(String parameters) {
        var caller = api.somebody();
        var mutation = MUTATION.replace("\\\"", "\"")
                .replace("mutation", parameters.contains("Q") ? "mutation M" : "mutation");
        var uri = "/graphql?" + parameters.formatted(URLEncoder.encode(mutation, StandardCharsets.UTF_8))
                + (parameters.contains("Q") ? "&operationName=M" : "");
        var answer = api.send(request(caller, uri).GET().build());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("METHOD_NOT_ALLOWED");
        assertThat(planted(caller)).isZero();
    }

    @Test
    @Tag("A12")
    void aCookieIsNoCredential() {
        var caller = api.somebody();
        var answer = api.send(HttpRequest.newBuilder(api.uri("/graphql"))
                .header(
                        "Cookie",
                        "Authorization=Bearer " + caller.token() + "; SESSION=x; access_token=" + caller.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"" + MUTATION + "\"}"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(planted(caller)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded"})
    @Tag("A21")
    void whereARequestComesFromIsNotWhatItSays(String header) {
        // Were it believed, the caller would not be on this machine, its host be another or its path not found.
        var value = header.equals("Forwarded")
                ? "for=8.8.8.8;host=evil.example"
                : header.endsWith("Prefix") ? "/x" : header.endsWith("Host") ? "evil.example" : "8.8.8.8";
        var answer = api.send(HttpRequest.newBuilder(api.uri("/local/token"))
                .header(header, value)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=a%40example.com"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "beans",
                "heapdump",
                "threaddump",
                "configprops",
                "loggers",
                "mappings",
                "shutdown",
                "conditions",
                "scheduledtasks",
                "flyway",
                "sbom",
                "sessions",
                "auditevents",
                "httpexchanges",
                "caches",
                "startup",
                "logfile"
            })
    @Tag("F10")
    void noOperatingEndpointIsServedBesideTheApi(String endpoint) {
        var path = "/actuator/" + endpoint;
        assertThat(api.send(HttpRequest.newBuilder(api.uri(path)).GET().build()).statusCode())
                .isEqualTo(401);
        var signedIn = api.send(request(api.somebody(), path).GET().build());
        assertThat(signedIn.statusCode()).isEqualTo(404);
        assertThat(signedIn.body()).doesNotContain("java.", "Exception", "trace");
        assertThat(api.send(request(api.somebody(), path)
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    @Tag("F10")
    void theSchemaIsForThoseWhoAreSignedIn() {
        var introspection =
                "/graphql?query=" + URLEncoder.encode("{ __schema { types { name } } }", StandardCharsets.UTF_8);
        var stranger =
                api.send(HttpRequest.newBuilder(api.uri(introspection)).GET().build());
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).doesNotContain("Query", "Event");
        for (var path : new String[] {
            "/graphql/schema",
            "/schema",
            "/graphql.graphqls",
            "/application.yaml",
            "/META-INF/sbom/application.cdx.json"
        }) {
            assertThat(api.send(HttpRequest.newBuilder(api.uri(path)).GET().build())
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(api.send(request(api.somebody(), path).GET().build()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        var health = api.send(
                HttpRequest.newBuilder(api.uri("/actuator/health")).GET().build());
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).doesNotContain("components", "details", "r2dbc", "PostgreSQL");
    }
}
