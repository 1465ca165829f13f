package dev.almanac.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The rows of events follow from what events are, and go where their calendar goes. */
@AlmanacTest
class RowsTests {

    private static final String ROWS =
            "SELECT e::text FROM events e JOIN calendars c ON c.id = calendar_id WHERE deleted_at IS NULL"
                    + " ORDER BY series_id, slot, start_time, long";

    private final Api api;
    private final Database database;
    private final EventRebuild rebuild;
    private final TestClock.Settable clock;

    RowsTests(
            @Autowired Api api,
            @Autowired Database database,
            @Autowired EventRebuild rebuild,
            @Autowired TestClock.Settable clock) {
        this.api = api;
        this.database = database;
        this.rebuild = rebuild;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.set(TestClock.START);
    }

    private List<String> texts(String sql, Object... values) {
        return Objects.requireNonNull(database.query(
                        sql, row -> Objects.requireNonNull(row.get(0, String.class)), values)
                .collectList()
                .block());
    }

    private static void everyKind(Caller caller) {
        var calendar = caller.calendar();
        for (var time : List.of(
                Map.of(
                        "timed",
                        Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H", "timeZone", "Europe/Zurich")),
                Map.of(
                        "timed",
                        Map.of("start", "1990-03-02T02:30:00", "duration", "P40D", "timeZone", "America/New_York")),
                Map.of("allDay", Map.of("first", "2026-02-28", "last", "2026-03-02")),
                Map.of("floating", Map.of("start", "2026-10-25T02:30:00", "duration", "PT30M")))) {
            caller.event(Map.of("calendarId", calendar, "title", "Once", "time", time, "categories", List.of("Work")));
            caller.event(Map.of(
                    "calendarId",
                    calendar,
                    "title",
                    "Ever",
                    "time",
                    time,
                    "recurrence",
                    Map.of("rule", "FREQ=WEEKLY")));
            caller.event(Map.of(
                    "calendarId",
                    calendar,
                    "title",
                    "Thrice",
                    "time",
                    time,
                    "recurrence",
                    Map.of("rule", "FREQ=YEARLY;COUNT=3")));
        }
    }

    @Test
    void rowsAreTheSameAfterTheyAreTakenAwayAndMadeAnew() {
        everyKind(api.somebody());
        var before = texts(ROWS);
        var series = texts("SELECT s::text FROM event_series s ORDER BY id");
        assertThat(before).hasSizeGreaterThan(500);
        // The horizon is the one each event was derived for, not today's.
        clock.set(TestClock.START.plus(Duration.ofDays(400)));
        database.update("DELETE FROM events").block();
        assertThat(texts(ROWS)).isEmpty();
        rebuild.rebuild().block();
        assertThat(texts(ROWS)).isEqualTo(before);
        assertThat(texts("SELECT s::text FROM event_series s ORDER BY id")).isEqualTo(series);
    }

    @Test
    void anEventThatCannotBeReadKeepsItsRowsAndTheOthersGoOn() {
        var caller = api.somebody();
        everyKind(caller);
        var calendar = UUID.fromString(caller.calendar().substring("cal_".length()));
        var rows = "SELECT e::text FROM events e WHERE calendar_id = $1 ORDER BY series_id, slot, start_time, long";
        var ids = texts("SELECT id::text FROM event_series WHERE calendar_id = $1 ORDER BY id", calendar);
        var bad = UUID.fromString(ids.getFirst());
        var before = texts(rows, calendar);
        database.update("UPDATE event_series SET time_zone = 'Nowhere/Land', end_time_zone = 'UTC' WHERE id = $1", bad)
                .block();
        database.update("DELETE FROM events WHERE calendar_id = $1 AND series_id <> $2", calendar, bad)
                .block();
        var rebuilt = Objects.requireNonNull(rebuild.rebuild().block());
        assertThat(rebuilt.failed()).isEqualTo(1);
        assertThat(rebuilt.rebuilt()).isGreaterThanOrEqualTo(11);
        assertThat(texts(rows, calendar)).isEqualTo(before);
        database.update("DELETE FROM event_series WHERE id = $1", bad).block();
        database.update("DELETE FROM events WHERE series_id = $1", bad).block();
    }

    @Test
    void aDeletedRowOfACalendarTakesItsEventsAlong() {
        var caller = api.somebody();
        everyKind(caller);
        var calendar = UUID.fromString(caller.calendar().substring("cal_".length()));
        var series = "SELECT id::text FROM event_series WHERE calendar_id = $1";
        var rows = "SELECT series_id::text FROM events WHERE calendar_id = $1";
        assertThat(texts(series, calendar)).hasSize(12);
        assertThat(texts(rows, calendar)).isNotEmpty();
        database.update("DELETE FROM calendars WHERE id = $1", calendar).block();
        assertThat(texts(series, calendar)).isEmpty();
        assertThat(texts(rows, calendar)).isEmpty();
    }
}
