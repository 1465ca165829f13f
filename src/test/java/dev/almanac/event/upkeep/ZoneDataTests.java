package dev.almanac.event.upkeep;

import static dev.almanac.server.Await.done;
import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.change.WritePath;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventStore;
import dev.almanac.platform.ZoneData;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rows that other zone data made. */
@AlmanacTest
@Tag("D17")
class ZoneDataTests {

    private static final String ROWS =
            "SELECT (e.*)::text FROM events e WHERE series_id = $1 ORDER BY slot, start_time";

    @Autowired
    Api api;

    @Autowired
    Database database;

    @Autowired
    JobRuns jobs;

    @Autowired
    EventStore events;

    @Autowired
    EventUpkeepStore store;

    @Autowired
    Deriver deriver;

    @Autowired
    WritePath writes;

    private static UUID uuid(String id) {
        return Objects.requireNonNull(TypedId.parse(id)).uuid();
    }

    private List<String> texts(String sql, String id) {
        return value(database.query(sql, row -> Rows.required(row, 0, String.class), uuid(id))
                .collectList());
    }

    /** Half of its occurrences are before the clock's now, in March 2026. */
    private static String weekly(Caller caller, String rule) {
        return caller.event(Map.of(
                "calendarId",
                caller.calendar(),
                "title",
                "Weekly",
                "time",
                Map.of(
                        "timed",
                        Map.of("start", "2025-10-06T09:00:00", "duration", "PT1H", "timeZone", "Europe/Zurich")),
                "recurrence",
                Map.of("rule", rule)));
    }

    /** As another version made it, which had the zone an hour further east at some of the time. */
    private void made(String event, String version, String when) {
        value(database.update("UPDATE event_series SET zone_data = $2 WHERE id = $1", uuid(event), version));
        done(database.update(
                "UPDATE events SET start_time = start_time - interval '1 hour', end_time = end_time - interval '1 hour'"
                        + " WHERE series_id = $1 AND start_time " + when,
                uuid(event)));
    }

    private List<String> changes(String event) {
        return texts("""
                SELECT kind || ' v' || entity_version || ' ' || source || ' ' || array_to_string(fields, ',') || ' '
                  || (after #>> '{event,details,title}') || ' ' || actor
                FROM changes WHERE entity_id = $1 ORDER BY position OFFSET 1""", event);
    }

    private List<String> wallClocks(String event) {
        return texts("SELECT slot || ' ' || local_start FROM events WHERE series_id = $1 ORDER BY slot", event);
    }

    private static final String CHANGED =
            "UPDATED v1 ZONE_DATA occurrences Weekly 00000000-0000-0000-0000-000000000000";

    @Test
    void whatIsStillToHappenMovesOnceIsToldOnceAndKeepsItsWallClock() {
        var event = weekly(api.somebody(), "FREQ=WEEKLY;COUNT=52");
        var right = texts(ROWS, event);
        var series = texts("SELECT s::text FROM event_series s WHERE id = $1", event);
        var local = wallClocks(event);
        assertThat(right).hasSize(52);
        made(event, "2020a", "> '2026-01-01'");
        assertThat(texts(ROWS, event)).isNotEqualTo(right);

        assertThat(value(jobs.run("zone-data"))).isGreaterThanOrEqualTo(1);
        assertThat(texts(ROWS, event)).isEqualTo(right);
        assertThat(texts("SELECT s::text FROM event_series s WHERE id = $1", event))
                .isEqualTo(series);
        assertThat(wallClocks(event)).isEqualTo(local);
        assertThat(changes(event)).containsExactly(CHANGED);

        value(jobs.run("zone-data"));
        assertThat(changes(event)).hasSize(1);
    }

    @Test
    void whatHasHappenedIsPutRightWithoutAChange() {
        var event = weekly(api.somebody(), "FREQ=WEEKLY;COUNT=52");
        var right = texts(ROWS, event);
        made(event, "2020a", "< '2026-01-01'");
        value(jobs.run("zone-data"));
        assertThat(texts(ROWS, event)).isEqualTo(right);
        assertThat(changes(event)).isEmpty();
    }

