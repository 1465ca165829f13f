package dev.almanac.account;

import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/** What another feature prepares for a person at the first sign-in, in the transaction that makes the person. */
public interface Welcome {

    /** Prepares it, and answers the changes to append to the log. */
    Mono<List<Change>> prepare(Operation operation, User user, Preferences preferences);
}
