package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.faults.Client.Nodes;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A large file is imported by a server with little heap that is killed in the middle of it; another one takes over. */
@SelfContained
class ImportFaultTests {

    private static final int EVENTS = Stage.SOAK ? 50_000 : 3_000;

    private static Path folder;
    private static Cluster cluster;

    @BeforeAll
    static void startPostgres() throws IOException {
        folder = Files.createTempDirectory("imports");
        cluster = Cluster.start(folder);
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        cluster.close();
        Folders.delete(folder);
    }

    private static ServerProcess start() throws IOException {
        return ServerProcess.start(
                        folder.resolve("server"),
                        "256m",
                        folder.resolve("server.log").toFile(),
                        List.of(
                                "--almanac.database.url=" + cluster.url(),
                                "--almanac.jobs.start-delay=0s",
                                "--almanac.jobs.polling-interval=200ms",
                                "--almanac.jobs.heartbeat=200ms"))
                .awaitReady();
    }

    /** Every tenth event is a series with an override at the end of the file. */
    private static Path file() throws IOException {
        var path = folder.resolve("large.ics");
        try (var text = Files.newBufferedWriter(path)) {
            text.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
            for (int i = 0; i < EVENTS; i++) {
                text.write(
                        "BEGIN:VEVENT\r\nUID:event-%d@example.com\r\nSUMMARY:Event %d\r\nDTSTART;TZID=Europe/Zurich:20260302T090000\r\nDTEND;TZID=Europe/Zurich:20260302T093000\r\nDESCRIPTION:%s\r\n%sEND:VEVENT\r\n"
                                .formatted(
                                        i,
                                        i,
                                        "words ".repeat(40),
                                        i % 10 == 0 ? "RRULE:FREQ=WEEKLY;COUNT=10\r\n" : ""));
            }
            for (int i = 0; i < EVENTS; i += 10) {
                text.write(
                        "BEGIN:VEVENT\r\nUID:event-%d@example.com\r\nRECURRENCE-ID:20260309T080000Z\r\nSUMMARY:Moved\r\nDTSTART;TZID=Europe/Zurich:20260309T100000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
                                .formatted(i));
            }
            text.write("END:VCALENDAR\r\n");
        }
        return path;
    }

    private static void upload(ServerProcess server) throws IOException, InterruptedException {
        var client = Client.of(Nodes.of(server.address()), "import@example.com", Duration.ofSeconds(30));
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address()
                                        .resolve("/import?background=true&calendarId=" + client.calendar()))
                                .header("Authorization", "Bearer " + client.token())
                                .PUT(BodyPublishers.ofFile(file()))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static long done() {
        return cluster.count("SELECT done FROM import_jobs");
    }

    private static String state() {
        return cluster.value("SELECT state FROM import_jobs");
    }

    private static void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Stage.SOAK ? 10 : 2);
        while (cluster.count("SELECT count(*) FROM import_jobs WHERE ended_at IS NULL") > 0) {
            assertThat(System.nanoTime() < end).as("it does not end: " + done()).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    @Tag("C20")
    void noneIsLostAndNoneIsWrittenTwice() throws Exception {
        long uploaded;
        long killed;
        long begun = System.nanoTime();
        try (ServerProcess first = start()) {
            begun = System.nanoTime();
            upload(first);
            uploaded = System.nanoTime();
            while (done() < EVENTS / 3) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        killed = System.nanoTime();
        long before = done();
        assertThat(state()).as("killed in the middle").isEqualTo("RUNNING");
        try (ServerProcess second = start()) {
            long ready = System.nanoTime();
            awaitEnd();
            long ended = System.nanoTime();
            System.out.printf(
                    "%,d events of %,d KB: uploaded in %.1f s; %,d in %.1f s (%.0f a second); killed; the rest %.1f s after the next was ready; %s%n",
                    EVENTS,
                    Files.size(folder.resolve("large.ics")) >> 10,
                    (uploaded - begun) / 1e9,
                    before,
                    (killed - uploaded) / 1e9,
                    before * 1e9 / (killed - uploaded),
                    (ended - ready) / 1e9,
                    memory(second));
        }
        assertThat(state()).isEqualTo("DONE");
        assertThat(done()).isEqualTo(EVENTS);
        assertThat(cluster.count("SELECT created FROM import_jobs")).isEqualTo(EVENTS);
        assertThat(cluster.count("SELECT count(*) FROM event_series")).isEqualTo(EVENTS);
        assertThat(cluster.count("SELECT count(DISTINCT uid) FROM event_series"))
                .isEqualTo(EVENTS);
        assertThat(cluster.count("SELECT count(*) FROM event_overrides")).isEqualTo(EVENTS / 10);
        assertThat(cluster.count("SELECT count(*) FROM events")).isEqualTo(EVENTS + EVENTS / 10 * 9L);
        assertThat(cluster.count("SELECT count(*) FROM changes WHERE source = 'IMPORT' AND kind = 'CREATED'"))
                .isEqualTo(EVENTS);
        assertThat(cluster.count("SELECT count(DISTINCT entity_id) FROM changes WHERE source = 'IMPORT'"))
                .isEqualTo(EVENTS);
        assertThat(cluster.count("SELECT count(*) FROM import_results")).isEqualTo(EVENTS);
    }

    /** The most of its memory that was ever resident. */
    private static String memory(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
    }
}
