package dev.almanac.icalendar.job;

import dev.almanac.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The jobs of imports. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportUpkeep {

    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration HOURLY = Duration.ofHours(1);

    @Bean
    RecurringJob imports(ImportWork work) {
        return new RecurringJob(ImportWork.JOB, OFTEN, work::run);
    }

    /** What is staged of an import that has ended goes; later all of it. */
    @Bean
    RecurringJob importRetention(ImportJobStore store, ImportSettings settings, Clock clock) {
        return new RecurringJob("import-retention", HOURLY, () -> {
            var endedBy = clock.instant().minus(settings.kept());
            return Mono.zip(
                    RecurringJob.untilNoneIsLeft(store::clear),
                    RecurringJob.untilNoneIsLeft(() -> store.purge(endedBy)),
                    Long::sum);
        });
    }
}
