package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each request is refused before anything runs, by POST and where it fits by GET, and the answer gives nothing away. */
@AlmanacTest
@TestInstance(Lifecycle.PER_CLASS)
class HostileRequestTests {

    private static final boolean SOAK = Boolean.getBoolean("almanac.soak");
    private static final int LONGEST_URI = 8_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Autowired
    Api api;

    @Autowired
    Statements statements;

    private final List<String> figures = new ArrayList<>();
    private @Nullable Caller caller;

    @BeforeAll
    void signIn() {
        var somebody = api.somebody();
        somebody.calendar();
        caller = somebody;
    }

    @AfterAll
    void printFigures() {
        if (SOAK) {
            figures.forEach(System.out::println);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#fragmentChains")
    @Tag("C1")
    void aChainOfFragments(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#longNumbers")
    @Tag("C2")
    void aLongNumber(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#oddNumbers")
    @Tag("C3")
    void aNumberThatIsNoInt(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#longLiterals")
    @Tag("C4")
    void aLiteralThatIsNotRepeated(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#rings")
    @Tag("C5")
    void fragmentsThatRunInARingOrDouble(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#repeated")
    @Tag("C6")
    void oneFieldThousandsOfTimes(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#manyRoots")
    @Tag("C7")
    void manyOperationsInOne(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#directives")
    @Tag("C8")
    void thousandsOfDirectives(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#deep")
    @Tag("C9")
    void nestedWithoutEnd(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#introspection")
    @Tag("C12")
    void introspectionInCircles(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#blanks")
    @Tag("C13")
    void filledUpWithNothing(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#unstorable")
    @Tag("C14")
    void textThatCannotBeKept(HostileRequest request) {
        check(request);
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.threat.HostileRequests#large")
    @Tag("C15")
    void beyondAnyUse(HostileRequest request) {
        check(request);
    }

    private void check(HostileRequest request) {
        send(
                request,
                "POST",
                HttpRequest.newBuilder(api.uri("/graphql"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.body())));
        if (request.query() != null) {
            var uri = "/graphql?query=" + URLEncoder.encode(request.query(), StandardCharsets.UTF_8);
            if (uri.length() <= LONGEST_URI) {
                var read = request.query().startsWith("mutation")
                        ? new HostileRequest(
                                request.name(),
                                "",
                                null,
                                0,
                                Stream.concat(request.codes().stream(), Stream.of("METHOD_NOT_ALLOWED"))
                                        .toList())
                        : request;
                send(read, "GET", HttpRequest.newBuilder(api.uri(uri)).GET());
            }
        }
    }

    private void send(HostileRequest request, String method, HttpRequest.Builder builder) {
        statements.clear();
        long cpu = cpu();
        long allocated = allocated();
        HttpResponse<String> answer = api.send(builder.header(
                        "Authorization",
                        "Bearer " + Objects.requireNonNull(caller).token())
                .header("Accept", "application/graphql-response+json")
                .build());
        figures.add("%-4s %-40s %d %8.1f ms CPU %8.1f MB"
                .formatted(
                        method,
                        request.name(),
                        answer.statusCode(),
                        (cpu() - cpu) / 1e6,
                        (allocated() - allocated) / 1e6));
        if (request.status() != 0) {
            assertThat(answer.statusCode()).isEqualTo(request.status());
        }
        assertThat(answer.statusCode()).isBetween(400, 499);
        JsonNode errors = JsonMapper.shared().readTree(answer.body()).get("errors");
        assertThat(errors.size()).isBetween(1, 10);
        assertThat(JsonMapper.shared().readTree(answer.body()).has("data")).isFalse();
        for (JsonNode error : errors) {
            assertThat(error.at("/extensions/code").asString()).isIn(request.codes());
            assertThat(error.get("message").asString())
                    .hasSizeLessThanOrEqualTo(200)
                    .doesNotContain("canarycanarycanarycanarycanarycanarycanarycanarycanarycanarycanary");
        }
        assertThat(answer.body())
                .doesNotContain(
                        "java.",
                        "graphql.",
                        "dev.almanac",
                        "Exception",
                        "BigInteger",
                        "SELECT",
                        "INSERT",
                        "jackson",
                        "reactor");
        // Who is calling is looked up; beyond that nothing was.
        assertThat(statements.sent()).hasSizeLessThanOrEqualTo(1);
    }

    /** What all threads together have used, in nanoseconds. */
    private static long cpu() {
        long sum = 0;
        for (long time : THREADS.getThreadCpuTime(THREADS.getAllThreadIds())) {
            sum += Math.max(time, 0);
        }
        return sum;
    }

    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(bytes, 0);
        }
        return sum;
    }
}
