package dev.almanac.event.postgres;

import static dev.almanac.event.postgres.AgendaPlanTests.week;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Quarantine;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.util.DigestUtils;
import reactor.core.publisher.Mono;

/**
 * What each index saves: the same statement with it, and without it in a transaction that drops it and is rolled back.
 *
 * <p>src/docs/plans.md says how much; {@code -Dalmanac.docs=true -Dalmanac.soak=true} writes it anew.
 */
@SelfContained
class IndexFactorTests {

    private static final Path PAGE = Path.of("src/docs/plans.md");
    private static final String MARK = "<!-- What follows is written by IndexFactorTests. -->\n";
    private static final int TIMES = 5;

    private static final String PAGES = """
            SELECT sum(coalesce(heap_blks_hit, 0) + coalesce(heap_blks_read, 0) + coalesce(idx_blks_hit, 0)
                + coalesce(idx_blks_read, 0))::bigint
            FROM (SELECT * FROM pg_statio_user_tables WHERE relname LIKE 'event%' OR relname = 'user_categories') s""";

    private record Index(String name, String without, String serves, Supplier<Mono<?>> work) {}

    private record Cost(long pages, double nanos) {}

    private static List<Index> indexes(FilledTables tables) {
        var database = tables.database;
        var store = new PostgresAgendaStore(database, new Quarantine());
        var series = md5("s17");
        return List.of(
                new Index(
                        "idx_events_calendar_time",
                        "DROP INDEX idx_events_calendar_time",
                        "a week's agenda of a calendar",
                        () -> store.read(week(List.of(FilledTables.SMALL), "2026-11-16"))),
                new Index(
                        "idx_events_calendar_local",
                        "DROP INDEX idx_events_calendar_local",
                        "a week's agenda of a large calendar",
                        () -> store.read(week(List.of(FilledTables.LARGE), "2026-11-16"))),
                new Index(
                        "events_pkey",
                        "ALTER TABLE events DROP CONSTRAINT events_pkey",
                        "the rows of an event",
                        () -> database.query("SELECT slot FROM events WHERE series_id = $1", _ -> true, series)
                                .collectList()),
                new Index(
                        "idx_event_series_uid",
                        "DROP INDEX idx_event_series_uid",
                        "the event of a UID",
                        () -> database.query(
                                        "SELECT id FROM event_series WHERE calendar_id = $1 AND uid = $2 AND deleted_at IS NULL",
                                        _ -> true,
                                        FilledTables.LARGE,
                                        md5("l17").toString())
                                .collectList()),
                new Index(
                        "idx_user_categories_lookup",
                        "DROP INDEX idx_user_categories_lookup",
                        "the categories of a person",
                        () -> database.query(
                                        "SELECT category_name FROM user_categories WHERE user_id = $1",
                                        _ -> true,
                                        md5("u17"))
                                .collectList()));
    }

    /** As PostgreSQL reads the hash of a text. */
    private static UUID md5(String text) {
        var hash = DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8));
        return UUID.fromString(hash.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private static Cost cost(FilledTables tables, Supplier<Mono<?>> work, String... before) {
        var nanos = new AtomicLong();
        // The first one after an index is gone reads the system tables again.
        Mono<?> once = Mono.defer(work);
        Mono<?> often = Mono.defer(() -> {
                    long start = System.nanoTime();
                    return work.get().doOnTerminate(() -> nanos.addAndGet(System.nanoTime() - start));
                })
                .repeat(TIMES - 1)
                .then();
        Mono<?> rolledBack = tables.database.inTransaction(
                () -> Mono.when(List.of(before).stream()
                                .map(sql -> tables.database.update(sql))
                                .toList())
                        .then(once)
                        .then(often)
                        .thenReturn(true),
                _ -> false);
        long pages = tables.pages(PAGES, rolledBack);
        return new Cost(pages / (TIMES + 1), (double) nanos.get() / TIMES);
    }

    @Test
    void everyIndexIsWorthItsKeep() throws IOException, SQLException {
        List<String> rows = new ArrayList<>();
        for (int size : Boolean.getBoolean("almanac.soak") ? new int[] {100_000, 1_000_000} : new int[] {100_000}) {
            try (var tables = new FilledTables(size)) {
                for (var index : indexes(tables)) {
                    // The first execution reads system tables and prepares the statement.
                    cost(tables, index.work());
                    var with = cost(tables, index.work());
                    var without = cost(tables, index.work(), index.without());
                    rows.add(row(index, size, with, without));
                    assertThat(with.pages())
                            .as("%s at %d: %s, %s", index.name(), size, with, without)
                            .isLessThan(without.pages());
                }
            }
        }
        rows.sort(String::compareTo);
        System.Logger log = System.getLogger(IndexFactorTests.class.getName());
        rows.forEach(row -> log.log(System.Logger.Level.INFO, row));
        if (Boolean.getBoolean("almanac.docs")) {
            Files.writeString(PAGE, Files.readString(PAGE).split(MARK, 2)[0] + MARK + table(rows));
        }
    }

    private static String row(Index index, int size, Cost with, Cost without) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %,d | %d | %d | %.1f | %.1f |",
                index.name(),
                index.serves(),
                size,
                with.pages(),
                without.pages(),
                (double) without.pages() / Math.max(1, with.pages()),
                without.nanos() / with.nanos());
    }

    private static String table(List<String> rows) {
        return """

                | index | serves | rows | pages | pages without | factor of pages | factor of time |
                |---|---|--:|--:|--:|--:|--:|
                %s
                """.formatted(String.join("\n", rows));
    }
}
