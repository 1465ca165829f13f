package dev.almanac.event.postgres;

import static dev.almanac.server.Await.done;
import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Quarantine;
import dev.almanac.event.agenda.AgendaStore.Query;
import dev.almanac.event.agenda.AgendaStore.Span;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.SelfContained;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A week costs the same few pages however long a calendar is and whatever else is in the table: with {@code almanac.soak} ten million
 * rows, else a hundred thousand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SelfContained
class AgendaPlanTests {

    private static final String INDEX_PAGES = """
            SELECT sum(idx_blks_hit + idx_blks_read)::bigint FROM (SELECT * FROM pg_statio_user_indexes
              WHERE relname LIKE 'events\\_%') s""";

    private static final List<UUID> BOTH = List.of(FilledTables.SMALL, FilledTables.LARGE);

    private final FilledTables tables;
    private final PostgresAgendaStore store;

    AgendaPlanTests() throws SQLException {
        tables = new FilledTables(Boolean.getBoolean("almanac.soak") ? 10_000_000 : 100_000);
        store = new PostgresAgendaStore(tables.database, new Quarantine());
    }

    @BeforeAll
    void readSystemTablesOnce() {
        done(store.read(week(BOTH, "2026-11-16")));
    }

    @AfterAll
    void close() {
        tables.close();
    }

    static Query week(List<UUID> calendars, String monday) {
        var from = Instant.parse(monday + "T00:00:00Z");
        var week = new Span(from, from.plus(Duration.ofDays(7)), null);
        return new Query(calendars, null, week, week, 201);
    }

    private Set<String> partitions(Query query) {
        var plan = value(tables.database
                .query(
                        "EXPLAIN (FORMAT JSON) " + PostgresAgendaStore.READ,
                        row -> Rows.required(row, 0, String.class),
                        PostgresAgendaStore.values(query))
                .single());
        var names = new TreeSet<String>();
        for (JsonNode name : JsonMapper.shared().readTree(plan).findValues("Relation Name")) {
            if (name.asString().startsWith("events_")) {
                names.add(name.asString());
            }
        }
        return names;
    }

    private long indexPages(Query query) {
        return tables.pages(INDEX_PAGES, store.read(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-16", "2026-06-01", "2012-03-05"})
    void aWeekIsReadFromThreePartitionsAndTwelveIndexPages(String monday) {
        for (var calendar : BOTH) {
            var query = week(List.of(calendar), monday);
            assertThat(partitions(query)).hasSizeBetween(2, 3).contains("events_long");
            assertThat(indexPages(query)).as("of %s", calendar).isBetween(1L, 12L);
        }
        assertThat(value(store.read(week(BOTH, monday))).rows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-29", "2026-01-05"})
    void aWeekAcrossTheYearsEndIsReadFromFourPartitionsAndTenIndexPagesOfEach(String monday) {
        for (var calendar : BOTH) {
            var query = week(List.of(calendar), monday);
            var partitions = partitions(query);
            assertThat(partitions).hasSizeBetween(3, 4).contains("events_2025", "events_2026");
            assertThat(indexPages(query)).as("of %s", calendar).isBetween(1L, 10L * partitions.size());
        }
    }

    @Test
    void manyCalendarsCostNoMoreEach() {
        var calendars = IntStream.rangeClosed(3, 22)
                .mapToObj(number -> new UUID(0, number))
                .toList();
        assertThat(indexPages(week(calendars, "2026-11-16"))).isBetween(20L, 12L * 20);
    }

    /** From the sixth execution on PostgreSQL may use one plan for any parameters, which would lock all partitions. */
    @Test
    void theTenthExecutionIsPlannedForItsParametersAsTheFirst() {
        var query = week(BOTH, "2026-11-16");
        assertThat(Stream.generate(() -> indexPages(query)).limit(10))
                .allSatisfy(pages -> assertThat(pages).isLessThanOrEqualTo(24));
        assertThat(value(tables.database
                        .query(
                                "SELECT sum(generic_plans) = 0 AND sum(custom_plans) >= 10 FROM pg_prepared_statements"
                                        + " WHERE statement = $1",
                                row -> Rows.required(row, 0, Boolean.class),
                                PostgresAgendaStore.READ)
                        .single()))
                .isTrue();
    }
}
