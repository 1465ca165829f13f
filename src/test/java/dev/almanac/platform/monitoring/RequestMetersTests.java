package dev.almanac.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Await;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class RequestMetersTests {

    private final Api api;

    @Autowired
    RequestMetersTests(Api api) {
        this.api = api;
    }

    /** A request is counted when its answer has been written, which may be after it was read. */
    private void awaitOneMore(double before, String name, String... labels) {
        Await.until(() -> scrape().value(name, labels) == before + 1);
    }

    private Scrape scrape() {
        var answer =
                api.send(HttpRequest.newBuilder(api.uri("/actuator/prometheus")).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Scrape(answer.body());
    }

    @Test
    void aQueryIsCountedUnderItsRootFieldWithItsStatementsAndBatches() {
        var caller = api.somebody();
        caller.calendar();
        String[] labels = {"field=\"viewer.calendars\"", "type=\"query\""};
        var before = scrape();
        caller.data("query Mine { mine: viewer { list: calendars { nodes { id eventCount } } } }");
        awaitOneMore(
                before.value("almanac_graphql_requests_seconds_count", labels),
                "almanac_graphql_requests_seconds_count",
                labels);
        var after = scrape();
        assertThat(after.value(
                        "almanac_graphql_requests_seconds_count", "field=\"viewer.calendars\"", "outcome=\"ok\""))
                .isPositive();
        assertThat(after.value("almanac_graphql_statements_sum", labels)
                        - before.value("almanac_graphql_statements_sum", labels))
                .isGreaterThanOrEqualTo(2);
        assertThat(after.value("almanac_graphql_batches_sum", labels)
                        - before.value("almanac_graphql_batches_sum", labels))
                .isEqualTo(1);
        assertThat(after.value("almanac_graphql_batch_keys_count", "loader=\"Calendar.eventCount\""))
                .isGreaterThan(before.value("almanac_graphql_batch_keys_count", "loader=\"Calendar.eventCount\""));
        assertThat(after.value("almanac_database_statements_seconds_count"))
                .isGreaterThan(before.value("almanac_database_statements_seconds_count"));
    }

    @Test
    void aMutationIsCountedUnderItsName() {
        var caller = api.somebody();
        String[] labels = {"field=\"createCategory\"", "type=\"mutation\"", "outcome=\"ok\""};
        var before = scrape().value("almanac_graphql_requests_seconds_count", labels);
        caller.mutate("createCategory", "category { id }", Map.of("name", "Travel"));
        awaitOneMore(before, "almanac_graphql_requests_seconds_count", labels);
    }

    @Test
    void whatIsRefusedIsCountedUnderItsCode() {
        var caller = api.somebody();
        String[] labels = {"field=\"none\"", "type=\"none\"", "outcome=\"VALIDATION_FAILED\""};
        var requests = scrape().value("almanac_graphql_requests_seconds_count", labels);
        var refusals = scrape().value("almanac_graphql_refusals_total", "code=\"VALIDATION_FAILED\"");
        caller.send("{ nothingOfTheSort }", Map.of());
        awaitOneMore(requests, "almanac_graphql_requests_seconds_count", labels);
        awaitOneMore(refusals, "almanac_graphql_refusals_total", "code=\"VALIDATION_FAILED\"");
    }

    @Test
    void whoIsNotSignedInIsCountedToo() {
        var before = scrape().value("almanac_graphql_refusals_total", "code=\"UNAUTHENTICATED\"");
        api.send(HttpRequest.newBuilder(api.uri("/graphql?query=%7B__typename%7D"))
                .build());
        awaitOneMore(before, "almanac_graphql_refusals_total", "code=\"UNAUTHENTICATED\"");
    }

    @Test
    void aFieldThatIsRefusedBesideOthersMakesTheAnswerPartial() {
        var caller = api.somebody();
        String[] labels = {"field=\"several\"", "outcome=\"partial\""};
        var requests = scrape().value("almanac_graphql_requests_seconds_count", labels);
        var refusals = scrape().value("almanac_graphql_refusals_total", "code=\"INVALID_ID\"");
        caller.send("{ event(id: \"cal_x\") { id } viewer { user { id } } }", Map.of());
        awaitOneMore(requests, "almanac_graphql_requests_seconds_count", labels);
        awaitOneMore(refusals, "almanac_graphql_refusals_total", "code=\"INVALID_ID\"");
    }

    @Test
    @Tag("F3")
    void nothingThatCallersMakeUpBecomesATag() {
        var caller = api.somebody();
        caller.data("query CanaryName($canaryVariable: Int) { canaryAlias: viewer { calendars(first: $canaryVariable) "
                + "{ ...CanaryFragment } } } fragment CanaryFragment on CalendarConnection { nodes { id } }");
        caller.send("{ canaryField }", Map.of());
        api.send(HttpRequest.newBuilder(api.uri("/graphql/canaryPath")).build());
        api.send(HttpRequest.newBuilder(api.uri("/canaryPath?canary=1")).build());
        assertThat(scrape().text()).doesNotContainIgnoringCase("canary").doesNotContain(caller.token());
    }

    @Test
    void bothPoolsTellHowBusyTheyAre() {
        var scrape = scrape();
        for (var pool : new String[] {"requests", "jobs"}) {
            var label = "pool=\"" + pool + "\"";
            for (var measure : new String[] {"acquired", "idle", "pending", "allocated", "max", "utilisation"}) {
                assertThat(scrape.text()).contains("almanac_database_pool_%s{%s}".formatted(measure, label));
            }
        }
        assertThat(scrape.value("almanac_database_pool_max", "pool=\"requests\""))
                .isEqualTo(25);
        assertThat(scrape.value("almanac_database_pool_max", "pool=\"jobs\"")).isEqualTo(5);
    }

    @Test
    @Tag("F10")
    void locallyOnlyThisMachineReadsThem() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), api.uri("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /actuator/prometheus HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("almanac_");
        }
    }
}
