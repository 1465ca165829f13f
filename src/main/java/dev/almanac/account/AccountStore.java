package dev.almanac.account;

import dev.almanac.change.Operation;
import dev.almanac.platform.security.Identity;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where people are kept. */
public interface AccountStore {

    /** A person with their preferences. */
    record Account(User user, Preferences preferences) {}

    /** The person whom an issuer knows under this identity. */
    Mono<Account> find(Identity identity);

    Mono<Account> find(UUID user);

    /** Adds the person; false where another transaction added the identity first. */
    Mono<Boolean> insert(Operation operation, Identity identity, User user, Preferences preferences);

    /** What the issuer now states of the person. */
    Mono<Void> update(User user);

    /** The preferences, locked until the transaction ends. */
    Mono<Preferences> lockPreferences(UUID user);

    Mono<Void> update(Operation operation, UUID user, Preferences preferences);
}
