package dev.almanac.event.upkeep;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.TestClock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class EventPartitionTests {

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

    @Test
    void theYearsThatComeAreMadeWhileTheServerLivesOn() {
        var caller = api.somebody();
        var event = caller.event(Map.of(
                "calendarId", caller.calendar(), "time", Map.of("timed", Map.of("start", "2051-06-01T09:00:00"))));
        assertThat(partition(event)).isEqualTo("events_default");
        clock.set(Instant.parse("2049-01-01T00:00:00Z"));
        value(jobs.run("event-partitions"));
        value(jobs.run("event-partitions"));
        assertThat(partition(event)).isEqualTo("events_2051");
    }

    private String partition(String event) {
        return value(database.query(
                        "SELECT tableoid::regclass::text FROM events WHERE series_id = $1",
                        row -> Rows.required(row, 0, String.class),
                        UUID.fromString(event.substring(4)))
                .single());
    }
}
