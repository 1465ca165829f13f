package dev.almanac.change.upkeep;

import static dev.almanac.platform.job.RecurringJob.untilNoneIsLeft;

import dev.almanac.change.IdempotencyKeys;
import dev.almanac.change.RetentionSettings;
import dev.almanac.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The jobs of the change log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class ChangeUpkeep {

    private static final Duration DAILY = Duration.ofHours(24);
    private static final Duration HOURLY = Duration.ofHours(1);

    private static final int BATCH = 1_000;

    private final ChangeUpkeepStore store;
    private final RetentionSettings retention;
    private final Clock clock;

    ChangeUpkeep(ChangeUpkeepStore store, RetentionSettings retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    @Bean
    RecurringJob changePartitions() {
        return new RecurringJob(
                "change-partitions",
                DAILY,
                () -> store.makePartitions(clock.instant()).thenReturn(0L));
    }

    @Bean
    RecurringJob changeRetention() {
        return new RecurringJob("change-retention", DAILY, () -> {
            var oldest = clock.instant().minus(retention.changes());
            return Mono.zip(
                    untilNoneIsLeft(() -> store.dropMonth(oldest)),
                    untilNoneIsLeft(() -> store.deleteStrayChanges(oldest, BATCH)),
                    Long::sum);
        });
    }

    @Bean
    RecurringJob idempotencyKeyRetention() {
        return new RecurringJob("idempotency-keys", HOURLY, () -> {
            var oldest = clock.instant().minus(IdempotencyKeys.KEPT);
            return untilNoneIsLeft(() -> store.deleteKeys(oldest, BATCH));
        });
    }
}
