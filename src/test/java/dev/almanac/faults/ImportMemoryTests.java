package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.faults.Client.Nodes;
import dev.almanac.faults.HeapWatch.Heap;
import dev.almanac.server.SelfContained;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The largest files that are taken, in a server of little heap: how much of it an import needs beside what the server has when it is idle. */
@SelfContained
class ImportMemoryTests {

    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private static final long MOST = 64 << 20;

    /** How much larger files are where there is time. */
    private static final int SCALE = Stage.SOAK ? 10 : 1;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path folder;
    private static Cluster cluster;
    private static ServerProcess server;

    private Client client;
    private String calendar;

    @BeforeAll
    static void startServer() throws IOException {
        folder = Files.createTempDirectory("memory");
        cluster = Cluster.start(folder);
        server = ServerProcess.start(
                        folder.resolve("server"),
                        "256m",
                        folder.resolve("server.log").toFile(),
                        List.of(
                                "--almanac.database.url=" + cluster.url(),
                                "--almanac.jobs.start-delay=0s",
                                "--almanac.jobs.polling-interval=200ms"))
                .awaitReady();
        // What is loaded and compiled by the first import is none of the next one's.
        var warm = Client.of(Nodes.of(server.address()), "warm@example.com", Duration.ofSeconds(60));
        var path = file("warm", 2_000, "");
        put(warm, path, "?background=false");
        put(warm, path, "?background=true");
        awaitEnd();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
        cluster.close();
        Folders.delete(folder);
    }

    @BeforeEach
    void signIn() {
        client = Client.of(Nodes.of(server.address()), System.nanoTime() + "@example.com", Duration.ofSeconds(90));
        calendar = client.calendar();
    }

    private interface Content {
        void to(BufferedWriter file) throws IOException;
    }

    private static Path file(String name, Content content) throws IOException {
        var path = folder.resolve(name + ".ics");
        try (var file = Files.newBufferedWriter(path)) {
            file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
            content.to(file);
            file.write("END:VCALENDAR\r\n");
        }
        return path;
    }

    /** @param more of each event */
    private static Path file(String name, int events, String more) throws IOException {
        return file(name, file -> {
            for (int i = 0; i < events; i++) {
                file.write(
                        "BEGIN:VEVENT\r\nUID:%d@example.com\r\nSUMMARY:Event %d\r\nDTSTART;TZID=Europe/Zurich:20260302T090000\r\nDURATION:PT1H\r\n%sEND:VEVENT\r\n"
                                .formatted(i, i, more));
            }
        });
    }

