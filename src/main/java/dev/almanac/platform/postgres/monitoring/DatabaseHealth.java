package dev.almanac.platform.postgres.monitoring;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * Whether the database answers. It is asked at most once a second however many ask for the health, which anybody may, and
 * waited for at most two, so that a database that hangs does not make its health hang too.
 */
final class DatabaseHealth implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration VALIDITY = Duration.ofSeconds(1);

    private final Mono<Health> health;

    DatabaseHealth(ConnectionFactory connections) {
        this.health = Mono.usingWhen(
                        connections.create(),
                        connection -> Mono.from(connection.validate(ValidationDepth.REMOTE)),
                        Connection::close)
                .map(valid -> valid ? Health.up() : Health.down())
                .timeout(PATIENCE)
                .onErrorResume(error -> Mono.just(
                        error instanceof TimeoutException
                                ? Health.down().withDetail("timeout", PATIENCE)
                                : Health.down(error)))
                .map(Health.Builder::build)
                .cache(VALIDITY);
    }

    @Override
    public Mono<Health> health() {
        return health;
    }
}
