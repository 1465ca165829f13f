package dev.almanac.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.almanac.platform.security.SecuritySettings;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.WebFilter;

class TokenEndpointTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String REMOTE = "Test-Remote";

    @TempDir
    private Path directory;

    private SigningKey key;
    private WebTestClient client;

    @BeforeEach
    void serve() throws Exception {
        key = new SigningKey(new LocalDirectory(directory));
        TokenEndpoint endpoint = new TokenEndpoint(
                key,
                new SecuritySettings("http://localhost/almanac-local", "almanac", null),
                Clock.fixed(NOW, ZoneOffset.UTC));
        WebFilter remoteFromHeader = (exchange, chain) -> {
            String remote = exchange.getRequest().getHeaders().getFirst(REMOTE);
            ServerHttpRequest request = exchange.getRequest()
                    .mutate()
                    .remoteAddress(new InetSocketAddress(remote == null ? "127.0.0.1" : remote, 4711))
                    .build();
            return chain.filter(exchange.mutate().request(request).build());
        };
        client = WebTestClient.bindToRouterFunction(
                        RouterFunctions.route(RequestPredicates.POST(TokenEndpoint.PATH), endpoint::answer))
                .webFilter(remoteFromHeader)
                .configureClient()
                .defaultHeader(HttpHeaders.HOST, "localhost:8080")
                .build();
    }

    @Test
    void withoutAnAddressTheSamplePersonIsSignedIn() throws Exception {
        JWTClaimsSet claims = claims(ask("").expectStatus().isOk());
        assertThat(claims.getSubject()).isEqualTo("ada@example.com");
        assertThat(claims.getStringClaim("name")).isEqualTo("Ada Example");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost/almanac-local");
        assertThat(claims.getAudience()).containsExactly("almanac");
        assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(3600));
        client.post().uri(TokenEndpoint.PATH).exchange().expectStatus().isOk();
        ask("email=").expectStatus().isOk();
    }

    @Test
    void theAddressInLowerCaseIsThePerson() throws Exception {
        JWTClaimsSet claims =
                claims(ask("email=Grace.Hopper%40Example.COM").expectStatus().isOk());
        assertThat(claims.getSubject()).isEqualTo("grace.hopper@example.com");
        assertThat(claims.getStringClaim("email")).isEqualTo("grace.hopper@example.com");
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringClaim("name")).isEqualTo("Grace Hopper");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email=ada",
                "email=%40example.com",
                "email=a%40b",
                "email=a%20b%40example.com",
                "email=a%40example.com%0a",
                "email=a%00%40example.com",
                "email=a%40-example.com",
                "email=a%40example.com&email=b%40example.com",
                "email=%zz"
            })
    void whatIsNoAddressIsRefused(String form) {
        ask(form)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_request")
                .jsonPath("$.error_description")
                .isNotEmpty();
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        client.post()
                .uri(TokenEndpoint.PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"email\": \"a@example.com\"}")
                .exchange()
                .expectStatus()
                .isBadRequest();
        ask("email=" + "a".repeat(300) + "%40example.com").expectStatus().isBadRequest();
        ask("email=" + "a".repeat(600_000)).expectStatus().isBadRequest();
    }

    @Test
    void aTokenIsNotCached() {
        ask("").expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @ParameterizedTest
    @Tag("A21")
    @ValueSource(strings = {"192.168.1.7", "8.8.8.8", "0.0.0.0"})
    void anotherMachineIsRefusedEvenIfItForwardsForThisOne(String remote) {
        refused(Map.of(REMOTE, remote, "X-Forwarded-For", "127.0.0.1", "Forwarded", "for=127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "localhost:8080@evil.example",
                "localhost:"
            })
    void aNameThatOnlyPointsHereIsRefused(String host) {
        refused(Map.of(HttpHeaders.HOST, host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://localhost:9999", "http://localhost:8080.evil.example"})
    void aPageOfAnotherOriginIsRefused(String origin) {
        refused(Map.of(HttpHeaders.ORIGIN, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080",
        "127.0.0.1:8080, http://127.0.0.1:8080",
        "[::1]:80, http://[::1]:80"
    })
    void ourOwnPageIsAnswered(String host, String origin) {
        client.post()
                .uri(TokenEndpoint.PATH)
                .headers(headers -> headers.set(HttpHeaders.HOST, host))
                .header(HttpHeaders.ORIGIN, origin)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    @Tag("F10")
    void theKeyIsKeptForItsOwnerAlone() throws Exception {
        assertThat(new SigningKey(new LocalDirectory(directory)).publicKey()).isEqualTo(key.publicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("signing-key.jwk"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).isEqualTo(List.of("signing-key.jwk"));
        }
    }

    private void refused(Map<String, String> changed) {
        client.post()
                .uri(TokenEndpoint.PATH)
                .headers(headers -> changed.forEach(headers::set))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.FORBIDDEN)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("access_denied")
                .jsonPath("$.access_token")
                .doesNotExist();
    }

    private WebTestClient.ResponseSpec ask(String form) {
        return client.post()
                .uri(TokenEndpoint.PATH)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form)
                .exchange();
    }

    private JWTClaimsSet claims(WebTestClient.ResponseSpec response) throws Exception {
        Map<String, Object> body =
                Objects.requireNonNull(response.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                        .returnResult()
                        .getResponseBody());
        assertThat(body).containsEntry("token_type", "Bearer").containsEntry("expires_in", 3600);
        SignedJWT token = SignedJWT.parse(String.valueOf(body.get("access_token")));
        assertThat(token.verify(new ECDSAVerifier(key.publicKey()))).isTrue();
        return token.getJWTClaimsSet();
    }
}
