package dev.almanac.event.upkeep;

import dev.almanac.change.RetentionSettings;
import dev.almanac.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs of events. */
@Configuration(proxyBeanMethods = false)
class EventUpkeep {

    private static final Duration DAILY = Duration.ofHours(24);
    private static final Duration HOURLY = Duration.ofHours(1);

    /** A series has some thousand rows at the most. */
    private static final int PURGE_BATCH = 20;

    private final EventUpkeepStore store;
    private final RetentionSettings retention;
    private final Clock clock;

    EventUpkeep(EventUpkeepStore store, RetentionSettings retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    @Bean
    RecurringJob eventPartitions() {
        return new RecurringJob(
                "event-partitions",
                DAILY,
                () -> store.makePartitions(clock.instant()).thenReturn(0L));
    }

    @Bean
    RecurringJob eventPurge() {
        return new RecurringJob("event-trash", HOURLY, () -> {
            var deletedBy = clock.instant().minus(retention.trash());
            return RecurringJob.untilNoneIsLeft(() -> store.purge(deletedBy, PURGE_BATCH));
        });
    }

    @Bean
    RecurringJob eventHorizon(HorizonUpkeep horizon) {
        return new RecurringJob("event-horizon", DAILY, horizon::move);
    }

    @Bean
    RecurringJob eventZoneData(ZoneDataUpkeep zoneData) {
        return new RecurringJob("zone-data", HOURLY, zoneData::follow);
    }
}
