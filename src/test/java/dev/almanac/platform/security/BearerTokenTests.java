package dev.almanac.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(
        classes = {SecuredServer.class, OwnKey.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"almanac.security.issuer=https://issuer.example", "almanac.security.audience=almanac"})
@ActiveProfiles("production")
@AutoConfigureWebTestClient
class BearerTokenTests {

    private static final SignedTokens TOKENS = OwnKey.tokens();

    @Autowired
    private WebTestClient client;

    @Test
    void aGoodTokenIsTakenAsItsPersonAndNoThreadIsChanged() {
        String expected = SecuredServer.viewer(new Identity("https://issuer.example", "ada", null, false, null))
                .userId()
                .toString();
        for (JOSEObjectType type : List.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"))) {
            ask(TOKENS.with(type, claims -> {}))
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .value("Answered-By", thread -> assertThat(thread).startsWith("webflux-http"))
                    .expectHeader()
                    .doesNotExist(HttpHeaders.SET_COOKIE)
                    .expectBody(String.class)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @Tag("A2")
    @ValueSource(
            strings = {
                "https://issuer.example/",
                "https://ISSUER.example",
                "http://issuer.example",
                "https://issuer.exampl\u0435",
                "https://other.example"
            })
    void anotherIssuerIsRefused(String issuer) {
        refused(claims -> claims.issuer(issuer));
    }

    @Test
    @Tag("A2")
    void anAbsentIssuerIsRefused() {
        refused(claims -> claims.issuer(null));
    }

    @Test
    @Tag("A3")
    void anAudienceWithoutOursIsRefusedAndOneWithOursAmongOthersTaken() {
        refused(claims -> claims.audience((String) null));
        refused(claims -> claims.audience("Almanac"));
        refused(claims -> claims.audience(List.of("other", "almanac2")));
        ask(TOKENS.with(claims -> claims.audience(List.of("other", "almanac"))))
                .expectStatus()
                .isOk();
    }

    @Test
    @Tag("A4")
    void expiryIsRequiredAndHeldTo30SecondsOfSkew() {
        refused(claims -> claims.expirationTime(null));
        refused(claims -> claims.expirationTime(at(-31)));
        ask(TOKENS.with(claims -> claims.expirationTime(at(-29))))
                .expectStatus()
                .isOk();
        refused(claims -> claims.notBeforeTime(at(31)));
        ask(TOKENS.with(claims -> claims.notBeforeTime(at(29)))).expectStatus().isOk();
        refused(claims -> claims.issueTime(at(31)));
        ask(TOKENS.with(claims -> claims.issueTime(at(29)))).expectStatus().isOk();
    }

    @ParameterizedTest
    @Tag("A4")
    @MethodSource
    void anExpiryThatIsNoTimeIsRefused(Object expiry) {
        refused(claims -> claims.claim("exp", expiry));
    }

    static Stream<Object> anExpiryThatIsNoTimeIsRefused() {
        return Stream.of("tomorrow", 1e300, -1, true, List.of(1));
    }

    @Test
    @Tag("A5")
    void aTokenThatNamesNobodyIsRefused() {
        refused(claims -> claims.subject(null));
        refused(claims -> claims.subject(""));
        refused(claims -> claims.subject("a".repeat(256)));
        refused(claims -> claims.subject("a\0b"));
        refused(claims -> claims.claim("sub", List.of("ada")));
        ask(TOKENS.with(claims -> claims.subject("a".repeat(255))))
                .expectStatus()
                .isOk();
    }

    @Test
    @Tag("A1")
    void onlyOurKeysSignatureIsTaken() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(TOKENS.good()).getJWTClaimsSet();
        ask(new PlainJWT(claims).serialize()).expectStatus().isUnauthorized();

        SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner(OwnKey.KEY.toECPublicKey().getEncoded()));
        ask(symmetric.serialize()).expectStatus().isUnauthorized();

        SignedJWT stranger = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
        stranger.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
        ask(stranger.serialize()).expectStatus().isUnauthorized();

        String good = TOKENS.good();
        ask(good.substring(0, good.lastIndexOf('.') + 1)).expectStatus().isUnauthorized();
    }

    @Test
    @Tag("A9")
    void aTokenOfAnotherTypeIsRefused() {
        ask(TOKENS.with(new JOSEObjectType("logout+jwt"), claims -> {}))
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @Tag("A9")
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer {}",
                "Bearer ..",
                "Bearer a.b.c",
                "Bearer %00",
                "Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                "Basic YTpi"
            })
    void aMalformedHeaderIsRefusedWithoutAFault(String header) {
        client.post()
                .uri("/graphql")
                .header(HttpHeaders.AUTHORIZATION, header)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(HttpHeaders.WWW_AUTHENTICATE, value -> assertThat(value).startsWith("Bearer"));
    }

    @Test
    @Tag("A9")
    void ofTwoCredentialsNeitherIsTaken() {
        client.post()
                .uri("/graphql")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKENS.good(), "Bearer " + TOKENS.good())
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.post()
                .uri("/graphql?access_token=" + TOKENS.good())
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKENS.good())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    @Tag("A9")
    void aTokenInTheQueryStringIsNone() {
        client.get()
                .uri("/graphql?access_token=" + TOKENS.good())
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    @Tag("A9")
    void aTokenOver8KiBIsRefused() {
        String under = TOKENS.with(claims -> claims.claim("padding", "a".repeat(5_000)));
        String over = TOKENS.with(claims -> claims.claim("padding", "a".repeat(7_000)));
        assertThat(under.length()).isBetween(6_000, 8 * 1024);
        assertThat(over.length()).isGreaterThan(8 * 1024);
        ask(under).expectStatus().isOk();
        ask(over).expectStatus().isUnauthorized();
    }

    @Test
    void aPersonWhoMayNotSignInIsRefusedAndAFaultOfSignInIsNotTheCallers() {
        refused(claims -> claims.subject("barred"));
        sorry("unlucky", HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE");
    }

    @Test
    void aSignInThatMeetsACrowdOrItsDeadlineIsAnsweredAsAnyOtherRequest() {
        sorry("one-too-many", HttpStatus.SERVICE_UNAVAILABLE, "OVERLOADED");
        sorry("late", HttpStatus.GATEWAY_TIMEOUT, "TIMEOUT");
    }

    private void sorry(String subject, HttpStatus status, String code) {
        ask(TOKENS.with(claims -> claims.subject(subject)))
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo(code);
    }

    private void refused(Consumer<JWTClaimsSet.Builder> change) {
        ask(TOKENS.with(change))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo("UNAUTHENTICATED");
    }

    private WebTestClient.ResponseSpec ask(String token) {
        return client.post()
                .uri("/graphql")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private static Date at(int seconds) {
        return Date.from(SecuredServer.NOW.plusSeconds(seconds));
    }
}
