package dev.almanac.icalendar.job;

import dev.almanac.event.bulk.ImportOptions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import in the background.
 *
 * @param user whose it is
 * @param calendar where to; null where nothing is to be written to a new calendar
 * @param properties the lines of what the file says of the calendar itself
 * @param place how far it has come
 * @param code why it failed; else null
 */
public record ImportJob(
        UUID id,
        UUID user,
        @Nullable UUID calendar,
        ImportOptions options,
        State state,
        List<String> properties,
        Counts counts,
        Place place,
        @Nullable String code,
        @Nullable String message,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Where an import is in its life. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** How much there is, and what became of it. */
    public record Counts(
            int total, int done, int created, int updated, int unchanged, int skipped, int failed, int removed) {}

    /**
     * How far it has come.
     *
     * @param unit the last one that was written; negative before the first
     * @param removedAfter the calendar's last event that was looked at to be removed; null before the first
     */
    public record Place(int unit, @Nullable UUID removedAfter) {}

    public ImportJob {
        properties = List.copyOf(properties);
    }

    public boolean ended() {
        return endedAt != null;
    }
}