    @Test
    void versionsThatMoveNothingAreNotedWithoutAChange() {
        var event = weekly(api.somebody(), "FREQ=WEEKLY");
        made(event, "2020a", "< '2000-01-01'");
        value(jobs.run("zone-data"));
        assertThat(texts("SELECT zone_data FROM event_series WHERE id = $1", event))
                .containsExactly(ZoneData.VERSION);
        assertThat(changes(event)).isEmpty();
    }

    @Test
    void anOccurrenceThatTheOtherDataDidNotHaveIsToldOf() {
        var event = weekly(api.somebody(), "FREQ=WEEKLY;UNTIL=20260928T070000Z");
        var right = texts(ROWS, event);
        made(event, "2020a", "< '2000-01-01'");
        done(database.update("DELETE FROM events WHERE series_id = $1 AND start_time > '2026-09-22'", uuid(event)));
        value(jobs.run("zone-data"));
        assertThat(texts(ROWS, event)).isEqualTo(right);
        assertThat(changes(event)).containsExactly(CHANGED);
    }

    @Test
    void thePositionsOfTheStreamStayWithoutAGap() {
        var caller = api.somebody();
        var events =
                List.of(weekly(caller, "FREQ=WEEKLY"), weekly(caller, "FREQ=DAILY"), weekly(caller, "FREQ=MONTHLY"));
        events.forEach(event -> made(event, "2020a", "> '2026-01-01'"));
        value(jobs.run("zone-data"));
        assertThat(texts("""
                SELECT (count(*) = s.head AND min(position) = 1 AND max(position) = s.head)::text FROM changes c
                JOIN streams s ON s.id = c.stream_id WHERE s.id = $1 GROUP BY s.head""", caller.calendar())).containsExactly("true");
        assertThat(events).allSatisfy(event -> assertThat(changes(event)).hasSize(1));
    }

    @Test
    void ofTwoServersTheOneWithEarlierDataLeavesTheRowsOfTheOtherAlone() {
        var event = weekly(api.somebody(), "FREQ=WEEKLY");
        var later = new ZoneDataUpkeep(events, store, deriver, writes, "2999b");
        var earlier = new ZoneDataUpkeep(events, store, deriver, writes, "2999a");
        made(event, "2999a", "> '2026-01-01'");
        // Of all the events that other tests have left there is nothing to do: it would take as long as there are many.
        value(database.update("UPDATE event_series SET zone_data = $1 WHERE id <> $2", "2999b", uuid(event)));
        value(later.follow());
        var rows = texts(ROWS, event);
        assertThat(value(earlier.follow())).isZero();
        assertThat(value(jobs.run("zone-data"))).isZero();
        assertThat(texts("SELECT zone_data FROM event_series WHERE id = $1", event))
                .containsExactly("2999b");
        assertThat(texts(ROWS, event)).isEqualTo(rows);
        assertThat(changes(event)).hasSize(1);
        // The horizon's job leaves them alone too, however far behind they are.
        value(database.update("UPDATE event_series SET derived_until = '2027-01-01' WHERE id = $1", uuid(event)));
        value(jobs.run("event-horizon"));
        assertThat(texts("SELECT zone_data || derived_until::text FROM event_series WHERE id = $1", event))
                .containsExactly("2999b2027-01-01 00:00:00");
        value(database.update("DELETE FROM event_series WHERE zone_data = $1", "2999b"));
    }

    @Test
    void anEventThatCannotBeReadIsSetAsideAndTheOthersGoOn() {
        var caller = api.somebody();
        var one = weekly(caller, "FREQ=WEEKLY");
        var bad = weekly(caller, "FREQ=WEEKLY");
        var two = weekly(caller, "FREQ=WEEKLY");
        for (var event : List.of(one, bad, two)) {
            made(event, "2020a", "> '2026-01-01'");
        }
        value(database.update("UPDATE event_series SET time_zone = 'Nowhere/Land' WHERE id = $1", uuid(bad)));
        assertThat(value(jobs.run("zone-data"))).isGreaterThanOrEqualTo(2);
        assertThat(changes(one)).hasSize(1);
        assertThat(changes(two)).hasSize(1);
        assertThat(changes(bad)).isEmpty();
        assertThat(texts("SELECT zone_data FROM event_series WHERE id = $1", bad))
                .containsExactly("2020a");
        value(database.update("DELETE FROM event_series WHERE id = $1", uuid(bad)));
    }
}
