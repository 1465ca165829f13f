package dev.almanac.event.upkeep;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.TestClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The horizon of derived rows moves with the days; it begins at 2 March 2024 and ends at 2 March 2029. */
@AlmanacTest
class HorizonTests {

    @Autowired
    Api api;

    @Autowired
    Database database;

    @Autowired
    JobRuns jobs;

    @Autowired
    TestClock.Settable clock;

    @AfterEach
    void resetClock() {
        clock.set(TestClock.START);
    }

    private static UUID uuid(String id) {
        return Objects.requireNonNull(TypedId.parse(id)).uuid();
    }

    private String text(String sql, String id) {
        return value(database.query(sql, row -> Rows.required(row, 0, String.class), uuid(id))
                .single());
    }

    private String kept(String id) {
        return text(
                "SELECT coalesce(derived_from::date::text, '-') || ' ' || coalesce(derived_until::date::text, '-') FROM event_series WHERE id = $1",
                id);
    }

    private String rows(String id) {
        return text("""
                SELECT coalesce(min(original_start)::date::text || ' ' || max(original_start)::date || ' ' || count(*), 'none')
                FROM events WHERE series_id = $1""", id);
    }

    private static String series(Caller caller, String start, String rule) {
        return caller.event(Map.of(
                "calendarId",
                caller.calendar(),
                "title",
                "Series",
                "time",
                Map.of("timed", Map.of("start", start + "T09:00:00", "duration", "PT1H", "timeZone", "Europe/Zurich")),
                "recurrence",
                Map.of("rule", rule)));
    }

    private void daysLater(int days) {
        clock.set(TestClock.START.plus(Duration.ofDays(days)));
        value(jobs.run("event-horizon"));
    }

    @Test
    void aSeriesIsDerivedAnewWhenTheHorizonIsAMonthAheadOfIt() {
        var endless = series(api.somebody(), "2020-01-01", "FREQ=DAILY");
        assertThat(kept(endless)).isEqualTo("2024-03-02 2029-03-02");
        daysLater(30);
        assertThat(kept(endless)).isEqualTo("2024-03-02 2029-03-02");
        daysLater(31);
        assertThat(kept(endless)).isEqualTo("2024-04-02 2029-04-02");
        assertThat(rows(endless)).isEqualTo("2024-04-02 2029-04-01 1826");
        assertThat(value(jobs.run("event-horizon"))).isZero();
    }

    @Test
    void oldRowsGoButThatOfAnOverrideStays() {
        var caller = api.somebody();
        var over = series(caller, "2024-03-05", "FREQ=WEEKLY;COUNT=20");
        var overridden = series(caller, "2024-03-05", "FREQ=WEEKLY;COUNT=20");
        value(database.update(
                "INSERT INTO event_overrides (series_id, slot, fields, title) VALUES ($1, '2024-03-12T09:00', '{TITLE}', 'Kept')",
                uuid(overridden)));
        assertThat(kept(over)).isEqualTo("- -");
        assertThat(rows(over)).isEqualTo("2024-03-05 2024-07-16 20");
        daysLater(400);
        assertThat(kept(over)).isEqualTo("2025-04-06 -");
        assertThat(rows(over)).isEqualTo("none");
        assertThat(rows(overridden)).isEqualTo("2024-03-12 2024-03-12 1");
        // Nothing is left to go, so nothing is done again.
        daysLater(800);
        assertThat(kept(over)).isEqualTo("2025-04-06 -");
    }

    @Test
    void aDenseSeriesHasANearerHorizonAndAnAgendaDoesNotShowIt() {
        var caller = api.somebody();
        var hourly = series(caller, "2026-01-01", "FREQ=HOURLY");
        assertThat(kept(hourly)).isEqualTo("2026-01-16 2026-05-09");
        assertThat(rows(hourly)).isEqualTo("2026-01-16 2026-05-08 2712");
        everyHourIsShown(caller);
        daysLater(30);
        assertThat(kept(hourly)).isEqualTo("2026-01-16 2026-05-09");
        daysLater(31);
        assertThat(kept(hourly)).isEqualTo("2026-02-16 2026-06-09");
        assertThat(rows(hourly)).isEqualTo("2026-02-16 2026-06-08 2712");
        assertThat(value(jobs.run("event-horizon"))).isZero();
        clock.set(TestClock.START);
        everyHourIsShown(caller);
    }

