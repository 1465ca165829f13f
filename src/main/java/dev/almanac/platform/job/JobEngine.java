package dev.almanac.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.almanac.platform.postgres.DatabaseUrl;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Says when jobs run, by db-scheduler: a row of {@code scheduled_tasks} for each job, taken by one server at a time, which lets its
 * heart be heard while it runs the job. What is taken by a server that is heard no more is taken by another.
 *
 * <p>A failed run is tried again after {@value #FIRST_RETRY_SECONDS} s, then twice as long each time, up to the job's own rhythm; no other job
 * waits for it.
 */
final class JobEngine implements SmartLifecycle, JobWaking {

    static final long FIRST_RETRY_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);

    private static final String ENTER = """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, ?, false, 1)
            ON CONFLICT DO NOTHING""";

    private static final int MOST_DOUBLINGS = 20;
    private static final int MISSED_HEARTBEATS = 6;

    /** After it a statement of the engine itself has failed. */
    private static final Duration NETWORK = Duration.ofSeconds(30);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration LONGEST_RESTART_PAUSE = Duration.ofMinutes(1);

    private final JobSettings settings;
    private final DatabaseUrl url;
    private final JobRuns runs;
    private final Clock clock;
    private final HikariConfig connections;

    private boolean running;
    private @Nullable Disposable beginning;
    private @Nullable HikariDataSource pool;
    private @Nullable Scheduler scheduler;

    JobEngine(JobSettings settings, DatabaseUrl url, JobRuns runs, Clock clock) {
        this.settings = settings;
        this.url = url;
        this.runs = runs;
        this.clock = clock;
        this.connections = connections();
    }

    @Override
    public void wake(String job) {
        Thread.ofVirtual().name("job-wake").start(() -> {
            Scheduler current;
            synchronized (this) {
                current = scheduler;
            }
            if (current == null) {
                return;
            }
            try {
                current.reschedule(TaskInstanceId.of(job, RecurringTask.INSTANCE), clock.instant());
                current.triggerCheckForDueExecutions();
            } catch (RuntimeException runsOrUnreachable) {
                LOG.debug("The job {} is not woken", job, runsOrUnreachable);
            }
        });
    }

    private HikariConfig connections() {
        var config = new HikariConfig();
        config.setPoolName("almanac-scheduler");
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(0);
        // It opens its connections when it needs them: the server starts without.
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.addDataSourceProperty("ApplicationName", "almanac-scheduler");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", Long.toString(NETWORK.toSeconds()));
        return config;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    /** Started last and stopped first: no work is begun while the server goes, and it is waited for before the pools close. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public synchronized void start() {
        running = true;
        long delay = settings.startDelay().toMillis();
        beginning = Mono.delay(
                        Duration.ofMillis(delay + ThreadLocalRandom.current().nextLong(delay + 1)))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(_ -> Mono.fromRunnable(this::begin)
                        // Nothing can be scheduled while the database does not answer.
                        .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                                .maxBackoff(LONGEST_RESTART_PAUSE)
                                .scheduler(Schedulers.boundedElastic())))
                .subscribe();
    }

    private synchronized void begin() {
        if (!running) {
            return;
        }
        var opened = pool;
        if (opened == null) {
            opened = new HikariDataSource(connections);
            pool = opened;
        }
        enter(opened);
        var started = scheduler(opened);
        scheduler = started;
        started.start();
    }

    /** Jobs that have never run are due. The scheduler would enter them too, and go on without them where that fails. */
    private void enter(HikariDataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ENTER)) {
            for (var job : runs.jobs()) {
                statement.setString(1, job.name());
                statement.setString(2, RecurringTask.INSTANCE);
                statement.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException notReady) {
            throw new IllegalStateException("Background work cannot be entered in the database yet", notReady);
        }
    }

    private Scheduler scheduler(HikariDataSource database) {
        return Scheduler.create(database, tasks())
                .clock(clock::instant)
                .threads(settings.threads())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 0).factory()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.pollingInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.patience())
                // JobRuns has told of it.
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    private List<Task<?>> tasks() {
        return runs.jobs().stream().<Task<?>>map(this::task).toList();
    }

    private RecurringTask<Void> task(RecurringJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .onFailure((complete, operations) -> retry(job, complete, operations))
                // As db-scheduler's own answer, which asks the machine for the time.
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, clock.instant()))
                .execute((_, _) -> JobThread.await(runs.run(job.name())));
    }

    private static void retry(RecurringJob job, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(
                complete, complete.getTimeDone().plus(pause(job.every(), complete.getExecution().consecutiveFailures)));
    }

    /** Until a job is tried again that has failed so many times before. */
    static Duration pause(Duration every, int failuresBefore) {
        var pause = Duration.ofSeconds(FIRST_RETRY_SECONDS << Math.min(failuresBefore, MOST_DOUBLINGS));
        return pause.compareTo(every) < 0 ? pause : every;
    }

    @Override
    public void stop() {
        Scheduler stopped;
        HikariDataSource closed;
        synchronized (this) {
            running = false;
            if (beginning != null) {
                beginning.dispose();
            }
            stopped = scheduler;
            closed = pool;
            scheduler = null;
            pool = null;
        }
        if (stopped != null) {
            stopped.stop();
        }
        if (closed != null) {
            closed.close();
        }
    }

    @Override
    public void stop(Runnable callback) {
        Thread.ofVirtual().name("jobs-stop").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }
}
