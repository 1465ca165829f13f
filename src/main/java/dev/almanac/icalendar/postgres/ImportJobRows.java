package dev.almanac.icalendar.postgres;

import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportOptions.Mode;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.job.ImportJob;
import dev.almanac.icalendar.job.ImportJob.Counts;
import dev.almanac.icalendar.job.ImportJob.Place;
import dev.almanac.icalendar.job.ImportJob.State;
import dev.almanac.icalendar.text.PartReading.Part;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows of imports as values. */
final class ImportJobRows {

    static final String COLUMNS = """
            id, user_id, calendar_id, mode, dry_run, state, properties, total, done, created, updated, unchanged, skipped, failed, removed,
            position, removed_after, code, message, created_at, ended_at""";

    private ImportJobRows() {}

    static ImportJob job(Row row) {
        return new ImportJob(
                required(row, 0, UUID.class),
                required(row, 1, UUID.class),
                optional(row, 2, UUID.class),
                new ImportOptions(Mode.valueOf(required(row, 3, String.class)), required(row, 4, Boolean.class)),
                State.valueOf(required(row, 5, String.class)),
                lines(required(row, 6, String.class)),
                new Counts(
                        number(row, 7),
                        number(row, 8),
                        number(row, 9),
                        number(row, 10),
                        number(row, 11),
                        number(row, 12),
                        number(row, 13),
                        number(row, 14)),
                new Place(number(row, 15), optional(row, 16, UUID.class)),
                optional(row, 17, String.class),
                optional(row, 18, String.class),
                required(row, 19, Instant.class),
                optional(row, 20, Instant.class));
    }

    private static int number(Row row, int index) {
        return required(row, index, Integer.class);
    }

    /** Out of the columns after the first: name, line, lines, fault, note. */
    static Part part(Row row) {
        return new Part(
                required(row, 1, String.class),
                number(row, 2),
                lines(required(row, 3, String.class)),
                optional(row, 4, String.class),
                optional(row, 5, String.class));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    static Result result(Row row) {
        return new Result(
                optional(row, 0, String.class),
                number(row, 1),
                Became.valueOf(required(row, 2, String.class)),
                optional(row, 3, String.class),
                optional(row, 4, String.class),
                optional(row, 5, UUID.class));
    }
}
