package dev.almanac.platform.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.graphql.http.Endpoint.Reply;
import dev.almanac.platform.graphql.testserver.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a body may not hold, and how large it may be. */
@SpringBootTest(
        classes = TestServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.graphql.schema.locations=classpath:platform-schema/",
            "spring.graphql.schema.additional-files=classpath:graphql/platform.graphqls",
            "spring.graphql.schema.inspection.enabled=false",
        })
class RequestBodyTests {

    private static final String GRAPHQL = Endpoint.GRAPHQL;

    private final Endpoint endpoint;

    RequestBodyTests(@LocalServerPort int port) {
        endpoint = new Endpoint(port);
    }

    @Tag("C14")
    @Test
    void textThatCannotBeStoredIsRefused() {
        assertThat(endpoint.raw("{\"query\":\"{hello}\",\"variables\":{\"a\":[{\"b\":\"x\\u0000\"}]}}")
                        .code())
                .isEqualTo("BAD_REQUEST");
        assertThat(endpoint.raw("{\"query\":\"{hello}\",\"variables\":{\"a\":\"\\ud800\"}}")
                        .code())
                .isEqualTo("BAD_REQUEST");
        assertThat(endpoint.raw("{\"query\":\"{hello}\",\"variables\":{\"\\udc00\":1}}")
                        .code())
                .isEqualTo("BAD_REQUEST");
        assertThat(endpoint.query("{ hello(name: \"\\u0000\") }").code()).isEqualTo("BAD_REQUEST");
        for (byte[] bad : new byte[][] {
            {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xf5, 0, 0, 0}
        }) {
            byte[] head = "{\"query\":\"{hello}\",\"variables\":{\"a\":\"".getBytes(StandardCharsets.UTF_8);
            byte[] tail = "\"}}".getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[head.length + bad.length + tail.length];
            System.arraycopy(head, 0, body, 0, head.length);
            System.arraycopy(bad, 0, body, head.length, bad.length);
            System.arraycopy(tail, 0, body, head.length + bad.length, tail.length);
            Reply reply = endpoint.send(body, GRAPHQL);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("BAD_REQUEST");
        }
        String odd = "\u202Ea\u200Bb" + "\u0301".repeat(1_000) + "\u0001";
        assertThat(endpoint.query("query($n: String) { hello(name: $n) }", Map.of("n", odd))
                        .json()
                        .at("/data/hello")
                        .asString())
                .isEqualTo("Hello " + odd);
    }

    @Tag("C15")
    @Test
    void jsonBeyondItsLimitsIsRefused() {
        assertThat(endpoint.raw("{\"query\":\"{hello}\",\"variables\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .code())
                .isEqualTo("LIMIT_EXCEEDED");
        assertThat(endpoint.raw("{\"query\":\"{hello}\",\"variables\":{\"a\":[" + "1,".repeat(20_000) + "1]}}")
                        .code())
                .isEqualTo("LIMIT_EXCEEDED");
        assertThat(endpoint.raw("{\"query\":\"{hello}\",\"variables\":{\"" + "k".repeat(50_000) + "\":1}}")
                        .code())
                .isEqualTo("LIMIT_EXCEEDED");
    }

    @Tag("C15")
    @Test
    void largeBodiesAreForImportsAlone() {
        String file = "x".repeat(400_000);
        Reply reply = endpoint.query("query($n: String) { hello(name: $n) }", Map.of("n", file));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("TOO_LARGE");
        assertThat(endpoint.query(
                                "mutation($f: String!) { importICalendar(file: $f) rename(name: \"x\") { id } }",
                                Map.of("f", file))
                        .status())
                .isEqualTo(413);
        for (int i = 0; i < 6; i++) {
            Reply imported = endpoint.query("mutation($f: String!) { importICalendar(file: $f) }", Map.of("f", file));
            assertThat(imported.text()).isEqualTo("{\"data\":{\"importICalendar\":400000}}");
        }
        assertThat(endpoint.query(
                                "mutation($f: String!) { importICalendar(file: $f) }",
                                Map.of("f", "x".repeat(13_000_000)))
                        .status())
                .isEqualTo(413);
        assertThat(endpoint.query("{ hello(name: \"" + "x".repeat(70_000) + "\") }")
                        .code())
                .isEqualTo("LIMIT_EXCEEDED");
    }
}
