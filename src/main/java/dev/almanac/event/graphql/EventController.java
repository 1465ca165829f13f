package dev.almanac.event.graphql;

import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.event.Event;
import dev.almanac.event.EventReads;
import dev.almanac.event.EventReads.Slice;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.agenda.OccurrenceService;
import dev.almanac.event.agenda.Place;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.page.Connection;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads events as they are defined, and page by page what each makes happen. */
@Controller
class EventController {

    private static final String EVENTS = "Calendar.events";
    private static final String OCCURRENCES = "Event.occurrences";

    private final EventReads events;
    private final OccurrenceService occurrences;
    private final RequestCalendars access;
    private final Cursors cursors;

    EventController(
            EventReads events,
            OccurrenceService occurrences,
            RequestCalendars access,
            Cursors cursors,
            BatchLoaderRegistry loaders) {
        this.events = events;
        this.occurrences = occurrences;
        this.access = access;
        this.cursors = cursors;
        loaders.<EventsKey, Connection<EventNode>>forName(EVENTS).registerMappedBatchLoader(this::events);
        loaders.<OccurrencesKey, Connection<OccurrenceNode>>forName(OCCURRENCES)
                .registerMappedBatchLoader(this::occurrences);
    }

    @QueryMapping
    Mono<EventNode> event(@Argument String id, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        UUID uuid = TypedId.parse(EventNode.PREFIX, id);
        if (uuid == null) {
            return Mono.error(new RequestRefusedException(Refusal.INVALID_ID, "This is not the id of an event"));
        }
        return access.of(viewer, memo)
                .flatMap(calendars -> events.events(calendars, List.of(uuid)))
                .mapNotNull(found -> found.get(uuid))
                .map(event -> EventNode.of(event, viewer));
    }

    /** A page of one calendar's events; the same arguments at several calendars are read in one statement. */
    private record EventsKey(CalendarNode calendar, Keyset keyset) {

        private record Keyset(@Nullable UUID mark, boolean backwards, int size) {}
    }

    @SchemaMapping(typeName = "Calendar", field = "events")
    CompletableFuture<Connection<EventNode>> events(
            CalendarNode calendar,
            PageArguments page,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        var mark = page.cursor() == null ? null : uuid(cursors.open(viewer, shape(calendar), page.cursor()));
        var keyset = new EventsKey.Keyset(mark, page.backwards(), page.size());
        return load(environment, EVENTS, new EventsKey(calendar, keyset));
    }

    private static String shape(CalendarNode calendar) {
        return "Calendar.events/1\n" + calendar.id();
    }

    private Mono<Map<EventsKey, Connection<EventNode>>> events(
            Set<EventsKey> keys, BatchLoaderEnvironment environment) {
        var groups = keys.stream().collect(Collectors.groupingBy(EventsKey::keyset));
        var viewer = RequestCalendars.viewer(environment);
        return access.of(environment)
                .flatMap(calendars -> Flux.fromIterable(groups.entrySet())
                        .concatMap(group -> events(calendars, viewer, group.getKey(), group.getValue()))
                        .collect(HashMap::new, Map::putAll));
    }

    private Mono<Map<EventsKey, Connection<EventNode>>> events(
            ViewerCalendars calendars, Viewer viewer, EventsKey.Keyset keyset, List<EventsKey> keys) {
        var wanted = keys.stream().map(key -> key.calendar().uuid()).toList();
        var mark = keyset.mark();
        boolean backwards = keyset.backwards();
        return events.pages(
                        calendars, wanted, backwards ? null : mark, backwards ? mark : null, backwards, keyset.size())
                .map(slices -> {
                    Map<EventsKey, Connection<EventNode>> pages = new HashMap<>();
                    for (var key : keys) {
                        var slice = slices.getOrDefault(key.calendar().uuid(), new Slice<Event>(List.of(), false));
                        pages.put(
                                key,
                                Connection.of(
                                        slice.items().stream()
                                                .map(event -> EventNode.of(event, viewer))
                                                .toList(),
                                        backwards ? slice.more() : mark != null,
                                        backwards ? mark != null : slice.more(),
                                        node -> cursors.sign(
                                                viewer,
                                                shape(key.calendar()),
                                                bytes(node.event().id()))));
                    }
                    return pages;
                });
    }

    /** A page of one event's occurrences; the same arguments at several events are read together. */
    private record OccurrencesKey(Event event, Arguments arguments, Places places) {

        private record Arguments(
                @Nullable Instant from, @Nullable Place after, int size, ZoneId zone) {}
    }

    @SchemaMapping(typeName = "Event", field = "occurrences")
    CompletableFuture<Connection<OccurrenceNode>> occurrences(
            EventNode event,
            @Argument @Nullable OffsetDateTime from,
            @Argument @Nullable ZoneId timeZone,
            PageArguments page,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        var zone = timeZone == null ? viewer.timeZone() : timeZone;
        var start = from == null ? null : from.toInstant();
        var shape = String.join("\n", "Event.occurrences/1", event.id(), String.valueOf(start), zone.getId());
        var places = new Places(cursors, viewer, shape);
        var arguments = new OccurrencesKey.Arguments(start, places.place(page.cursor()), page.size(), zone);
        return load(environment, OCCURRENCES, new OccurrencesKey(event.event(), arguments, places));
    }

    private static <K, V> CompletableFuture<V> load(DataFetchingEnvironment environment, String name, K key) {
        DataLoader<K, V> loader = environment.getDataLoader(name);
        return loader == null ? CompletableFuture.failedFuture(new IllegalStateException(name)) : loader.load(key);
    }

    private Mono<Map<OccurrencesKey, Connection<OccurrenceNode>>> occurrences(
            Set<OccurrencesKey> keys, BatchLoaderEnvironment environment) {
        var groups = keys.stream().collect(Collectors.groupingBy(OccurrencesKey::arguments));
        return access.of(environment)
                .flatMap(calendars -> Flux.fromIterable(groups.entrySet())
                        .concatMap(group -> occurrences(calendars, group.getKey(), group.getValue()))
                        .collect(HashMap::new, Map::putAll));
    }

    private Mono<Map<OccurrencesKey, Connection<OccurrenceNode>>> occurrences(
            ViewerCalendars calendars, OccurrencesKey.Arguments arguments, List<OccurrencesKey> keys) {
        var ids = keys.stream().map(key -> key.event().id()).collect(Collectors.toSet());
        return occurrences
                .pages(calendars, ids, arguments.from(), arguments.after(), arguments.size(), arguments.zone())
                .map(slices -> {
                    Map<OccurrencesKey, Connection<OccurrenceNode>> pages = new HashMap<>();
                    for (var key : keys) {
                        var slice = slices.getOrDefault(key.event().id(), new Slice<AgendaEntry>(List.of(), false));
                        pages.put(
                                key,
                                Connection.of(
                                        slice.items().stream()
                                                .map(OccurrenceNode::new)
                                                .toList(),
                                        arguments.after() != null,
                                        slice.more(),
                                        node -> key.places().cursor(node.place())));
                    }
                    return pages;
                });
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
