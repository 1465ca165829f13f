package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.faults.Client.Nodes;
import dev.almanac.platform.security.Viewer;
import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;

/**
 * A calendar on its way out while its time runs out, its caller goes, no connection is to be had, PostgreSQL ends. The database's own
 * time-outs are longer than any test waits: what ends does so for the reason that the test is about.
 */
@SelfContained
class ExportFaultTests {

    private static final int CONNECTIONS = 4;
    private static final int EVENTS = 600;
    private static final int SOME = 100_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path folder;
    private static Cluster cluster;

    /** One that gives an export all the time it takes, and one that does not. */
    private static Server patient;

    private static Server hasty;

    private static String path;
    private static String token;
    private static String hastyToken;

    @BeforeAll
    static void startServers() throws Exception {
        folder = Files.createTempDirectory("exports");
        cluster = Cluster.start(folder);
        patient = start("patient", "1h");
        hasty = start("hasty", "5s");
        var address = UUID.randomUUID() + "@example.com";
        var client = Client.of(Nodes.of(patient.address()), address, Duration.ofSeconds(60));
        // Each has a key of its own.
        hastyToken = Client.of(Nodes.of(hasty.address()), address, Duration.ofSeconds(60))
                .token();
        var calendar = client.calendar();
        token = client.token();
        path = "/export/" + calendar + ".ics";
        var events = IntStream.range(0, EVENTS)
                .mapToObj(i -> "BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:20260302\r\nDESCRIPTION:%s\r\nEND:VEVENT\r\n"
                        .formatted(i, "x".repeat(20_000)))
                .collect(Collectors.joining("", "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n"));
        var loaded = HTTP.send(
                HttpRequest.newBuilder(patient.address().resolve("/import?background=false&calendarId=" + calendar))
                        .header("Authorization", "Bearer " + token)
                        .PUT(BodyPublishers.ofString(events))
                        .build(),
                BodyHandlers.ofString());
        assertThat(loaded.body()).contains("\"created\":" + EVENTS);
    }

    private static Server start(String name, String deadline) {
        return Server.start(
                folder.resolve(name),
                List.of(
                        "--almanac.database.url=" + cluster.url(),
                        "--almanac.database.requests.max-size=" + CONNECTIONS,
                        "--almanac.database.requests.initial-size=1",
                        "--almanac.database.requests.acquire-timeout=1s",
                        "--almanac.database.requests.statement-timeout=10m",
                        "--almanac.database.requests.lock-timeout=10m",
                        "--almanac.jobs.enabled=false",
                        "--almanac.export.deadline=" + deadline),
                OpenConnections.class);
    }

    @AfterAll
    static void stopServers() throws IOException {
        for (var server : List.of(patient, hasty)) {
            server.close();
        }
        cluster.close();
        Folders.delete(folder);
    }

    @AfterEach
    void nothingIsHeld() {
        for (var server : List.of(patient, hasty)) {
            Await.until(() -> server.acquired() == 0 && server.pending() == 0);
        }
        Await.until(() ->
                cluster.count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'almanac' AND state <> 'idle'")
                        == 0);
    }

    /** Keeps the server from reading events until it is closed. */
    private static final class Standstill implements AutoCloseable {

        private final Connection session;

        Standstill() throws SQLException {
            session = cluster.superuser();
            session.setAutoCommit(false);
            try (var sql = session.createStatement()) {
                sql.execute("LOCK TABLE event_series IN ACCESS EXCLUSIVE MODE");
            }
        }

        /** Waits until an export stands before it. */
        Standstill reached() {
            Await.until(() -> cluster.count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'almanac'"
                            + " AND wait_event_type = 'Lock'")
                    > 0);
            return this;
        }

