package dev.almanac.event.recurrence;

import static dev.almanac.server.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventStore;
import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Calendars with much in them: what is read, and in how many statements, goes with what is asked for. {@code -Psoak} takes more of it, and
 * prints what it costs.
 */
@AlmanacTest
class SeriesScaleTests {

    private static final boolean SOAK = Boolean.getBoolean("almanac.soak");
    private static final int OVERRIDES = 10_000;
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 20;
    private static final int SERIES = SOAK ? 2_000 : 500;

    /** What a request reads beside that of which it asks: accounts, calendars, the event itself. */
    private static final int BESIDE = 10;

    private static final String AGENDA = """
            query($from: LocalDate!, $to: LocalDate!, $first: Int, $after: String) { viewer { agenda(
                window: { fromDate: $from, toDate: $to }, first: $first, after: $after, timeZone: "UTC") {
              nodes { ... on Occurrence { id localStart title overridden } } pageInfo { hasNextPage endCursor } } } }""";

    private static final String DAYS = """
            query($from: LocalDate!, $to: LocalDate!) { viewer { agenda(window: { fromDate: $from, toDate: $to }, timeZone: "UTC") {
              days { date count } } } }""";

    private static final String PAGE = """
            query($id: ID!, $from: DateTime) { event(id: $id) { occurrences(first: 31, from: $from) {
              nodes { id localStart title overridden } } } }""";

    private final Statements statements;
    private final Database database;
    private final EventStore events;
    private final Deriver deriver;
    private final Caller caller;
    private final Series series;

    SeriesScaleTests(
            @Autowired Api api,
            @Autowired Statements statements,
            @Autowired Database database,
            @Autowired EventStore events,
            @Autowired Deriver deriver) {
        this.statements = statements;
        this.database = database;
        this.events = events;
        this.deriver = deriver;
        this.caller = api.somebody();
        this.series = Series.of(caller);
    }

    /** Jobs of other tests go through all that there is. */
    @AfterEach
    void takeAway() {
        var calendar = UUID.fromString(series.calendar().substring(4));
        done(database.update("DELETE FROM events WHERE calendar_id = $1", calendar));
        done(database.update("DELETE FROM event_series WHERE calendar_id = $1", calendar));
    }

    /** What a request cost the database. */
    private record Cost(JsonNode answer, int statements, int rows) {}

    private Cost cost(String what, Supplier<JsonNode> request) {
        statements.clear();
        var answer = request.get();
        var cost = new Cost(answer, statements.sent().size(), statements.rows());
        if (SOAK) {
            System.out.printf("%s: %d statements, %d rows%n", what, cost.statements(), cost.rows());
            // An edit is not repeated.
            if (answer.has("viewer") || answer.at("/event/occurrences").isObject()) {
                System.out.printf("%s: %.1f ms of CPU%n", what, millis(request));
            }
        }
        return cost;
    }

