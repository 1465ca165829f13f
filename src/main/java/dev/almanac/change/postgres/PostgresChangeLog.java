package dev.almanac.change.postgres;

import dev.almanac.change.Change;
import dev.almanac.change.ChangeLog;
import dev.almanac.change.Operation;
import dev.almanac.change.StreamClosedException;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import dev.almanac.platform.postgres.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresChangeLog implements ChangeLog {

    private static final String OPEN = "INSERT INTO streams (id, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    // Two writes that touch the same streams take them in the same order, so that they cannot wait on each other.
    private static final String LOCK = "SELECT id FROM streams WHERE id = ANY($1) ORDER BY id FOR UPDATE";

    private static final String APPEND = """
            WITH input AS (
              SELECT * FROM jsonb_to_recordset($1) AS c(
                stream uuid, ordinal bigint, kind text, type text, id uuid, version integer, fields text[], after jsonb)),
            counts AS (
              SELECT stream, count(*) AS n, bool_or(kind = 'DELETED' AND id = stream) AS ends FROM input GROUP BY stream),
            bumped AS (
              UPDATE streams s SET head = head + n, closed = ends FROM counts WHERE s.id = stream AND NOT closed
              RETURNING s.id, head - n AS before)
            INSERT INTO changes (stream_id, position, at, actor, source, operation_id, kind, entity_type, entity_id,
              entity_version, fields, after)
            SELECT stream, before + ordinal, $2, $3, $4, $5, kind, type, input.id, version, fields, after
            FROM input JOIN bumped ON bumped.id = stream""";

    // A move between streams leaves the same version in both. The id of what was purged may be in use again: the newest
    // is meant.
    private static final String ENTITY = """
            SELECT after FROM changes WHERE entity_id = $1 AND entity_version = $2 AND entity_type = $3 AND after IS NOT NULL
            ORDER BY at DESC LIMIT 1""";

    private static final String HEAD = "SELECT head FROM streams WHERE id = $1";

    private final Database database;
    private final Json json;

    PostgresChangeLog(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Mono<Boolean> open(UUID stream, StreamKind kind) {
        return database.update(OPEN, stream, kind.name()).map(opened -> opened > 0);
    }

    @Override
    public Mono<Void> append(Operation operation, List<Change> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        var entries = entries(changes);
        UUID[] streams = changes.stream().map(Change::stream).distinct().toArray(UUID[]::new);
        Mono<Void> lock = streams.length == 1
                ? Mono.empty()
                : database.query(LOCK, _ -> true, (Object) streams).then();
        return lock.then(database.update(
                        APPEND,
                        json.parameter(entries),
                        operation.at(),
                        operation.actor(),
                        operation.source().name(),
                        operation.id()))
                .flatMap(appended ->
                        appended == changes.size() ? Mono.<Void>empty() : Mono.error(new StreamClosedException()));
    }

    @Override
    public <T> Mono<T> entity(String entityType, UUID entityId, int version, Class<T> type) {
        return database.query(ENTITY, row -> Rows.required(row, 0, String.class), entityId, version, entityType)
                .next()
                .map(text -> json.read(text, type));
    }

    @Override
    public Mono<Long> head(UUID stream) {
        return database.query(HEAD, row -> Rows.required(row, 0, Long.class), stream)
                .next();
    }

    private static List<Entry> entries(List<Change> changes) {
        Map<UUID, Integer> counts = new HashMap<>();
        List<Entry> entries = new ArrayList<>(changes.size());
        for (var change : changes) {
            int ordinal = counts.merge(change.stream(), 1, Integer::sum);
            entries.add(new Entry(
                    change.stream(),
                    ordinal,
                    change.kind(),
                    change.entityType(),
                    change.entityId(),
                    change.entityVersion(),
                    change.fields(),
                    change.after()));
        }
        return entries;
    }

    private record Entry(
            UUID stream,
            int ordinal,
            Change.Kind kind,
            String type,
            UUID id,
            int version,
            List<String> fields,
            @Nullable Object after) {}
}
