package dev.almanac.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.graphql.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that sends drop by drop, or nothing, or no HTTP, holds no connection. */
@SpringBootTest(
        classes = TestServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.graphql.schema.locations=classpath:platform-schema/",
            "spring.graphql.schema.additional-files=classpath:graphql/platform.graphqls",
            "spring.graphql.schema.inspection.enabled=false",
            "almanac.http.header-time=400ms",
            "almanac.http.body-time=400ms",
            "server.netty.idle-timeout=900ms",
        })
class ArrivalDeadlineTests {

    private static final String HEAD = String.join(
            "\r\n",
            "POST /graphql HTTP/1.1",
            "Host: localhost",
            "X-Test-Subject: ada",
            "Content-Type: application/json",
            "Accept: application/graphql-response+json",
            "");
    private static final String BODY = "{\"query\":\"{ __typename }\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @LocalServerPort
    private int port;

    /** One connection, on which one writes and reads bytes. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Writes on, a byte at a time, until the server answers or hangs up; what it has said then. */
        String drip(String text) throws IOException {
            socket.setSoTimeout(50);
            var answer = new StringBuilder();
            for (int i = 0; i < PATIENCE.toMillis() / 50; i++) {
                try {
                    int read = socket.getInputStream().read();
                    if (read < 0) {
                        return answer.toString();
                    }
                    answer.append((char) read);
                    return answer + rest();
                } catch (SocketTimeoutException nothingYet) {
                    write(String.valueOf(text.charAt(i % text.length())));
                }
            }
            throw new AssertionError("still waiting after " + PATIENCE);
        }

        /** What the server says until it hangs up. */
        String rest() throws IOException {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            try {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (SocketTimeoutException open) {
                throw new AssertionError("the connection is still open", open);
            }
        }

        /** One answer of the length that it states. */
        String answer() throws IOException {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int read = socket.getInputStream().read();
                if (read < 0) {
                    throw new AssertionError("closed after " + head);
                }
                head.append((char) read);
            }
            var lower = head.toString().toLowerCase(Locale.ROOT);
            int from = lower.indexOf("content-length: ") + "content-length: ".length();
            int length = Integer.parseInt(lower.substring(from, lower.indexOf('\r', from)));
            return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void headersThatDripAreGivenUp() throws IOException {
        try (var connection = new Connection(port)) {
            connection.write("POST /graphql HTTP/1.1\r\nX-Slow: ");
            assertThat(connection.drip("x")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws IOException {
        try (var connection = new Connection(port)) {
            connection.write(HEAD + "Content-Length: 100000\r\n\r\n{");
            assertThat(connection.drip(" "))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("REQUEST_TIMEOUT", "requestId")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void aChunkedBodyThatStopsIsGivenUp() throws IOException {
        try (var connection = new Connection(port)) {
            connection.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
            assertThat(connection.rest()).startsWith("HTTP/1.1 408 ").contains("REQUEST_TIMEOUT");
        }
    }

    @Test
    void aConnectionThatIsLeftIsClosed() throws IOException {
        try (var unused = new Connection(port);
                var used = new Connection(port)) {
            used.write(HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            assertThat(used.answer()).contains("\"data\"");
            assertThat(used.rest()).isEmpty();
            assertThat(unused.rest()).isEmpty();
        }
    }

    @Test
    void aConnectionServesOneRequestAfterAnotherInWhateverPieces() throws IOException {
        try (var connection = new Connection(port)) {
            for (int i = 0; i < 3; i++) {
                connection.write(HEAD.substring(0, 40));
                connection.write(
                        HEAD.substring(40) + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY.substring(0, 5));
                connection.write(BODY.substring(5));
                assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").contains("\"data\"");
            }
            var request = HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
            connection.write(request + request);
            assertThat(connection.answer()).contains("\"data\"");
            assertThat(connection.answer()).contains("\"data\"");
        }
    }

    @Test
    @Tag("C25")
    void aFloodOfHeadersIsRefused() throws IOException {
        try (var connection = new Connection(port)) {
            connection.write("GET /graphql HTTP/1.1\r\nHost: localhost\r\n"
                    + ("X-Flood: " + "x".repeat(1_000) + "\r\n").repeat(40) + "\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 431 ");
        }
        try (var connection = new Connection(port)) {
            connection.write("GET /graphql?query=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 414 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                "GET / HTTP\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nBad Name: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"
            })
    @Tag("C25")
    void whatIsNoHttpIsRefused(String bytes) throws IOException {
        try (var connection = new Connection(port)) {
            connection.write(bytes);
            var answer = connection.rest();
            assertThat(answer)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 4"),
                            text -> assertThat(text).startsWith("HTTP/1.1 505"));
            assertThat(answer).doesNotContain("Exception", "netty", "java.");
        }
    }
}