    @Test
    void aDenseSeriesThatEndsSoonHasAllItsRows() {
        var hourly = series(api.somebody(), "2026-03-01", "FREQ=HOURLY;COUNT=4000");
        assertThat(kept(hourly)).isEqualTo("- -");
        assertThat(rows(hourly)).isEqualTo("2026-03-01 2026-08-15 4000");
    }

    /** Before, in and behind the horizon, and on both its edges. */
    private static void everyHourIsShown(Caller caller) {
        for (var day : List.of(
                "2026-01-10", "2026-01-15", "2026-02-15", "2026-04-01", "2026-05-08", "2026-06-08", "2031-01-01")) {
            var from = LocalDate.parse(day);
            var shown = caller.data(
                            """
                    query($w: WindowInput!) { viewer { agenda(window: $w, timeZone: "Europe/Zurich", first: 200) {
                      nodes { ... on Occurrence { localStart } } days { count } } } }""",
                            Map.of(
                                    "w",
                                    Map.of(
                                            "fromDate",
                                            day,
                                            "toDate",
                                            from.plusDays(3).toString())))
                    .at("/viewer/agenda");
            assertThat(shown.get("nodes").findValuesAsString("localStart"))
                    .as(day)
                    .isEqualTo(IntStream.range(0, 72)
                            .mapToObj(hour -> from.atStartOfDay().plusHours(hour) + ":00")
                            .toList());
            assertThat(shown.get("days")
                            .valueStream()
                            .map(one -> one.get("count").asInt()))
                    .containsExactly(24, 24, 24);
        }
    }

    @Test
    void aSingleEventKeepsItsRowForEver() {
        var caller = api.somebody();
        var single = caller.event(Map.of(
                "calendarId",
                caller.calendar(),
                "title",
                "Once",
                "time",
                Map.of(
                        "timed",
                        Map.of("start", "2024-03-05T09:00:00", "duration", "PT1H", "timeZone", "Europe/Zurich"))));
        daysLater(800);
        assertThat(rows(single)).isEqualTo("2024-03-05 2024-03-05 1");
    }

    @Test
    void anAgendaAnswersTheSameBeforeAndAfterTheMove() {
        var email = UUID.randomUUID() + "@example.com";
        var caller = api.caller(email);
        series(caller, "2020-01-01", "FREQ=MONTHLY");
        series(caller, "2023-01-01", "FREQ=WEEKLY;COUNT=300");
        series(caller, "2028-01-01", "FREQ=DAILY;COUNT=900");
        var windows = List.of(
                "2024-02-01 2024-05-01", "2026-03-01 2026-04-01", "2029-01-01 2029-06-01", "2030-05-01 2030-07-01");
        var before = windows.stream().map(window -> agenda(caller, window)).toList();
        assertThat(before).allSatisfy(items -> assertThat(items).isNotEmpty());
        daysLater(45);
        var again = api.caller(email);
        assertThat(windows.stream().map(window -> agenda(again, window)).toList())
                .isEqualTo(before);
    }

    private static List<String> agenda(Caller caller, String window) {
        var dates = window.split(" ", -1);
        return caller.data(
                        "query($w: WindowInput!) { viewer { agenda(window: $w, first: 200) { nodes { ... on Occurrence { id start } } } } }",
                        Map.of("w", Map.of("fromDate", dates[0], "toDate", dates[1])))
                .at("/viewer/agenda/nodes")
                .valueStream()
                .map(Object::toString)
                .toList();
    }
}
