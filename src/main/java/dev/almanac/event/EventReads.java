package dev.almanac.event;

import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.ViewerCalendars;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads events and single occurrences for a viewer: what the viewer may not read is not there. */
@Service
public class EventReads {

    private final EventStore store;

    EventReads(EventStore store) {
        this.store = store;
    }

    /** An occurrence by what its id is made of. */
    public record OccurrenceKey(UUID root, LocalDateTime slot) {}

    /** What has become of an occurrence: it is there, or its event no longer has it. */
    public record Whereabouts(Event event, @Nullable Occurrence occurrence) {}

    /** A page of a list, with whether there is more in the direction read. */
    public record Slice<T>(List<T> items, boolean more) {
        public Slice {
            items = List.copyOf(items);
        }
    }

    /** One that is asked for alone and cannot be read is an error; among others it is left out. */
    public Mono<Map<UUID, Event>> events(ViewerCalendars calendars, Collection<UUID> ids) {
        return readable(calendars, store.find(ids));
    }

    /** The events of what a list shows: what cannot be read is left out, also of one. */
    public Mono<Map<UUID, Event>> listed(ViewerCalendars calendars, Collection<UUID> ids) {
        return readable(calendars, store.findReadable(ids));
    }

    private static Mono<Map<UUID, Event>> readable(ViewerCalendars calendars, Flux<Event> events) {
        return events.filter(event -> calendars.may(Action.READ, event.calendarId()))
                .collectMap(Event::id, Function.identity());
    }

    /** The parts of split series that follow on these, by the ids of these. */
    public Mono<Map<UUID, Event>> following(ViewerCalendars calendars, Collection<UUID> parts) {
        Map<UUID, Event> following = new HashMap<>();
        return store.findFollowing(parts)
                .filter(event -> calendars.may(Action.READ, event.calendarId()))
                .doOnNext(event -> {
                    var part = event.part();
                    var previous = part == null ? null : part.previous();
                    if (previous != null) {
                        following.put(previous, event);
                    }
                })
                .then(Mono.just(following));
    }

    /** A page of each calendar's events in the order of their ids. */
    public Mono<Map<UUID, Slice<Event>>> pages(
            ViewerCalendars calendars,
            Collection<UUID> wanted,
            @Nullable UUID after,
            @Nullable UUID before,
            boolean backwards,
            int size) {
        var readable = wanted.stream()
                .filter(calendar -> calendars.may(Action.READ, calendar))
                .toList();
        return store.pages(readable, after, before, backwards, size + 1)
                .collect(Collectors.groupingBy(Event::calendarId))
                .map(read -> wanted.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                calendar -> slice(read.getOrDefault(calendar, List.of()), backwards, size))));
    }

    private static Slice<Event> slice(List<Event> read, boolean backwards, int size) {
        var page = read.subList(0, Math.min(size, read.size()));
        return new Slice<>(backwards ? page.reversed() : page, read.size() > size);
    }

    /** The occurrences of these ids, or where they went; ids of events that the viewer may not read are left out. */
    public Mono<Map<OccurrenceKey, Whereabouts>> occurrences(
            ViewerCalendars calendars, Collection<OccurrenceKey> keys) {
        return store.findByOccurrences(keys)
                .filter(event -> calendars.may(Action.READ, event.calendarId()))
                .map(Event::id)
                .collectList()
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(List.<EventContents>of())
                        : store.contents(ids).collectList())
                .map(parts -> whereabouts(parts, keys));
    }

    private static Map<OccurrenceKey, Whereabouts> whereabouts(
            List<EventContents> parts, Collection<OccurrenceKey> keys) {
        Map<UUID, List<EventContents>> byRoot = parts.stream()
                .collect(Collectors.groupingBy(part -> part.event().rootId()));
        Map<UUID, Derivation> derivations = new HashMap<>();
        Map<OccurrenceKey, Whereabouts> found = new LinkedHashMap<>();
        for (var key : keys) {
            for (var part : byRoot.getOrDefault(key.root(), List.of())) {
                var event = part.event();
                var own = event.part();
                var derivation = derivations.computeIfAbsent(event.id(), _ -> new Derivation(part));
                var start = event.originalStart(key.slot());
                if ((own == null || own.owns(key.slot()))
                        && derivation.expansion().contains(start)) {
                    found.put(key, new Whereabouts(event, derivation.occurrence(start)));
                } else {
                    found.putIfAbsent(key, new Whereabouts(event, null));
                }
            }
        }
        return found;
    }
}
