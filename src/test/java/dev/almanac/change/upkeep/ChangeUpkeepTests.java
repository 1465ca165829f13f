package dev.almanac.change.upkeep;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class ChangeUpkeepTests {

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

    private List<String> texts(String sql, Object... values) {
        return value(database.query(sql, row -> Rows.required(row, 0, String.class), values)
                .collectList());
    }

    private void change(UUID stream, int position, Instant at) {
        value(database.update("""
                INSERT INTO changes (stream_id, position, at, actor, source, operation_id, kind, entity_type, entity_id, entity_version)
                VALUES ($1, $2, $3, $1, 'API', $1, 'DELETED', 'X', $1, 1)""", stream, position, at));
    }

    private List<String> changes(UUID stream) {
        return texts(
                "SELECT tableoid::regclass || ' ' || position FROM changes WHERE stream_id = $1 ORDER BY position",
                stream);
    }

    @Test
    void theMonthsThatComeAreMadeWhileTheServerLivesOn() {
        var stream = UUID.randomUUID();
        clock.set(Instant.parse("2041-11-20T00:00:00Z"));
        change(stream, 1, clock.instant());
        assertThat(changes(stream)).containsExactly("changes_default 1");
        value(jobs.run("change-partitions"));
        value(jobs.run("change-partitions"));
        assertThat(changes(stream)).containsExactly("changes_2041_11 1");
        assertThat(texts("""
                SELECT relname::text FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
                WHERE inhparent = 'changes'::regclass AND relname > $1 AND relname < 'changes_2043' ORDER BY 1""", "changes_2041"))
                .containsExactly("changes_2041_11", "changes_2041_12", "changes_2042_01", "changes_2042_02");
    }

    @Test
    void aMonthGoesWhenItsLastDayIsOutOfTime() {
        var stream = UUID.randomUUID();
        for (var month : List.of("2011-01", "2011-02")) {
            var low = Instant.parse(month + "-01T00:00:00Z");
            var high = month.endsWith("1") ? "2011-02-01T00:00:00Z" : "2011-03-01T00:00:00Z";
            texts(
                    "SELECT ensure_partition('changes', $1, 'changes_default', 'at', $2, $3)::text",
                    "changes_" + month.replace('-', '_'),
                    low,
                    Instant.parse(high));
        }
        change(stream, 1, Instant.parse("2010-12-31T23:59:59Z"));
        change(stream, 2, Instant.parse("2011-01-01T00:00:00Z"));
        change(stream, 3, Instant.parse("2011-01-31T23:59:59Z"));
        change(stream, 4, Instant.parse("2011-02-01T00:00:00Z"));

        clock.set(Instant.parse("2011-01-31T23:59:59Z").plus(Duration.ofDays(400)));
        value(jobs.run("change-retention"));
        assertThat(changes(stream)).containsExactly("changes_2011_01 2", "changes_2011_01 3", "changes_2011_02 4");

        clock.set(Instant.parse("2011-02-01T00:00:00Z").plus(Duration.ofDays(400)));
        assertThat(value(jobs.run("change-retention"))).isEqualTo(1);
        assertThat(changes(stream)).containsExactly("changes_2011_02 4");
    }

    @Test
    void aKeyGoesAfterADayAndNotBefore() {
        var person = UUID.randomUUID();
        value(database.update("""
                INSERT INTO idempotency_keys (user_id, field, key, input_hash, receipt, created_at)
                SELECT $1, 'f', 'k' || i, 'h', '{}', $2 FROM generate_series(1, 2500) i""", person, TestClock.START));
        var keys = "SELECT count(*)::text FROM idempotency_keys WHERE user_id = $1";
        clock.set(TestClock.START.plus(Duration.ofHours(24)).minusSeconds(1));
        value(jobs.run("idempotency-keys"));
        assertThat(texts(keys, person)).containsExactly("2500");
        clock.set(TestClock.START.plus(Duration.ofHours(24)));
        assertThat(value(jobs.run("idempotency-keys"))).isGreaterThanOrEqualTo(2_500);
        assertThat(texts(keys, person)).containsExactly("0");
    }
}
