package dev.almanac.calendar;

import dev.almanac.change.RetentionSettings;
import dev.almanac.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Purges calendars. What they hold goes before them, in batches, by jobs of the features that know of it; a calendar waits a day longer, so
 * that there is little left for the foreign keys to take along in its one transaction.
 */
@Configuration(proxyBeanMethods = false)
class CalendarTrash {

    private static final Duration FOR_WHAT_IT_HOLDS = Duration.ofDays(1);

    private final CalendarStore store;
    private final RetentionSettings retention;
    private final Clock clock;

    CalendarTrash(CalendarStore store, RetentionSettings retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    @Bean
    RecurringJob calendarPurge() {
        return new RecurringJob("calendar-trash", Duration.ofHours(1), () -> {
            var deletedBy = clock.instant().minus(retention.trash()).minus(FOR_WHAT_IT_HOLDS);
            return RecurringJob.untilNoneIsLeft(() -> store.purge(deletedBy));
        });
    }
}
