package dev.almanac.change;

import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.postgres.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * The one path on which anything is written.
 *
 * <p>A write is one transaction: first the idempotency key, if there is one (a concurrent repeat waits on its row until this
 * transaction ends), then the work of the feature, then the changes it made are appended to their streams, last the receipt is
 * stored beside the key. A refused write is rolled back whole, its key included, so that the caller may mend the input and use the
 * key again. Delta, subscriptions, webhooks, history and sync read the log; none of them hooks in here.
 */
@Service
public class WritePath {

    private final Database database;
    private final ChangeLog log;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final Clock clock;

    WritePath(Database database, ChangeLog log, IdempotencyKeys keys, Ids ids, Clock clock) {
        this.database = database;
        this.log = log;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Runs the work once.
     *
     * @param actor who writes, and whose key it is
     * @param receiptType what the work results in; kept as JSON beside the key
     */
    public <R, E> Mono<Outcome<R, E>> write(
            UUID actor,
            Operation.Source source,
            Repeatable request,
            Class<R> receiptType,
            Function<Operation, Mono<Outcome<R, E>>> work) {
        return database.inTransaction(
                        () -> {
                            var operation = new Operation(
                                    ids.next(), clock.instant().truncatedTo(ChronoUnit.MICROS), actor, source);
                            return keys.claim(operation, request).flatMap(claim -> switch (claim) {
                                case IdempotencyKeys.Claim.New _ -> run(operation, request, work);
                                case IdempotencyKeys.Claim.Mismatch _ ->
                                    Mono.just(Outcome.<R, E>refused(new Problem(
                                            "IDEMPOTENCY_MISMATCH",
                                            "This idempotencyKey was used with another input.",
                                            List.of("idempotencyKey"))));
                                case IdempotencyKeys.Claim.Repeat(String receipt) ->
                                    Mono.just(new Done<R, E>(keys.read(receipt, receiptType), List.of()));
                            });
                        },
                        outcome -> outcome instanceof Done)
                .onErrorResume(
                        StreamClosedException.class,
                        _ -> Mono.just(
                                Outcome.refused(new Problem("NOT_FOUND", "It was deleted meanwhile.", List.of()))));
    }

    private <R, E> Mono<Outcome<R, E>> run(
            Operation operation, Repeatable request, Function<Operation, Mono<Outcome<R, E>>> work) {
        return work.apply(operation).flatMap(outcome -> switch (outcome) {
            case Done<R, E> done ->
                log.append(operation, done.changes())
                        .then(keys.keep(operation, request, done.receipt()))
                        .thenReturn(outcome);
            case Refused<R, E> _ -> Mono.just(outcome);
        });
    }
}
