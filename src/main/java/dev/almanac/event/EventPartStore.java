package dev.almanac.event;

import dev.almanac.account.Reminder;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Reads what belongs to many events or occurrences at once, each kind in one statement. */
public interface EventPartStore {

    /** What something belongs to: an occurrence that differs from its series, or with a null slot the series. */
    record Owner(UUID eventId, @Nullable LocalDateTime slot) {}

    /** Something that belongs to an occurrence or a series. */
    record Owned<T>(Owner owner, T value) {}

    /** How many events a calendar holds. */
    record Count(UUID calendar, int events) {}

    /** Calendars that hold none are left out. */
    Flux<Count> counts(Collection<UUID> calendars);

    /** In their order; an owner that has none of its own is left out. An empty list is an occurrence's own. */
    Flux<Owned<List<Attendee>>> attendees(Collection<Owner> owners);

    /** As {@link #attendees}. */
    Flux<Owned<List<Reminder>>> reminders(Collection<Owner> owners);

    /** The descriptions; an occurrence that has none of its own is left out. */
    Flux<Owned<String>> descriptions(Collection<Owner> owners);
}
