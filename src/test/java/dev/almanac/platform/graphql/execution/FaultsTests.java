package dev.almanac.platform.graphql.execution;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.request.DeadlinePassedException;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import reactor.pool.PoolAcquirePendingLimitException;

class FaultsTests {

    static Stream<Arguments> known() {
        return Stream.of(
                Arguments.of(new R2dbcNonTransientResourceException("gone"), Refusal.UNAVAILABLE),
                Arguments.of(new R2dbcTransientResourceException("gone"), Refusal.UNAVAILABLE),
                Arguments.of(
                        new R2dbcTimeoutException("Connection acquisition timed out after 2000ms"), Refusal.OVERLOADED),
                Arguments.of(new PoolAcquirePendingLimitException(1), Refusal.OVERLOADED),
                Arguments.of(new R2dbcNonTransientResourceException("too many clients", "53300"), Refusal.OVERLOADED),
                Arguments.of(new R2dbcTimeoutException("connect timed out"), Refusal.UNAVAILABLE),
                Arguments.of(new R2dbcNonTransientResourceException("canceling", "57014"), Refusal.TIMEOUT),
                Arguments.of(new R2dbcNonTransientResourceException("shutdown", "57P01"), Refusal.UNAVAILABLE),
                Arguments.of(new R2dbcRollbackException("deadlock", "40P01"), Refusal.CONFLICT),
                Arguments.of(new R2dbcRollbackException("serialization", "40001"), Refusal.CONFLICT),
                Arguments.of(new R2dbcTransientResourceException("lock", "55P03"), Refusal.CONFLICT),
                Arguments.of(new DeadlinePassedException(), Refusal.TIMEOUT),
                Arguments.of(new R2dbcTransientResourceException("read-only", "25006"), Refusal.READ_ONLY),
                Arguments.of(new AccessDeniedException("no"), Refusal.FORBIDDEN),
                Arguments.of(new BadCredentialsException("no"), Refusal.UNAUTHENTICATED),
                Arguments.of(
                        new IllegalStateException("outside", new RequestRefusedException(Refusal.INVALID_ID, "x")),
                        Refusal.INVALID_ID));
    }

    @ParameterizedTest
    @MethodSource("known")
    void aKnownExceptionIsARefusal(Exception exception, Refusal refusal) {
        RequestRefusedException refused = requireNonNull(Faults.refusal(new RuntimeException("wrapped", exception)));
        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused.getMessage()).doesNotContain("wrapped", "gone", "timed");
        assertThat(refused.extensions().containsKey("retryAfter"))
                .isEqualTo(refusal.isTransient() || refusal == Refusal.TIMEOUT);
    }

    @Test
    void anythingElseIsAFault() {
        R2dbcException grammar = new R2dbcBadGrammarException("select", "42601", 1, "sql");
        assertThat(Faults.refusal(grammar)).isNull();
        assertThat(Faults.refusal(new NullPointerException())).isNull();
        assertThat(Faults.internal().getMessage()).isEqualTo(Faults.MESSAGE);
    }

    @Test
    void refusalsHaveTheirStatuses() {
        assertThat(Refusal.LIMIT_EXCEEDED.status()).isEqualTo(400);
        assertThat(Refusal.OVERLOADED.status()).isEqualTo(503);
        assertThat(Refusal.of("TOO_LARGE")).isEqualTo(Refusal.TOO_LARGE);
        assertThat(Refusal.of("whatever")).isEqualTo(Refusal.INTERNAL);
    }
}
