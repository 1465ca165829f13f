package dev.almanac.event;

import dev.almanac.account.Reminder;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.EventPartStore.Count;
import dev.almanac.event.EventPartStore.Owned;
import dev.almanac.event.EventPartStore.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What belongs to many events and occurrences at once. Whoever asks has the events or occurrences themselves from a service that has
 * asked about access.
 */
@Service
public class EventParts {

    private final EventPartStore store;

    EventParts(EventPartStore store) {
        this.store = store;
    }

    /** How many events each calendar holds that the viewer may read. */
    public Mono<Map<UUID, Integer>> counts(ViewerCalendars calendars, Collection<UUID> wanted) {
        var readable = wanted.stream()
                .filter(calendar -> calendars.may(Action.READ, calendar))
                .toList();
        return store.counts(readable).collectMap(Count::calendar, Count::events);
    }

    public Mono<Map<Owner, List<Attendee>>> attendees(Collection<Owner> owners) {
        return parts(owners, store::attendees, List.of());
    }

    public Mono<Map<Owner, List<Reminder>>> reminders(Collection<Owner> owners) {
        return parts(owners, store::reminders, List.of());
    }

    public Mono<Map<Owner, String>> descriptions(Collection<Owner> owners) {
        return parts(owners, store::descriptions, "");
    }

    /** An occurrence without its own has its series', so the series are asked for in the same statement. */
    private static <T> Mono<Map<Owner, T>> parts(
            Collection<Owner> owners, Function<Collection<Owner>, Flux<Owned<T>>> read, T none) {
        Set<Owner> asked = new LinkedHashSet<>(owners);
        for (var owner : owners) {
            asked.add(new Owner(owner.eventId(), null));
        }
        return read.apply(new ArrayList<>(asked))
                .collectMap(Owned::owner, Owned::value)
                .map(found -> {
                    Map<Owner, T> parts = new HashMap<>();
                    for (var owner : owners) {
                        var series = found.getOrDefault(new Owner(owner.eventId(), null), none);
                        parts.put(owner, found.getOrDefault(owner, series));
                    }
                    return parts;
                });
    }
}
