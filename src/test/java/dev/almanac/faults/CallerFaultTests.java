package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Too many callers, callers that vanish, and one session that holds what all need. */
@SelfContained
class CallerFaultTests {

    private final Stage stage = Stage.shared();

    private Client somebody() {
        return Client.of(stage.nodes(), UUID.randomUUID() + "@example.com", Stage.PATIENCE);
    }

    @Test
    @Tag("D8")
    void fiveHundredCallersShareFourConnections() throws Exception {
        var figures = new Figures("500 more callers at once", "OVERLOADED for what is too much");
        for (int i = 0; i < Stage.TIMES; i++) {
            Client client = somebody();
            try (Load load = stage.load(12, 6);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Map<String, Integer> codes = new ConcurrentHashMap<>();
                List<Callable<Void>> callers = IntStream.range(0, 500)
                        .mapToObj(n -> (Callable<Void>) () -> {
                            Client.Answer answer = client.ask(
                                    n % 2 == 0
                                            ? "{ viewer { calendars(first: 5) { nodes { events(first: 5) { nodes { id } } } } } }"
                                            : "mutation { createCalendar(input: { name: \"c" + n
                                                    + "\" }) { calendar { id } userErrors { code } } }",
                                    Map.of());
                            codes.merge(answer.code(), 1, Integer::sum);
                            return null;
                        })
                        .toList();
                for (var called : threads.invokeAll(callers)) {
                    called.get();
                }
                assertThat(codes.keySet())
                        .as(codes.toString())
                        .isSubsetOf(Client.OK, "OVERLOADED", "UNAVAILABLE", "CONFLICT");
                assertThat(codes.get(Client.OK)).isPositive();
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    @Test
    @Tag("D9")
    void aThousandClientsVanish() throws Exception {
        var figures = new Figures("1,000 clients vanish in a query, a mutation, a page", "nothing to the others");
        for (int i = 0; i < Stage.TIMES; i++) {
            Client client = somebody();
            String calendar = client.calendar();
            try (Load load = stage.load(12, 6)) {
                try (var threads = Executors.newFixedThreadPool(32)) {
                    for (int n = 0; n < 1000; n++) {
                        int turn = n;
                        var _ = threads.submit(() -> vanish(client, calendar, turn));
                    }
                }
                load.heal();
                load.finish();
                stage.settle();
                assertThat(stage.cluster.count("""
                                SELECT count(*) FROM event_series s
                                WHERE calendar_id = ? AND 1 <> ANY (ARRAY[
                                  (SELECT count(*) FROM changes WHERE entity_id = s.id),
                                  (SELECT count(*) FROM events WHERE series_id = s.id)])""", uuid(calendar)))
                        .as("events that are not whole")
                        .isZero();
                assertThat(stage.cluster.count(
                                "SELECT count(*) FROM changes WHERE stream_id = ? AND entity_type = 'Event'"
                                        + " AND entity_id NOT IN (SELECT id FROM event_series)",
                                uuid(calendar)))
                        .as("changes of events that are not there")
                        .isZero();
                assertThat(stage.cluster.count(
                                "SELECT count(*) FROM event_series WHERE calendar_id = ?", uuid(calendar)))
                        .as("some of them came that far")
                        .isPositive();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id.substring(4));
    }

    private Void vanish(Client client, String calendar, int n) throws IOException {
        UUID id = UUID.randomUUID();
        String body = switch (n % 3) {
            case 0 ->
                Client.body(
                        "{ viewer { agenda(window: { fromDate: \"2026-01-01\", toDate: \"2026-12-01\" }, first: 100) {"
                                + " days { count } nodes { ... on Occurrence { title event { description } } } } } }",
                        Map.of());
            case 1 ->
                Client.body(
                        "mutation($i: CreateEventInput!) { createEvent(input: $i) { event { id } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "id",
                                        "evt_" + id,
                                        "calendarId",
                                        calendar,
                                        "time",
                                        Map.of("allDay", Map.of("first", "2026-05-05")))));
            default -> "";
        };
        URI address = stage.server.address();
        String head = body.isEmpty()
                ? "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
                : "POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + client.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            if (n % 10 == 1) {
                // Of these the server knows only afterwards that they are gone.
                socket.getInputStream().read();
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(n % 40));
            }
        }
        return null;
    }

    @Test
    @Tag("C30")
    void aLockHeldBySomebodyElse() throws SQLException, InterruptedException, ExecutionException {
        var figures = new Figures("Another session holds a table", "CONFLICT or TIMEOUT");
        for (int i = 0; i < Stage.TIMES; i++) {
            try (Load load = stage.load(12, 6)) {
                try (var session = stage.cluster.superuser();
                        var sql = session.createStatement()) {
                    session.setAutoCommit(false);
                    sql.execute("LOCK TABLE event_series IN ACCESS EXCLUSIVE MODE");
                    Await.until(() ->
                            load.ledger().count("CONFLICT") + load.ledger().count("TIMEOUT") > 4
                                    && load.ledger().count("OVERLOADED") > 0);
                    session.rollback();
                }
                load.heal();
                load.finish();
                stage.settle();
                figures.enter(load, stage.cluster);
            }
        }
        figures.print();
    }

    @Test
    @Tag("C30")
    void whatIsStoppedForItsTimeHoldsNothingASecondLater() throws SQLException {
        Client client = somebody();
        assertThat(client.ask("{ viewer { user { id } } }", Map.of()).ok()).isTrue();
        try (var session = stage.cluster.superuser();
                var sql = session.createStatement()) {
            session.setAutoCommit(false);
            sql.execute("LOCK TABLE event_series IN ACCESS EXCLUSIVE MODE");
            Client.Answer answer = client.ask(
                    "{ viewer { calendars(first: 1) { nodes { events(first: 5) { nodes { id } } } } } }", Map.of());
            assertThat(answer.code()).isIn("CONFLICT", "TIMEOUT");
            assertThat(answer.millis()).isLessThan(Stage.DEADLINE.plusSeconds(1).toMillis());
            long answered = System.nanoTime();
            stage.settle();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answered))
                    .isLessThan(1000);
            session.rollback();
        }
    }
}
