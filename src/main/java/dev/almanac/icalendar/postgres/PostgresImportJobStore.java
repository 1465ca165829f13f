package dev.almanac.icalendar.postgres;

import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.icalendar.job.ImportJob;
import dev.almanac.icalendar.job.ImportJob.Place;
import dev.almanac.icalendar.job.ImportJob.State;
import dev.almanac.icalendar.job.ImportJobStore;
import dev.almanac.icalendar.reading.ICalendarReader;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.platform.postgres.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresImportJobStore implements ImportJobStore {

    private static final String UNDER_WAY =
            "SELECT count(*)::int FROM import_jobs WHERE user_id = $1 AND ended_at IS NULL";

    private static final String INSERT = """
            INSERT INTO import_jobs (id, user_id, mode, dry_run, state, created_at, stepped_at)
            VALUES ($1, $2, $3, $4, 'WAITING', $5, $5)""";

    private static final String STAGE = """
            INSERT INTO import_components (job_id, ordinal, name, key, line, lines, fault, note)
            SELECT $1, c.ordinal, c.name, c.key, c.line, c.lines, nullif(c.fault, ''), nullif(c.note, '')
            FROM unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[])
              AS c(ordinal, name, key, line, lines, fault, note)""";

    private static final String UNITE = """
            INSERT INTO import_units (job_id, ordinal, key, characters)
            SELECT $1, min(ordinal), key, sum(length(lines) + $2) FROM import_components
            WHERE job_id = $1 AND name <> 'VTIMEZONE' GROUP BY key""";

    // Nothing larger is ever read at once: of such an event the first component stays, to say so.
    private static final String CUT = """
            WITH large AS (UPDATE import_units SET characters = 0 WHERE job_id = $1 AND characters > $2 RETURNING key, ordinal),
            others AS (DELETE FROM import_components c USING large l WHERE c.job_id = $1 AND c.key = l.key AND c.ordinal <> l.ordinal)
            UPDATE import_components c SET lines = '', fault = $3
            FROM large l WHERE c.job_id = $1 AND c.key = l.key AND c.ordinal = l.ordinal""";

    private static final String RELEASE = """
            UPDATE import_jobs SET calendar_id = $2, properties = $3,
              total = (SELECT count(*) FROM import_units WHERE job_id = $1)
            WHERE id = $1""";

    private static final String FIND =
            "SELECT " + ImportJobRows.COLUMNS + " FROM import_jobs WHERE user_id = $1 AND id = ANY($2)";

    // One that failed waits the longer the oftener it did.
    private static final String NEXT = "SELECT " + ImportJobRows.COLUMNS + """
             FROM import_jobs WHERE ended_at IS NULL AND stepped_at + failures * interval '2 seconds' <= $1
            ORDER BY stepped_at LIMIT 1""";

    private static final String CHUNK = """
            WITH next AS (
              SELECT ordinal, key, sum(characters) OVER (ORDER BY ordinal) AS upto, row_number() OVER (ORDER BY ordinal) AS place
              FROM (SELECT * FROM import_units WHERE job_id = $1 AND ordinal > $2 ORDER BY ordinal LIMIT $3) u)
            SELECT n.ordinal, c.name, c.line, c.lines, c.fault, c.note
            FROM next n JOIN import_components c ON c.job_id = $1 AND c.key = n.key
            WHERE n.place = 1 OR n.upto <= $4
            ORDER BY c.ordinal""";

    private static final String ZONES = """
            SELECT 0, name, line, lines, fault, note FROM import_components
            WHERE job_id = $1 AND name = 'VTIMEZONE' ORDER BY ordinal""";

    private static final String PRESENT = "SELECT key FROM import_units WHERE job_id = $1 AND key = ANY($2)";

    private static final String WRITTEN =
            "SELECT event_id FROM import_results WHERE job_id = $1 AND event_id = ANY($2)";

    private static final String ADVANCE = """
            UPDATE import_jobs SET state = 'RUNNING', position = $4, removed_after = $5, done = done + $6, created = created + $7,
              updated = updated + $8, unchanged = unchanged + $9, skipped = skipped + $10, failed = failed + $11,
              removed = removed + $12, stepped_at = $13, failures = 0
            WHERE id = $1 AND position = $2 AND removed_after IS NOT DISTINCT FROM $3 AND ended_at IS NULL""";

    private static final String KEEP = """
            INSERT INTO import_results (job_id, line, uid, outcome, code, message, event_id)
            SELECT $1, r.line, nullif(r.uid, ''), r.outcome, nullif(r.code, ''), nullif(r.message, ''), nullif(r.event_id, '')::uuid
            FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
              AS r(line, uid, outcome, code, message, event_id)""";

    private static final String END = """
            UPDATE import_jobs SET state = $2, code = $3, message = $4, ended_at = $5 WHERE id = $1 AND ended_at IS NULL""";

    private static final String FAILED = """
            UPDATE import_jobs SET failures = failures + 1, stepped_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING failures""";

    // %1$s: which way.
    private static final String RESULTS = """
            SELECT uid, line, outcome, code, message, event_id FROM import_results
            WHERE job_id = $1 AND line %1$s $2 ORDER BY line %2$s LIMIT $3""";

    private static final String FORWARDS = RESULTS.formatted(">", "ASC");
    private static final String BACKWARDS = RESULTS.formatted("<", "DESC");

    private static final String CLEAR = """
            WITH ended AS (SELECT id FROM import_jobs WHERE ended_at IS NOT NULL AND staged LIMIT 1),
            units AS (DELETE FROM import_units WHERE job_id IN (SELECT id FROM ended)),
            components AS (DELETE FROM import_components WHERE job_id IN (SELECT id FROM ended))
            UPDATE import_jobs SET staged = false WHERE id IN (SELECT id FROM ended)""";

    private static final String PURGE = """
            DELETE FROM import_jobs WHERE id = ANY (ARRAY(SELECT id FROM import_jobs WHERE ended_at <= $1 LIMIT 1))""";

    private static final int CHUNK_UNITS = 200;
    // Each is there some ten times over while it is written.
    private static final long CHUNK_CHARACTERS = 2L << 20;

    private final Database database;

    PostgresImportJobStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Integer> underWay(UUID user) {
        return database.query(UNDER_WAY, row -> required(row, 0, Integer.class), user)
                .single();
    }

    @Override
    public Mono<Void> insert(UUID id, UUID user, ImportOptions options, Instant at) {
        return database.update(INSERT, id, user, options.mode().name(), options.dryRun(), at)
                .then();
    }

    @Override
    public Mono<Void> stage(UUID job, List<Staged> components) {
        return database.update(
                        STAGE,
                        job,
                        components.stream().map(Staged::ordinal).toArray(Integer[]::new),
                        texts(components, staged -> staged.part().name()),
                        texts(components, Staged::key),
                        components.stream().map(staged -> staged.part().line()).toArray(Integer[]::new),
                        texts(
                                components,
                                staged -> String.join("\n", staged.part().lines())),
                        texts(components, staged -> staged.part().fault()),
                        texts(components, staged -> staged.part().note()))
                .then();
    }

    /** PostgreSQL keeps no character of the code 0. */
    private static <T> String[] texts(List<T> items, Function<T, @Nullable String> text) {
        return items.stream()
                .map(item -> {
                    var value = text.apply(item);
                    return value == null ? "" : value.replace('\0', '\uFFFD');
                })
                .toArray(String[]::new);
    }

    @Override
    public Mono<Void> release(UUID job, @Nullable UUID calendar, List<String> properties) {
        return database.update(UNITE, job, Part.LEAST_WEIGHT)
                .then(database.update(CUT, job, ICalendarReader.LARGEST_EVENT, ICalendarReader.TOO_HEAVY))
                .then(database.update(
                        RELEASE,
                        job,
                        Database.nullable(calendar, UUID.class),
                        String.join("\n", properties).replace('\0', '\uFFFD')))
                .then();
    }

    @Override
    public Flux<ImportJob> find(UUID user, Collection<UUID> ids) {
        return database.query(FIND, ImportJobRows::job, user, ids.toArray(UUID[]::new));
    }

    @Override
    public Mono<ImportJob> next(Instant now) {
        return database.query(NEXT, ImportJobRows::job, now).next();
    }

    private record Row(int unit, Part part) {}

    @Override
    public Mono<Chunk> chunk(UUID job, int after) {
        return database.query(
                        CHUNK,
                        row -> new Row(required(row, 0, Integer.class), ImportJobRows.part(row)),
                        job,
                        after,
                        CHUNK_UNITS,
                        CHUNK_CHARACTERS)
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> {
                    var units = rows.stream().mapToInt(Row::unit).distinct().toArray();
                    return new Chunk(
                            units.length,
                            rows.stream().mapToInt(Row::unit).max().orElse(after),
                            rows.stream().map(Row::part).toList());
                });
    }

    @Override
    public Mono<List<Part>> zones(UUID job) {
        return database.query(ZONES, ImportJobRows::part, job).collectList();
    }

    @Override
    public Mono<Set<String>> present(UUID job, Collection<String> keys) {
        return database.query(PRESENT, row -> required(row, 0, String.class), job, keys.toArray(String[]::new))
                .collect(Collectors.toSet());
    }

    @Override
    public Mono<Set<UUID>> written(UUID job, Collection<UUID> events) {
        return database.query(WRITTEN, row -> required(row, 0, UUID.class), job, events.toArray(UUID[]::new))
                .collect(Collectors.toSet());
    }

    @Override
    public Mono<Boolean> advance(ImportJob job, Place to, int units, List<Result> results, int removed, Instant at) {
        return database.update(
                        ADVANCE,
                        job.id(),
                        job.place().unit(),
                        Database.nullable(job.place().removedAfter(), UUID.class),
                        to.unit(),
                        Database.nullable(to.removedAfter(), UUID.class),
                        units,
                        count(results, Became.CREATED),
                        count(results, Became.UPDATED),
                        count(results, Became.UNCHANGED),
                        count(results, Became.SKIPPED),
                        count(results, Became.FAILED),
                        removed,
                        at)
                .flatMap(advanced -> advanced == 0 || results.isEmpty()
                        ? Mono.just(advanced > 0)
                        : keep(job.id(), results).thenReturn(true));
    }

    private static int count(List<Result> results, Became outcome) {
        return (int)
                results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private Mono<Long> keep(UUID job, List<Result> results) {
        return database.update(
                KEEP,
                job,
                results.stream().map(Result::line).toArray(Integer[]::new),
                texts(results, Result::uid),
                texts(results, result -> result.outcome().name()),
                texts(results, Result::code),
                texts(results, Result::message),
                texts(
                        results,
                        result -> result.event() == null ? null : result.event().toString()));
    }

    @Override
    public Mono<Boolean> end(UUID job, State state, @Nullable String code, @Nullable String message, Instant at) {
        return database.update(
                        END,
                        job,
                        state.name(),
                        Database.nullable(code, String.class),
                        Database.nullable(message, String.class),
                        at)
                .map(ended -> ended > 0);
    }

    @Override
    public Mono<Integer> failed(UUID job, Instant at) {
        return database.query(FAILED, row -> required(row, 0, Integer.class), job, at)
                .next()
                .defaultIfEmpty(0);
    }

    @Override
    public Flux<Result> results(UUID job, @Nullable Integer mark, boolean backwards, int limit) {
        int end = backwards ? Integer.MAX_VALUE : -1;
        return database.query(
                backwards ? BACKWARDS : FORWARDS, ImportJobRows::result, job, mark == null ? end : mark, limit);
    }

    @Override
    public Mono<Long> clear() {
        return database.update(CLEAR);
    }

    @Override
    public Mono<Long> purge(Instant endedBy) {
        return database.update(PURGE, endedBy);
    }
}
