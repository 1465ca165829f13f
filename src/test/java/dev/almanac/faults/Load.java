package dev.almanac.faults;

import dev.almanac.faults.Ledger.Write;
import dev.almanac.server.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * People at work: some write, each write with a key of its own until it is acknowledged, some read. Beside them somebody asks
 * whether the server is alive.
 */
final class Load implements AutoCloseable {

    private static final String CREATE = """
            mutation($input: CreateEventInput!) {
              createEvent(input: $input) { event { id title version } userErrors { code message } } }""";
    private static final String UPDATE = """
            mutation($input: UpdateEventInput!) {
              updateEvent(input: $input) { event { id title version } userErrors { code message } } }""";
    private static final String AGENDA = """
            { viewer { agenda(window: { fromDate: "2026-03-01", toDate: "2026-04-01" }, first: 20) {
              nodes { ... on Occurrence { id title } } } } }""";
    private static final String EVENT = "query($id: ID!) { event(id: $id) { id title version } }";

    /** Answers that tell a client to come again. */
    static final Set<String> PASSING =
            Set.of("UNAVAILABLE", "OVERLOADED", "READ_ONLY", "CONFLICT", "TIMEOUT", "RATE_LIMITED");

    /** Answers that may be given; any other is a fault. */
    private final Set<String> expected;

    private final Ledger ledger = new Ledger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong nextTurn = new AtomicLong(System.nanoTime());
    private volatile long gapNanos;
    private final Map<String, Client> owners = new ConcurrentHashMap<>();

    private Load(Set<String> expected) {
        this.expected = expected;
    }

    static Load start(Client.Nodes nodes, int writers, int readers, Duration patience, String... alsoExpected) {
        Set<String> expected = new HashSet<>(PASSING);
        expected.addAll(Set.of(alsoExpected));
        var load = new Load(expected);
        for (int person = 0; person < 2; person++) {
            Client client = Client.of(nodes, UUID.randomUUID() + "@example.com", patience);
            String calendar = client.calendar();
            String first = load.write(client, calendar, UUID.randomUUID(), "first", true);
            for (int i = person; i < writers; i += 2) {
                load.run(() -> load.writer(client, calendar));
            }
            for (int i = person; i < readers; i += 2) {
                load.run(() -> load.reader(client, first));
            }
        }
        Await.until(() -> load.ledger.writes() > writers && load.ledger.reads() > 0);
        return load;
    }

    /** Holds everybody back to so many requests a second, all together. */
    Load atMost(double requestsPerSecond) {
        gapNanos = (long) (1e9 / requestsPerSecond);
        return this;
    }

    private void awaitTurn() {
        long gap = gapNanos;
        if (gap > 0) {
            long now = System.nanoTime();
            long turn = nextTurn.updateAndGet(next -> Math.max(next, now - 50 * gap) + gap);
            if (turn > now) {
                LockSupport.parkNanos(turn - now);
            }
        }
    }

    /** Asks all the while, and takes any other answer than yes for a fault. */
    Load watchingLife(URI liveness) {
        run(() -> {
            int status = Client.status(liveness);
            if (status != 200) {
                ledger.fault("liveness " + status);
            }
            pause(100);
        });
        return this;
    }

    /** How many events the API does not show as they were last acknowledged. */
    long differing() {
        Map<UUID, Integer> versions = new HashMap<>();
        ledger.acknowledged().forEach(write -> versions.merge(write.event(), 1, Integer::sum));
        return versions.entrySet().stream()
                .filter(entry -> version("evt_" + entry.getKey()) != entry.getValue())
                .count();
    }

    private int version(String id) {
        Client owner = Objects.requireNonNull(owners.get(id));
        Client.Answer answer = owner.ask(EVENT, Map.of("id", id));
        for (int again = 0; again < 5 && !answer.ok(); again++) {
            answer = owner.ask(EVENT, Map.of("id", id));
        }
        return answer.data().at("/event/version").asInt(0);
    }

    Ledger ledger() {
        return ledger;
    }

    private void run(Runnable work) {
        threads.add(Thread.ofVirtual().start(() -> {
            while (stopped.getCount() > 0) {
                work.run();
            }
        }));
    }

    private void writer(Client client, String calendar) {
        UUID id = UUID.randomUUID();
        write(client, calendar, id, "made " + id, true);
        for (int edit = 1; edit <= 2; edit++) {
            write(client, calendar, id, "edit " + edit + " of " + id, false);
        }
    }

    /** Writes until it is acknowledged, and answers the event's id. */
    private String write(Client client, String calendar, UUID id, String title, boolean creates) {
        String event = "evt_" + id;
        Map<String, Object> input = new HashMap<>(Map.of("id", event, "title", title));
        input.put("idempotencyKey", UUID.randomUUID().toString());
        if (creates) {
            input.put("calendarId", calendar);
            input.put("description", "x".repeat(ThreadLocalRandom.current().nextInt(2000)));
            input.put("time", Map.of("allDay", Map.of("first", "2026-03-%02d".formatted(1 + (id.hashCode() & 15)))));
        }
        while (true) {
            awaitTurn();
            Client.Answer answer = client.ask(creates ? CREATE : UPDATE, Map.of("input", input));
            judge(answer);
            if (answer.ok()) {
                var payload = answer.data().path(creates ? "createEvent" : "updateEvent");
                if (payload.path("userErrors").isEmpty()
                        && payload.at("/event/id").asString("").equals(event)) {
                    ledger.acknowledged(new Write(id, title, creates));
                    owners.put(event, client);
                } else {
                    ledger.fault("refused: " + payload);
                }
                return event;
            }
            if (!expected.contains(answer.code())) {
                return event;
            }
            pause(20 + ThreadLocalRandom.current().nextInt(80));
        }
    }

    private void reader(Client client, String event) {
        awaitTurn();
        Client.Answer answer = ThreadLocalRandom.current().nextBoolean()
                ? client.ask(AGENDA, Map.of())
                : client.ask(EVENT, Map.of("id", event));
        judge(answer);
        if (answer.ok()) {
            ledger.read();
        } else {
            pause(20 + ThreadLocalRandom.current().nextInt(80));
        }
    }

    private void judge(Client.Answer answer) {
        ledger.answered(answer);
        if (!answer.ok() && !expected.contains(answer.code())) {
            ledger.fault(
                    answer.code() + " with " + answer.status() + " after " + answer.millis() + " ms " + answer.data());
        }
        if (answer.status() == 503 && !answer.retryAfter()) {
            ledger.fault("503 without Retry-After");
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The fault is over: waits until reads and writes succeed again. */
    void heal() {
        ledger.healed();
        Await.until(ledger::recovered);
    }

    @Override
    public void close() {
        finish();
    }

    /** Lets everybody finish what they are at: afterwards no outcome is unknown. */
    void finish() {
        stopped.countDown();
        Await.until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
}
