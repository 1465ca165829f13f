package dev.almanac.change.postgres;

import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.change.IdempotencyKeys;
import dev.almanac.change.Operation;
import dev.almanac.change.Repeatable;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Json;
import io.r2dbc.spi.Row;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresIdempotencyKeys implements IdempotencyKeys {

    // Waits for the transaction of a concurrent repeat. A key that has outlived its time is taken over.
    private static final String CLAIM = """
            INSERT INTO idempotency_keys (user_id, field, key, input_hash, created_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (user_id, field, key) DO UPDATE
            SET input_hash = excluded.input_hash, receipt = NULL, created_at = excluded.created_at
            WHERE idempotency_keys.created_at <= $6
            RETURNING true""";

    private static final String FIND =
            "SELECT input_hash, receipt FROM idempotency_keys WHERE user_id = $1 AND field = $2 AND key = $3";

    private static final String KEEP =
            "UPDATE idempotency_keys SET receipt = $4 WHERE user_id = $1 AND field = $2 AND key = $3";

    private final Database database;
    private final Json json;

    PostgresIdempotencyKeys(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Mono<Claim> claim(Operation operation, Repeatable request) {
        String key = request.key();
        if (key == null) {
            return Mono.just(new Claim.New());
        }
        return database.query(
                        CLAIM,
                        _ -> (Claim) new Claim.New(),
                        operation.actor(),
                        request.field(),
                        key,
                        request.inputHash(),
                        operation.at(),
                        operation.at().minus(KEPT))
                .next()
                .switchIfEmpty(Mono.defer(() -> find(operation, request, key)));
    }

    private Mono<Claim> find(Operation operation, Repeatable request, String key) {
        return database.query(FIND, row -> known(row, request), operation.actor(), request.field(), key)
                .next();
    }

    private static Claim known(Row row, Repeatable request) {
        return required(row, 0, String.class).equals(request.inputHash())
                ? new Claim.Repeat(required(row, 1, String.class))
                : new Claim.Mismatch();
    }

    @Override
    public Mono<Void> keep(Operation operation, Repeatable request, Object receipt) {
        String key = request.key();
        return key == null
                ? Mono.empty()
                : database.update(KEEP, operation.actor(), request.field(), key, json.parameter(receipt))
                        .then();
    }

    @Override
    public <R> R read(String receipt, Class<R> type) {
        return json.read(receipt, type);
    }
}