    /** Of this process, which is the server and its client, but not the database. */
    private static double millis(Supplier<JsonNode> reading) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = system.getProcessCpuTime();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(reading.get()).isNotNull();
            }
            least = Math.min(least, (system.getProcessCpuTime() - before) / 1e6 / REQUESTS);
        }
        return least;
    }

    /** A daily series since 2001 whose first 10,000 occurrences, into May 2028, have titles of their own. */
    private String overridden() {
        var id = series.id(Series.timed("2001-01-01T09:00:00", "UTC"), Map.of("rule", "FREQ=DAILY"));
        var uuid = UUID.fromString(id.substring(4));
        done(database.update("""
                INSERT INTO event_overrides (series_id, slot, fields, title)
                SELECT $1, timestamp '2001-01-01 09:00' + i * interval '1 day', '{TITLE}', 'Own ' || i
                FROM generate_series(0, $2 - 1) i""", uuid, OVERRIDES));
        done(events.rederive(uuid, contents -> deriver.entry(contents).derived()));
        return id;
    }

    private String plain() {
        return series.id(Series.timed("2001-01-01T15:00:00", "UTC"), Map.of("rule", "FREQ=DAILY"));
    }

    private static String own(LocalDate day) {
        return "Own " + (day.toEpochDay() - LocalDate.of(2001, 1, 1).toEpochDay());
    }

    private static List<String> march(Function<LocalDate, String> text) {
        return IntStream.range(0, 31)
                .mapToObj(day -> text.apply(LocalDate.of(2026, 3, 1).plusDays(day)))
                .toList();
    }

    @Test
    @Tag("C19")
    void tenThousandOverridesCostAnAgendaNothingAndAPageEachOneRow() {
        var one = plain();
        Map<String, ?> month = Map.of("from", "2026-03-01", "to", "2026-04-01", "first", 100);
        var agenda = cost("agenda of a month, a daily series", () -> caller.data(AGENDA, month));
        var page = cost("page of occurrences, a daily series", () -> page(one));
        caller.mutate("deleteEvent", "deletedId", Map.of("id", one));

        var event = overridden();
        var agendaOfMany = cost("agenda of a month, 10,000 overrides", () -> caller.data(AGENDA, month));
        var shown = agendaOfMany.answer().at("/viewer/agenda/nodes");
        assertThat(shown.findValuesAsString("title")).isEqualTo(march(SeriesScaleTests::own));
        assertThat(shown.findValuesAsString("localStart")).isEqualTo(march(day -> day + "T09:00:00"));
        assertThat(agendaOfMany.statements()).isEqualTo(agenda.statements());
        assertThat(agendaOfMany.rows()).isEqualTo(agenda.rows()).isLessThanOrEqualTo(31 + BESIDE);

        var pageOfMany = cost("page of occurrences, 10,000 overrides", () -> page(event));
        assertThat(pageOfMany.answer().at("/event/occurrences/nodes").findValuesAsString("title"))
                .isEqualTo(march(SeriesScaleTests::own));
        assertThat(pageOfMany.statements()).isEqualTo(page.statements());
        assertThat(page.rows()).isLessThanOrEqualTo(BESIDE);
        assertThat(pageOfMany.rows()).isEqualTo(page.rows() + OVERRIDES);
    }

    private JsonNode page(String event) {
        return caller.data(PAGE, Map.of("id", event, "from", "2026-03-01T00:00:00Z"));
    }

    @Test
    @Tag("C19")
    void anEditAmongTenThousandOverridesIsOfAsManyStatements() {
        var one = plain();
        var few = cost("edit of one occurrence, a daily series", () -> edited(one));
        var event = overridden();
        var many = cost("edit of one occurrence, 10,000 overrides", () -> edited(event));
        assertThat(many.answer().at("/occurrence/title").asString()).isEqualTo("Edited");
        assertThat(many.statements()).isEqualTo(few.statements());
        var nodes = page(event).at("/event/occurrences/nodes");
        assertThat(nodes.findValuesAsString("title"))
                .isEqualTo(march(day -> day.equals(LocalDate.of(2026, 3, 1)) ? "Edited" : own(day)));
        var following = cost(
                "edit of the following, 10,000 overrides",
                () -> caller.mutate(
                        "updateEvent",
                        "event { id }",
                        Map.of(
                                "id",
                                nodes.get(1).get("id").asString(),
                                "scope",
                                "THIS_AND_FOLLOWING",
                                "location",
                                "There")));
        var second = following.answer().at("/event/id").asString();
        assertThat(page(second).at("/event/occurrences/nodes").findValuesAsString("title"))
                .containsExactlyElementsOf(march(day -> own(day.plusDays(1))));
        assertThat(page(event).at("/event/occurrences/nodes").findValuesAsString("title"))
                .containsExactly("Edited");
    }

    private JsonNode edited(String event) {
        var first = page(event).at("/event/occurrences/nodes/0/id").asString();
        return caller.mutate(
                "updateEvent",
                "occurrence { id title overridden }",
                Map.of("id", first, "scope", "THIS", "title", "Edited"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "2035-03-01"})
    @Tag("C16")
    void hundredsOfSeriesAreReadAsFewAre(String from) {
        weekly(0, 5);
        var few = cost("agenda of a month from " + from + ", 5 series", () -> agenda(from, null));
        weekly(5, SERIES);
        var many = cost("agenda of a month from " + from + ", " + SERIES + " series", () -> agenda(from, null));
        assertThat(many.statements()).isEqualTo(few.statements());
        boolean rows = from.startsWith("2026");
        assertThat(many.rows()).isLessThanOrEqualTo((rows ? 200 : 2 * SERIES) + 1 + BESIDE);

        var first = LocalDate.parse(from);
        List<Integer> expected = new ArrayList<>();
        int all = 0;
        for (int day = 0; day < 31; day++) {
            int weekday = first.plusDays(day).getDayOfWeek().getValue() - 1;
            int count = SERIES / 7 + (weekday < SERIES % 7 ? 1 : 0);
            expected.add(count);
            all += count;
        }
        var days = cost(
                "days of a month from " + from + ", " + SERIES + " series",
                () -> caller.data(
                        DAYS, Map.of("from", from, "to", first.plusDays(31).toString())));
        assertThat(days.answer()
                        .at("/viewer/agenda/days")
                        .valueStream()
                        .map(day -> day.get("count").asInt()))
                .containsExactlyElementsOf(expected);

        List<String> ids = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        var page = many.answer().at("/viewer/agenda");
        while (true) {
            ids.addAll(page.get("nodes").findValuesAsString("id"));
            starts.addAll(page.get("nodes").findValuesAsString("localStart"));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            var cursor = page.at("/pageInfo/endCursor").asString();
            statements.clear();
            page = agenda(from, cursor).at("/viewer/agenda");
            assertThat(statements.sent()).hasSize(few.statements());
        }
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids).hasSize(all);
        assertThat(starts).isSorted();
    }

    private JsonNode agenda(String from, @Nullable String after) {
        var to = LocalDate.parse(from).plusDays(31).toString();
        var variables = new HashMap<String, Object>(Map.of("from", from, "to", to, "first", 200));
        if (after != null) {
            variables.put("after", after);
        }
        return caller.data(AGENDA, variables);
    }

    /** Series of the days of the week in turn, each March since 2025. */
    private void weekly(int from, int to) {
        for (int begin = from; begin < to; begin += 500) {
            var content = new StringBuilder("BEGIN:VCALENDAR\r\n");
            for (int i = begin; i < Math.min(begin + 500, to); i++) {
                content.append(
                        "BEGIN:VEVENT\r\nUID:w%d\r\nDTSTART:202503%02dT%02d0000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYMONTH=3\r\nEND:VEVENT\r\n"
                                .formatted(i, 3 + i % 7, i % 24));
            }
            var imported = caller.mutate(
                    "importICalendar",
                    "created",
                    Map.of("calendarId", series.calendar(), "content", content + "END:VCALENDAR\r\n"));
            assertThat(imported.get("created").asInt()).isEqualTo(Math.min(begin + 500, to) - begin);
        }
    }
}
