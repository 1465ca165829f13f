package dev.almanac.event.export;

import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.agenda.AgendaService;
import dev.almanac.event.agenda.AgendaService.Asked;
import dev.almanac.event.agenda.Window;
import dev.almanac.event.export.EventExportStore.Part;
import dev.almanac.event.export.EventExportStore.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads events whole, as they leave the house: what the viewer may not read is not there. What is asked for at once is weighed before it
 * is read; a calendar of any size comes page by page.
 */
@Service
public class EventExport {

    /** The least octets that an event takes, written out. */
    static final int LEAST = 140;

    private static final int PAGE = 200;
    private static final long PAGE_OCTETS = 1 << 20;
    private static final int ALL_OCCURRENCES = 500_000;

    private final EventExportStore store;
    private final AgendaService agenda;

    EventExport(EventExportStore store, AgendaService agenda) {
        this.store = store;
        this.agenda = agenda;
    }

    /** What there is under one of the ids asked for. */
    public sealed interface Found {

        /** The events, in the order of their ids. */
        record Events(List<WholeEvent> events) implements Found {
            public Events {
                events = List.copyOf(events);
            }
        }

        /**
         * More than was to be read.
         *
         * @param octets at least so many, with what was found before it
         */
        record TooMuch(long octets) implements Found {}
    }

    /**
     * The events of each calendar, or those of which an occurrence lies in a window.
     *
     * @param octets the most of text, of all calendars together
     */
    public Mono<Map<UUID, Found>> ofCalendars(
            ViewerCalendars calendars, Collection<UUID> wanted, @Nullable Window window, long octets) {
        var readable = calendars.readable(wanted);
        int most = (int) Math.min(octets / LEAST + 1, Integer.MAX_VALUE);
        if (window == null) {
            return weighed(wanted, store.ofCalendars(readable, null, most), Weight::calendar, octets);
        }
        return agenda.pages(calendars, readable, new Asked(window, null, null), ALL_OCCURRENCES)
                .flatMap(happening -> {
                    Set<UUID> events = happening.values().stream()
                            .flatMap(slice -> slice.items().stream())
                            .map(entry -> entry.occurrence().eventId())
                            .collect(Collectors.toSet());
                    return weighed(wanted, store.ofCalendars(readable, events, most), Weight::calendar, octets);
                });
    }

    /** These events, as {@link #ofCalendars}. */
    public Mono<Map<UUID, Found>> ofEvents(ViewerCalendars calendars, Collection<UUID> wanted, long octets) {
        var readable = store.ofEvents(wanted).filter(weight -> calendars.may(Action.READ, weight.calendar()));
        return weighed(wanted, readable, Weight::event, octets);
    }

    private Mono<Map<UUID, Found>> weighed(
            Collection<UUID> wanted, Flux<Weight> weights, Function<Weight, UUID> key, long octets) {
        return weights.collect(Collectors.groupingBy(key)).flatMap(groups -> {
            Map<UUID, Found> found = new HashMap<>();
            List<UUID> read = new ArrayList<>();
            long sum = 0;
            for (var id : wanted.stream().distinct().toList()) {
                var group = groups.getOrDefault(id, List.of());
                long own = group.stream().mapToLong(Weight::octets).sum();
                if (sum + own > octets) {
                    found.put(id, new Found.TooMuch(sum + own));
                } else {
                    sum += own;
                    group.forEach(weight -> read.add(weight.event()));
                }
            }
            return whole(read).map(events -> {
                for (var id : wanted) {
                    found.computeIfAbsent(
                            id,
                            _ -> new Found.Events(groups.getOrDefault(id, List.of()).stream()
                                    .map(weight -> events.get(weight.event()))
                                    .filter(Objects::nonNull)
                                    .map(Objects::requireNonNull)
                                    .toList()));
                }
                return found;
            });
        });
    }

    /** All events of a calendar in order of their ids, in lists of as many as one reads at once; none of one that may not be read. */
    public Flux<List<WholeEvent>> all(ViewerCalendars calendars, UUID calendar) {
        return calendars.may(Action.READ, calendar) ? Flux.defer(() -> new Walk(calendar).pages()) : Flux.empty();
    }

    /** The zones that a calendar's events use; none of a calendar that may not be read. */
    public Flux<ZoneUse> zones(ViewerCalendars calendars, UUID calendar) {
        return calendars.may(Action.READ, calendar) ? store.zones(calendar) : Flux.empty();
    }

    /** A calendar on the way from its first event to its last. */
    private final class Walk {

        private final UUID calendar;
        private @Nullable UUID last;
        private boolean ended;

        Walk(UUID calendar) {
            this.calendar = calendar;
        }

        Flux<List<WholeEvent>> pages() {
            return Mono.defer(this::page).repeat(() -> !ended);
        }

        private Mono<List<WholeEvent>> page() {
            return store.page(calendar, last, PAGE).collectList().flatMap(weights -> {
                List<UUID> ids = new ArrayList<>();
                long sum = 0;
                for (var weight : weights) {
                    if (!ids.isEmpty() && sum + weight.octets() > PAGE_OCTETS) {
                        break;
                    }
                    sum += weight.octets();
                    ids.add(weight.event());
                }
                ended = ids.size() == weights.size() && weights.size() < PAGE;
                last = ids.isEmpty() ? last : ids.getLast();
                return whole(ids)
                        .map(events -> ids.stream()
                                .map(events::get)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull)
                                .toList());
            });
        }
    }

    private Mono<Map<UUID, WholeEvent>> whole(List<UUID> ids) {
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : store.contents(ids).collectList().flatMap(this::withNeighbours);
    }

    /**
     * Events with the UIDs of their neighbours, which the viewer may read where the events are: an edit splits a series in its calendar.
     * A part that was moved to another calendar since is left out. Whoever asks has asked about access.
     */
    public Mono<Map<UUID, WholeEvent>> withNeighbours(List<EventContents> events) {
        var roots = events.stream()
                .map(EventContents::event)
                .filter(event -> event.part() != null)
                .map(Event::rootId)
                .collect(Collectors.toSet());
        Mono<Map<UUID, List<Part>>> parts =
                roots.isEmpty() ? Mono.just(Map.of()) : store.parts(roots).collect(Collectors.groupingBy(Part::root));
        return parts.map(byRoot -> events.stream()
                .collect(Collectors.toMap(
                        contents -> contents.event().id(),
                        contents -> whole(
                                contents, byRoot.getOrDefault(contents.event().rootId(), List.of())))));
    }

    private static WholeEvent whole(EventContents contents, List<Part> parts) {
        var event = contents.event();
        var ordered = parts.stream()
                .filter(part -> part.calendar().equals(event.calendarId()))
                .sorted(Comparator.comparing(Part::from, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        int at = ordered.stream().map(Part::event).toList().indexOf(event.id());
        return new WholeEvent(
                contents,
                at > 0 ? ordered.getFirst().uid() : null,
                at >= 0 && at + 1 < ordered.size() ? ordered.get(at + 1).uid() : null);
    }
}
