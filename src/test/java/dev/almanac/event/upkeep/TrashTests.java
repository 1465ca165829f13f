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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was deleted goes for good when its time in the trash is over, and not before. */
@AlmanacTest
class TrashTests {

    private static final Duration TRASH = Duration.ofDays(30);

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

    private long count(String sql, String id) {
        return value(database.query("SELECT count(*) FROM " + sql, row -> Rows.required(row, 0, Long.class), uuid(id))
                .single());
    }

    private void purgeAfter(Duration time) {
        clock.set(TestClock.START.plus(time));
        value(jobs.run("event-trash"));
        value(jobs.run("calendar-trash"));
    }

    private static String daily(Caller caller, String calendar) {
        return caller.event(Map.of(
                "calendarId",
                calendar,
                "title",
                "Daily",
                "time",
                Map.of(
                        "timed",
                        Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H", "timeZone", "Europe/Zurich")),
                "recurrence",
                Map.of("rule", "FREQ=DAILY;COUNT=5"),
                "attendees",
                List.of(Map.of("email", "ada@example.com"))));
    }

    @Test
    void anEventGoesWithAllThatBelongsToItAndItsChangesStay() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var kept = daily(caller, calendar);
        var event = daily(caller, calendar);
        caller.mutate("deleteEvent", "deletedId", Map.of("id", event));

        purgeAfter(TRASH.minusSeconds(1));
        assertThat(count("event_series WHERE id = $1", event)).isEqualTo(1);
        assertThat(count("event_attendees WHERE series_id = $1", event)).isEqualTo(1);

        purgeAfter(TRASH);
        assertThat(count("event_series WHERE id = $1", event)).isZero();
        assertThat(count("event_attendees WHERE series_id = $1", event)).isZero();
        assertThat(count("event_series WHERE id = $1", kept)).isEqualTo(1);
        assertThat(count("events WHERE series_id = $1", kept)).isEqualTo(5);
        assertThat(count("changes WHERE entity_id = $1", event)).isEqualTo(2);
    }

    @Test
    void whatACalendarHeldGoesBeforeIt() {
        var caller = api.somebody();
        var id = "cal_" + UUID.randomUUID();
        var created = caller.mutate("createCalendar", "calendar { id }", Map.of("id", id, "name", "Gone soon"));
        assertThat(created.at("/calendar/id").asString()).isEqualTo(id);
        var event = daily(caller, id);
        assertThat(count("events WHERE calendar_id = $1", id)).isEqualTo(5);
        caller.mutate("deleteCalendar", "deletedId", Map.of("id", id));

        purgeAfter(TRASH.minusSeconds(1));
        assertThat(count("events WHERE calendar_id = $1", id)).isEqualTo(5);

        purgeAfter(TRASH);
        assertThat(count("event_series WHERE id = $1", event)).isZero();
        assertThat(count("events WHERE calendar_id = $1", id)).isZero();
        assertThat(count("calendars WHERE id = $1", id)).isEqualTo(1);

        purgeAfter(TRASH.plusDays(1));
        assertThat(count("calendars WHERE id = $1", id)).isZero();
        assertThat(count("calendar_members WHERE calendar_id = $1", id)).isZero();
        assertThat(count("streams WHERE id = $1 AND closed", id)).isEqualTo(1);
        assertThat(count("changes WHERE stream_id = $1", id)).isEqualTo(4);
    }

    @Test
    void theIdOfAPurgedCalendarIsInUseAsLongAsItsStream() {
        var caller = api.somebody();
        var id = "cal_" + UUID.randomUUID();
        caller.mutate("createCalendar", "calendar { id }", Map.of("id", id, "name", "One"));
        caller.mutate("deleteCalendar", "deletedId", Map.of("id", id));
        purgeAfter(TRASH.plusDays(1));
        clock.set(TestClock.START);
        var again = caller.mutate("createCalendar", "calendar { id }", Map.of("id", id, "name", "Two"));
        assertThat(again.at("/userErrors/0/code").asString()).isEqualTo("ID_IN_USE");
        assertThat(count("calendars WHERE id = $1", id)).isZero();
    }
}
