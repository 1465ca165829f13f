package dev.almanac.platform.job;

import dev.almanac.platform.postgres.DatabaseUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobSettings.class)
class JobConfiguration {

    @Bean
    JobRuns jobRuns(ObjectProvider<RecurringJob> jobs, JobSettings settings, MeterRegistry meters) {
        return new JobRuns(jobs.orderedStream().toList(), settings, meters);
    }

    @Bean
    JobEngine jobEngine(JobSettings settings, DatabaseUrl url, JobRuns runs, Clock clock) {
        return new JobEngine(settings, url, runs, clock);
    }
}
