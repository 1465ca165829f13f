package dev.almanac.platform.job;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Work that the server does by itself, again and again. Features declare beans of it; of all servers on one database, one at a time
 * runs it.
 *
 * <p>A run may be stopped anywhere, by the end of its server or of its time, and begins anew, maybe on another server. So it is made of
 * short transactions, each of which leaves less to do.
 *
 * @param name lower-case words joined by hyphens; it stands in the database, in metrics and in the log, and does not change
 * @param every from the end of a run to the start of the next, a second or more
 * @param work one run; the number of things it dealt with
 */
public record RecurringJob(String name, Duration every, Supplier<Mono<Long>> work) {

    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    public RecurringJob {
        if (!NAME.matcher(name).matches() || every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("Not the name or the rhythm of a job: " + name + ", " + every);
        }
    }

    /** Repeats a batch, which answers how many things it dealt with, until it finds none; the number of all of them. */
    public static Mono<Long> untilNoneIsLeft(Supplier<Mono<Long>> batch) {
        return Mono.defer(batch)
                .expand(dealtWith -> dealtWith == 0 ? Mono.empty() : batch.get())
                .reduce(0L, Long::sum);
    }
}
