package dev.almanac.calendar;

import dev.almanac.change.Operation;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where calendars and their members are kept. Deleted calendars are not found. */
public interface CalendarStore {

    /** What a person is a member of, in no order. */
    Flux<Membership> ofMember(UUID user);

    Mono<Membership> find(UUID user, UUID calendar);

    /** As {@link #find}, the calendar locked until the transaction ends. */
    Mono<Membership> lock(UUID user, UUID calendar);

    /** Adds a calendar with the operation's actor as its owner, last in the actor's list; false where the id is in use. */
    Mono<Boolean> insert(Operation operation, Calendar calendar);

    Mono<Void> update(Operation operation, Calendar calendar);

    /** Marks it as deleted. */
    Mono<Void> delete(Operation operation, UUID calendar);

    /** Removes one calendar that was deleted by then, with all that is left in it; 1, or 0 where there is none. */
    Mono<Long> purge(Instant deletedBy);
}