        @Override
        public void close() {
            try (session) {
                session.rollback();
            } catch (SQLException ended) {
                // With the database.
            }
        }
    }

    private static double counted(Server server, String outcome) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(server.address().resolve("/actuator/prometheus"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("almanac_http_requests_seconds_count{"))
                    .filter(line -> line.contains("outcome=\"" + outcome + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void assertCut(Download download) {
        Await.until(download::hasEnded);
        assertThat(download.text()).startsWith("HTTP/1.1 200 OK\r\n").contains("BEGIN:VEVENT");
        assertThat(download.isWhole()).as("whole").isFalse();
        assertThat(download.text()).doesNotContain("END:VCALENDAR");
    }

    @Test
    void undisturbedItIsWhole() throws Exception {
        try (var download = Download.begin(patient.address(), token, path)) {
            download.takeTheRest();
            Await.until(download::hasEnded);
            assertThat(download.isWhole()).isTrue();
            assertThat(download.text().split("BEGIN:VEVENT", -1)).hasSize(EVENTS + 1);
            assertThat(download.text()).contains("END:VCALENDAR");
        }
    }

    @Test
    @Tag("C30")
    void pastItsTimeItEndsAndHoldsNothing() throws Exception {
        double before = counted(hasty, "TIMEOUT");
        try (var download = Download.begin(hasty.address(), hastyToken, path).take(SOME);
                var standstill = new Standstill()) {
            download.takeTheRest();
            standstill.reached();
            assertCut(download);
            Await.until(() -> hasty.acquired() == 0);
            Await.until(() -> counted(hasty, "TIMEOUT") == before + 1);
        }
    }

    @Test
    void aCallerWhoTakesNothingMoreIsCutOff() throws Exception {
        try (var download = Download.begin(hasty.address(), hastyToken, path).take(SOME)) {
            var connections = hasty.bean(OpenConnections.class);
            assertThat(connections.isOpen(download.port())).isTrue();
            Await.until(() -> !connections.isOpen(download.port()));
            assertThat(hasty.acquired()).isZero();
            download.takeTheRest();
            assertCut(download);
        }
    }

    @Test
    @Tag("D9")
    void aCallerWhoGoesTakesTheStatementAlong() throws Exception {
        double before = counted(patient, "cancelled");
        try (var download = Download.begin(patient.address(), token, path).take(SOME);
                var standstill = new Standstill()) {
            download.takeTheRest();
            standstill.reached();
            assertThat(patient.acquired()).isEqualTo(1);
            download.vanish();
            Await.until(() -> !patient.bean(OpenConnections.class).isOpen(download.port()));
            Await.until(() -> patient.acquired() == 0);
            Await.until(() -> cluster.count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'almanac'"
                            + " AND state <> 'idle'")
                    == 0);
            Await.until(() -> counted(patient, "cancelled") == before + 1);
        }
    }

    private static HttpResponse<String> ask(Server server, String method) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /** All connections that requests can have, taken. */
    private static List<io.r2dbc.spi.Connection> taken() {
        var pool = patient.bean(ConnectionPool.class);
        return new ArrayList<>(Await.value(
                Flux.range(0, CONNECTIONS).flatMap(_ -> pool.create()).collectList()));
    }

    @Test
    @Tag("D8")
    void withoutAConnectionItSaysSoBeforeItBegins() throws Exception {
        var taken = taken();
        try {
            for (var method : List.of("GET", "HEAD")) {
                var answer = ask(patient, method);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().map()).doesNotContainKeys("etag", "content-type", "content-disposition");
            }
        } finally {
            taken.forEach(connection -> Await.done(connection.close()));
        }
        assertThat(ask(patient, "GET").statusCode()).isEqualTo(200);
    }

    /** As {@link #withoutAConnectionItSaysSoBeforeItBegins}, where the last connection was lost between sign-in and export. */
    @Test
    @Tag("D8")
    void whoIsSignedInIsToldThatItIsOverload() {
        var viewer = new Viewer(UUID.randomUUID(), ZoneOffset.UTC, Locale.ROOT);
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(viewer, "", List.of());
        var endpoint = (WebHandler) patient.bean("calendarExportEndpoint", SimpleUrlHandlerMapping.class)
                .getUrlMap()
                .values()
                .iterator()
                .next();
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.GET, path));
        var taken = taken();
        try {
            Await.done(
                    endpoint.handle(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(signedIn)));
        } finally {
            taken.forEach(connection -> Await.done(connection.close()));
        }
        var response = exchange.getResponse();
        assertThat(String.valueOf(response.getStatusCode())).startsWith("503");
        assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(Await.value(response.getBodyAsString().defaultIfEmpty(""))).isEmpty();
        assertThat(response.getHeaders().headerNames()).doesNotContain("ETag", "Content-Type", "Content-Disposition");
    }

    @Test
    @Tag("D1")
    void whereTheDatabaseEndsInTheMiddleNobodyTakesHalfForAll() throws Exception {
        double before = counted(patient, "UNAVAILABLE");
        // Once while a page is read, once between two of them.
        for (var waits : List.of(true, false)) {
            try (var download = Download.begin(patient.address(), token, path).take(SOME)) {
                if (waits) {
                    try (var standstill = new Standstill()) {
                        download.takeTheRest();
                        standstill.reached();
                        cluster.kill();
                    }
                } else {
                    cluster.kill();
                    download.takeTheRest();
                }
                assertCut(download);
            } finally {
                cluster.start();
            }
        }
        Await.until(() -> counted(patient, "UNAVAILABLE") == before + 2);
        assertThat(ask(patient, "GET").body()).endsWith("END:VCALENDAR\r\n");
    }
}
