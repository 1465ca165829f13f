package dev.almanac.platform.job;

import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.request.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Runs jobs: on the connections of background work, within their time, counted, and each failure logged once. */
public final class JobRuns {

    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);

    private record Known(RecurringJob job, JobMeters meters) {}

    private final Map<String, Known> jobs = new LinkedHashMap<>();
    private final Duration deadline;

    JobRuns(List<RecurringJob> jobs, JobSettings settings, MeterRegistry meters) {
        this.deadline = settings.deadline();
        for (var job : jobs) {
            if (this.jobs.put(job.name(), new Known(job, new JobMeters(meters, job.name()))) != null) {
                throw new IllegalArgumentException("Two jobs have the name " + job.name());
            }
        }
    }

    Collection<RecurringJob> jobs() {
        return jobs.values().stream().map(Known::job).toList();
    }

    /** Runs a job now, whoever else may be running it; the number of things it dealt with. */
    public Mono<Long> run(String name) {
        return Mono.defer(() -> {
            var known = jobs.get(name);
            if (known == null) {
                return Mono.error(new IllegalArgumentException("There is no job " + name));
            }
            long start = System.nanoTime();
            var work = Mono.defer(known.job().work()).defaultIfEmpty(0L);
            return Deadline.within(deadline, Database.asJob(work))
                    .doOnNext(dealtWith -> {
                        known.meters().succeeded(System.nanoTime() - start, dealtWith);
                        if (dealtWith > 0) {
                            LOG.info("The job {} has dealt with {}", name, dealtWith);
                        }
                    })
                    .doOnError(failure -> {
                        known.meters().failed(System.nanoTime() - start);
                        LOG.error("The job {} failed; it is tried again", name, failure);
                    });
        });
    }
}
