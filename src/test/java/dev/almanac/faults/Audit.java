package dev.almanac.faults;

import dev.almanac.faults.Ledger.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What the database says of the writes that were acknowledged.
 *
 * @param lost writes that the log of changes does not have
 * @param doubled writes that it has more than once
 * @param unasked changes of these events that nobody was told of
 * @param gaps streams whose changes are not numbered from 1 to the head
 * @param stale events whose rows of what happens differ from their series
 */
record Audit(long lost, long doubled, long unasked, long gaps, long stale) {

    static final Audit CLEAN = new Audit(0, 0, 0, 0, 0);

    private static final String WRITES = """
            WITH told AS (SELECT * FROM unnest(?::uuid[], ?::text[]) AS t(event, title)),
            found AS (
              SELECT t.event, t.title, count(c.entity_id) AS n FROM told t
              LEFT JOIN changes c ON c.entity_id = t.event AND c.entity_type = 'Event'
                AND jsonb_path_exists(c.after, '$.**.title ? (@ == $title)', jsonb_build_object('title', t.title))
              GROUP BY t.event, t.title)
            SELECT count(*) FILTER (WHERE n = 0), count(*) FILTER (WHERE n > 1),
              (SELECT count(*) FROM changes WHERE entity_id IN (SELECT event FROM told)) - (SELECT count(*) FROM told),
              (SELECT count(*) FROM event_series s WHERE s.id IN (SELECT event FROM told) AND NOT EXISTS (
                SELECT FROM events e WHERE e.series_id = s.id AND e.title = s.title))
            FROM found""";

    private static final String GAPS = """
            SELECT count(*) FROM (
              SELECT s.id FROM streams s LEFT JOIN changes c ON c.stream_id = s.id GROUP BY s.id, s.head
              HAVING count(c.position) <> s.head OR (s.head > 0 AND (min(c.position) <> 1 OR max(c.position) <> s.head))) g""";

    static Audit of(List<Write> acknowledged, Cluster cluster) {
        try (var session = cluster.superuser();
                var sql = session.prepareStatement(WRITES)) {
            sql.setArray(
                    1,
                    session.createArrayOf(
                            "uuid", acknowledged.stream().map(Write::event).toArray(UUID[]::new)));
            sql.setArray(
                    2,
                    session.createArrayOf(
                            "text", acknowledged.stream().map(Write::title).toArray(String[]::new)));
            try (var row = sql.executeQuery()) {
                row.next();
                return new Audit(row.getLong(1), row.getLong(2), row.getLong(3), cluster.count(GAPS), row.getLong(4));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