    private static HttpResponse<String> put(Client client, Path file, String query) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(server.address().resolve("/import" + query))
                            .header("Authorization", "Bearer " + client.token())
                            .PUT(BodyPublishers.ofFile(file))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Stage.SOAK ? 20 : 3);
        while (cluster.count("SELECT count(*) FROM import_jobs WHERE ended_at IS NULL") > 0) {
            assertThat(System.nanoTime() < end).as("it does not end").isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private interface Work {
        String done() throws IOException;
    }

    /** Does it, prints what it took, and sees to it that it was not more than it may be. */
    @SuppressWarnings("SystemOut")
    private static void measured(String what, long octets, Work work) throws IOException {
        Heap idle = server.resetHeap();
        long begun = System.nanoTime();
        String came = work.done();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Heap heap = server.heap();
        System.out.printf(
                "Heap of an import: %s of %.1f MB in %.1f s: idle %.1f MB, most after a collection %.1f MB (%+.1f MB), pools' peak %.1f MB; %s%n",
                what,
                octets / 1e6,
                seconds,
                megabytes(idle.kept()),
                megabytes(heap.kept()),
                megabytes(heap.kept() - idle.kept()),
                megabytes(heap.peak()),
                came);
        assertThat(heap.kept() - idle.kept()).as(what).isLessThanOrEqualTo(MOST);
    }

    private static double megabytes(long octets) {
        return octets / (double) (1 << 20);
    }

    private void inTheBackground(String what, Path file) throws IOException {
        measured(what, Files.size(file), () -> {
            var answer = put(client, file, "?background=true&calendarId=" + calendar);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            awaitEnd();
            return cluster.value(
                    "SELECT state || ', ' || created || ' created, ' || failed || ' failed' FROM import_jobs"
                            + " ORDER BY created_at DESC LIMIT 1");
        });
    }

    @Test
    @Tag("C20")
    void manyEvents() throws IOException {
        inTheBackground(10_000 * SCALE + " events", file("many", 10_000 * SCALE, ""));
    }

    @Test
    @Tag("C20")
    void wordyEvents() throws IOException {
        // A page of text each.
        inTheBackground("wordy events", file("wordy", 180 * SCALE, "DESCRIPTION:" + "words ".repeat(5_000) + "\r\n"));
    }

    @Test
    @Tag("C22")
    void documents() throws IOException {
        inTheBackground(
                "events with documents in them",
                file("documents", 6 * SCALE, "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUFB".repeat(225_000) + "\r\n"));
    }

    private static Path series(String name, int changes, String more) throws IOException {
        return file(name, text -> {
            text.write("BEGIN:VEVENT\r\nUID:one\r\nDTSTART:20260302T000000Z\r\nRRULE:FREQ=HOURLY\r\nEND:VEVENT\r\n");
            var start = LocalDateTime.of(2026, 3, 2, 0, 0);
            for (int i = 0; i < changes; i++) {
                text.write(
                        "BEGIN:VEVENT\r\nUID:one\r\nRECURRENCE-ID:%sZ\r\nDTSTART:20260302\r\nSUMMARY:%d\r\n%sEND:VEVENT\r\n"
                                .formatted(START.format(start.plusHours(i)), i, more));
            }
        });
    }

    @Test
    @Tag("C20")
    void oneSeriesOfManyComponents() throws IOException {
        inTheBackground("a series of 10,000 changes", series("changes", 10_000, ""));
        inTheBackground(
                "a series of wordy changes", series("wordy", 1_800, "DESCRIPTION:" + "words ".repeat(350) + "\r\n"));
        inTheBackground("a series of too many changes", series("too-many", 30_000 * Math.min(SCALE, 6), ""));
    }

    @Test
    @Tag("C21")
    void zonesThatChangeEachDay() throws IOException {
        var file = file("zones", text -> {
            for (int i = 0; i < 4_000; i++) {
                text.write(
                        "BEGIN:VTIMEZONE\r\nTZID:Nowhere %d\r\nBEGIN:STANDARD\r\nDTSTART:20200101T000000\r\nTZOFFSETFROM:+0123\r\nTZOFFSETTO:+0124\r\nRRULE:FREQ=DAILY;COUNT=4990\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
                                .formatted(i));
                text.write("BEGIN:VEVENT\r\nUID:%d\r\nDTSTART;TZID=Nowhere %d:20260302T090000\r\nEND:VEVENT\r\n"
                        .formatted(i, i));
            }
        });
        inTheBackground("4,000 zones of 5,000 changes", file);
        atOnce("4,000 zones of 5,000 changes, at once", file);
    }

    private void atOnce(String what, Path file) throws IOException {
        measured(what, Files.size(file), () -> {
            var answer = put(client, file, "?background=false&calendarId=" + calendar);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 413, 422);
            return answer.statusCode() + " "
                    + answer.body().substring(0, Math.min(200, answer.body().length()));
        });
    }

    /** As large as one may ask for at once. */
    @Test
    @Tag("C20")
    void atOnce() throws IOException {
        atOnce("events at once", file("once", 5_000, "DESCRIPTION:" + "words ".repeat(500) + "\r\n"));
        atOnce("the largest at once", file("largest", 1_900, "DESCRIPTION:" + "words ".repeat(5_000) + "\r\n"));
    }

    @Test
    @Tag("C20")
    void byGraphQl() throws IOException {
        var text = Files.readString(file("graphql", 3_400, "DESCRIPTION:" + "words ".repeat(500) + "\r\n"));
        measured("events by GraphQL", text.length(), () -> {
            var answer = client.ask(
                    "mutation($i: ImportICalendarInput!) { importICalendar(input: $i) { created userErrors { code } } }",
                    Map.of("i", Map.of("calendarId", calendar, "content", text)));
            assertThat(answer.code()).isEqualTo(Client.OK);
            return JsonMapper.shared().writeValueAsString(answer.data());
        });
    }
}
