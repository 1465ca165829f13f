package dev.almanac.icalendar.graphql;

import dev.almanac.event.bulk.ImportOptions.Mode;
import dev.almanac.icalendar.job.ImportJob;
import dev.almanac.icalendar.job.ImportJob.State;
import dev.almanac.platform.id.TypedId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The schema's {@code ImportJob}. */
public record ImportJobNode(ImportJob job, String id) {

    public static final String PREFIX = "imp";

    public static ImportJobNode of(ImportJob job) {
        return new ImportJobNode(job, TypedId.format(PREFIX, job.id()));
    }

    public State state() {
        return job.state();
    }

    public Mode mode() {
        return job.options().mode();
    }

    public boolean dryRun() {
        return job.options().dryRun();
    }

    public int total() {
        return job.counts().total();
    }

    public int done() {
        return job.counts().done();
    }

    public int created() {
        return job.counts().created();
    }

    public int updated() {
        return job.counts().updated();
    }

    public int unchanged() {
        return job.counts().unchanged();
    }

    public int skipped() {
        return job.counts().skipped();
    }

    public int failed() {
        return job.counts().failed();
    }

    public int removed() {
        return job.counts().removed();
    }

    public @Nullable String code() {
        return job.code();
    }

    public @Nullable String message() {
        return job.message();
    }

    public OffsetDateTime createdAt() {
        return job.createdAt().atOffset(ZoneOffset.UTC);
    }

    public @Nullable OffsetDateTime endedAt() {
        var ended = job.endedAt();
        return ended == null ? null : ended.atOffset(ZoneOffset.UTC);
    }
}
