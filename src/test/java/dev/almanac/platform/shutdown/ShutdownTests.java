package dev.almanac.platform.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.Await;
import dev.almanac.server.SelfContained;
import dev.almanac.server.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SelfContained
class ShutdownTests {

    private static final String CATEGORIES = "{ viewer { categories { nodes { name } } } }";
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%user_categories%'";

    @TempDir
    private Path directory;

    @Test
    @Tag("D14")
    void toldToStopItSaysSoThenFinishesWhatItHasBegun() throws Exception {
        try (var server = new ServerProcess(
                        directory,
                        "almanac.shutdown.delay=3s",
                        "almanac.request.deadline=25s",
                        "almanac.database.requests.lock-timeout=25s",
                        "almanac.database.requests.statement-timeout=25s");
                var database = server.database();
                var watch = server.database();
                var client = HttpClient.newHttpClient()) {
            var token = server.token("ada");
            var readiness = HttpRequest.newBuilder(server.uri("/actuator/health/readiness"))
                    .build();
            var light = server.graphQl(token, "light-1", "{ viewer { user { id } } }", Map.of());
            assertThat(status(readiness)).isEqualTo(200);
            assertThat(status(light)).isEqualTo(200);
            lock(database);
            var slow = client.sendAsync(server.graphQl(token, "slow-1", CATEGORIES, Map.of()), BodyHandlers.ofString());
            Await.until(() -> number(watch, WAITING) > 0);

            server.terminate();
            Await.until(() -> status(readiness) == 503);
            assertThat(status(light))
                    .as("a new request while balancers turn away")
                    .isEqualTo(200);
            assertThat(status(HttpRequest.newBuilder(server.uri("/actuator/health/liveness"))
                            .build()))
                    .isEqualTo(200);
            Await.until(() -> status(readiness) == -1);
            assertThat(slow).as("the request in flight").isNotDone();
            database.rollback();
            var answer = slow.get();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"categories\"");
            assertThat(server.hasEnded()).isTrue();
            assertThat(server.output())
                    .contains("Graceful shutdown complete")
                    .doesNotContain("\"level\":\"ERROR\"")
                    .doesNotContain("\"level\":\"WARN\"");
        }
    }

    private static void lock(Connection database) throws SQLException {
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("lock table user_categories in access exclusive mode");
        }
    }

    private static long number(Connection database, String query) {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Over a connection of its own, as a balancer's probe; -1 where nobody listens. */
    private static int status(HttpRequest request) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException refused) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
