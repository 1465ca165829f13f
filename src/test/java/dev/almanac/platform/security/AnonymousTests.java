package dev.almanac.platform.security;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(
        classes = {SecuredServer.class, OwnKey.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"almanac.security.issuer=https://issuer.example", "almanac.security.audience=almanac"})
@ActiveProfiles("production")
@AutoConfigureWebTestClient
class AnonymousTests {

    @Autowired
    private WebTestClient client;

    @ParameterizedTest
    @CsvSource({
        "*/*, application/graphql-response+json",
        "application/graphql-response+json, application/graphql-response+json",
        "'application/graphql-response+json, application/json;q=0.5', application/graphql-response+json",
        "application/json, application/json",
        "text/event-stream, application/graphql-response+json",
        "not a type, application/graphql-response+json"
    })
    void graphQlCallersWithoutATokenGetAGraphQlResponse(String accept, String answered) {
        client.post()
                .uri("/graphql")
                .header(HttpHeaders.ACCEPT, accept)
                .header("Test-Request-Id", "r-1")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, answered)
                .expectHeader()
                .doesNotExist(HttpHeaders.SET_COOKIE)
                .expectBody()
                .jsonPath("$.errors[0].message")
                .isNotEmpty()
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo("UNAUTHENTICATED")
                .jsonPath("$.errors[0].extensions.requestId")
                .isEqualTo("r-1")
                .jsonPath("$.data")
                .doesNotExist();
    }

    @Test
    void theRequestIdIsLeftOutWhereThereIsNone() {
        client.get()
                .uri("/graphql?query=%7B__typename%7D")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.errors[0].extensions.requestId")
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/graphiql", "/login", "/logout", "/nothing"})
    void everyOtherPathAsksForAToken(String path) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    @Test
    @Tag("F10")
    void aPathThatClimbsOutOfHealthIsNotFollowed() {
        client.get().uri("/actuator/health/../env").exchange().expectStatus().is4xxClientError();
    }

    @ParameterizedTest
    @Tag("F10")
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthTellsItsStatusAndNothingElse(String path) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components")
                .doesNotExist();
        client.post().uri(path).exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @Tag("F10")
    @ValueSource(
            strings = {
                "",
                "/env",
                "/beans",
                "/heapdump",
                "/threaddump",
                "/configprops",
                "/loggers",
                "/metrics",
                "/mappings",
                "/shutdown",
                "/info",
                "/flyway",
                "/conditions",
                "/scheduledtasks"
            })
    void otherActuatorEndpointsAreNotThereEvenForSomeoneSignedIn(String endpoint) {
        client.get().uri("/actuator" + endpoint).exchange().expectStatus().isUnauthorized();
        // The test's own route answers every path, so an endpoint shows by an answer other than the caller's id.
        client.get()
                .uri("/actuator" + endpoint)
                .headers(headers -> headers.setBearerAuth(OwnKey.tokens().good()))
                .exchange()
                .expectHeader()
                .exists("Answered-By");
    }
}
