package dev.almanac.platform.postgres.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.Await;
import dev.almanac.server.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class DatabaseHealthTests {

    private static ConnectionFactory connections(String url) {
        return ConnectionFactories.get("r2dbc:" + url);
    }

    @Test
    void aDatabaseThatAnswersIsUp() {
        var health = new DatabaseHealth(connections(TestDatabase.url()));
        assertThat(Await.value(health.health()).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aDatabaseThatIsGoneIsDown() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var health = new DatabaseHealth(connections("postgresql://a:b@127.0.0.1:" + port + "/x"));
        assertThat(Await.value(health.health()).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aDatabaseThatTakesConnectionsAndSaysNothingIsDownAndDoesNotHang() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var health = new DatabaseHealth(connections("postgresql://a:b@127.0.0.1:" + silent.getLocalPort() + "/x"));
            assertThat(Await.value(health.health()).getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void howeverManyAskTheDatabaseIsAskedOnce() {
        var asked = new AtomicInteger();
        var real = connections(TestDatabase.url());
        var health = new DatabaseHealth(new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return Mono.defer(() -> {
                    asked.incrementAndGet();
                    return Mono.from(real.create());
                });
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return real.getMetadata();
            }
        });
        Mono<Health> answer = health.health();
        Await.done(Flux.range(0, 100).flatMap(_ -> answer, 100));
        assertThat(asked).hasValueLessThan(3);
    }
}
