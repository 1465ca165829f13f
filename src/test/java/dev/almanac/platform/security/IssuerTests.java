package dev.almanac.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.almanac.server.EndedCommand;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

class IssuerTests {

    @Test
    @Tag("A1")
    void keysAreTheIssuersAndOnlyPinnedAlgorithmsAreTaken() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("one").generate();
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://localhost:" + issuer.getAddress().getPort();
        serve(issuer, "/.well-known/openid-configuration", """
                {"issuer": "%s", "jwks_uri": "%s/keys", "subject_types_supported": ["public"]}
                """.formatted(address, address));
        serve(issuer, "/keys", new JWKSet(key).toString());
        issuer.start();
        try (ConfigurableApplicationContext server = start("--almanac.security.issuer=" + address)) {
            for (JWSAlgorithm algorithm : new JWSAlgorithm[] {JWSAlgorithm.RS256, JWSAlgorithm.PS256}) {
                assertThat(status(server, tokens(algorithm, key, address))).isEqualTo(HttpStatus.OK);
            }
            for (JWSAlgorithm algorithm :
                    new JWSAlgorithm[] {JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS512}) {
                assertThat(status(server, tokens(algorithm, key, address))).isEqualTo(HttpStatus.UNAUTHORIZED);
            }
            SignedTokens confused = new SignedTokens(
                    new MACSigner(key.toRSAPublicKey().getEncoded()),
                    JWSAlgorithm.HS256,
                    address,
                    "almanac",
                    SecuredServer.NOW);
            assertThat(status(server, confused.good())).isEqualTo(HttpStatus.UNAUTHORIZED);
        } finally {
            issuer.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--almanac.security.jwks-uri=%s/keys", "--unused=%s"})
    void anUnreachableIssuerStopsNeitherTheStartNorHealthButIsNotTheCallersFault(String keys) throws Exception {
        String address;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "http://localhost:" + closedSoon.getLocalPort();
        }
        RSAKey key = new RSAKeyGenerator(2048).keyID("one").generate();
        try (ConfigurableApplicationContext server =
                start("--almanac.security.issuer=" + address, keys.formatted(address))) {
            client(server)
                    .get()
                    .uri("/actuator/health")
                    .exchange()
                    .expectStatus()
                    .isOk();
            assertThat(status(server, tokens(JWSAlgorithm.RS256, key, address)))
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    @Tag("A21")
    void productionWithoutAnIssuerRefusesToStartWithOneSentence() throws Exception {
        assertRefused("Set almanac.security.issuer");
    }

    @Test
    @Tag("A21")
    void productionWithoutAnAudienceRefusesToStartWithOneSentence() throws Exception {
        assertRefused(
                "Set almanac.security.audience",
                "--almanac.security.issuer=https://issuer.example",
                "--almanac.security.audience=");
    }

    @Test
    @Tag("A21")
    void productionTogetherWithLocalRefusesToStart() throws Exception {
        assertRefused("exclude each other", "--spring.profiles.active=local,production");
    }

    private static void assertRefused(String sentence, String... arguments) throws Exception {
        var all = Stream.concat(
                Stream.of("--spring.profiles.active=production", "--almanac.database.url=postgresql://a:b@localhost/c"),
                Stream.of(arguments));
        var refused = EndedCommand.almanac(all.toArray(String[]::new));
        assertThat(refused.output())
                .contains("APPLICATION FAILED TO START", sentence)
                .doesNotContain("\tat ");
        assertThat(refused.status()).isEqualTo(1);
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(SecuredServer.class)
                .profiles("production")
                .properties("almanac.security.audience=almanac")
                .run(withPort(arguments));
    }

    private static String[] withPort(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--server.port=0";
        return all;
    }

    private static String tokens(JWSAlgorithm algorithm, RSAKey key, String issuer) throws Exception {
        return new SignedTokens(new RSASSASigner(key), algorithm, issuer, "almanac", SecuredServer.NOW).good();
    }

    private static HttpStatus status(ConfigurableApplicationContext server, String token) {
        return (HttpStatus) client(server)
                .get()
                .uri("/graphql")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .returnResult(Void.class)
                .getStatus();
    }

    private static WebTestClient client(ConfigurableApplicationContext server) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + server.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    private static void serve(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
