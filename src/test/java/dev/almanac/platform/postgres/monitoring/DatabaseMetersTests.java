package dev.almanac.platform.postgres.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseMetersTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DatabaseMeters meters = new DatabaseMeters(registry);

    private double count(String meter) {
        return registry.get(meter).counter().count();
    }

    @Test
    void statementsAreCountedAndTimed() {
        meters.statementEnded(Duration.ofMillis(3).toNanos());
        meters.statementEnded(Duration.ofMillis(4).toNanos());
        var statements = registry.get("almanac.database.statements").timer();
        assertThat(statements.count()).isEqualTo(2);
        assertThat(statements.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    }

    @Test
    void aTransactionThatBeginsAnewAndWorkThatIsStoppedAreCounted() {
        meters.transactionRepeated("40001");
        assertThat(count("almanac.database.retries")).isEqualTo(1);
        assertThat(count("almanac.database.stops")).isZero();
        meters.workStopped();
        assertThat(count("almanac.database.stops")).isEqualTo(1);
        assertThat(count("almanac.database.retries")).isEqualTo(1);
    }
}
