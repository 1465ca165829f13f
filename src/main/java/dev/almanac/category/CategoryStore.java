package dev.almanac.category;

import dev.almanac.change.Operation;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where categories are kept. */
public interface CategoryStore {

    /** What became of a row to be written. */
    enum Stored {
        DONE,
        ID_IN_USE,
        NAME_IN_USE
    }

    /** A person's categories, in no order. */
    Flux<Category> ofUser(UUID user);

    Flux<Category> find(UUID user, Collection<UUID> ids);

    /** A person's category, locked until the transaction ends. */
    Mono<Category> lock(UUID user, UUID id);

    Mono<Long> count(UUID user);

    Mono<Stored> insert(Operation operation, Category category);

    Mono<Stored> update(Operation operation, Category category);

    Mono<Void> delete(UUID id);
}
