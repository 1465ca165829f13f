package dev.almanac.icalendar.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.event.agenda.Window;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.WindowInput;
import dev.almanac.icalendar.ExportSettings;
import dev.almanac.icalendar.writing.CalendarExport;
import dev.almanac.icalendar.writing.CalendarExport.Export;
import dev.almanac.platform.Limits;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calendars and events as iCalendar text. */
@Controller
class ICalendarExports {

    private static final String CALENDARS = "Calendar.iCalendar";
    private static final String EVENTS = "Event.iCalendar";
    private static final String LIMIT = "exportBytes";

    private final CalendarExport exports;
    private final CalendarAccess access;
    private final ExportSettings settings;
    private final Limits limits;

    ICalendarExports(
            CalendarExport exports,
            CalendarAccess access,
            ExportSettings settings,
            Limits limits,
            BatchLoaderRegistry loaders) {
        this.exports = exports;
        this.access = access;
        this.settings = settings;
        this.limits = limits;
        loaders.<CalendarKey, Export>forName(CALENDARS).registerMappedBatchLoader(this::calendars);
        loaders.<EventNode, Export>forName(EVENTS).registerMappedBatchLoader(this::events);
    }

    @SchemaMapping(typeName = "Limits", field = LIMIT)
    int exportBytes() {
        return Math.toIntExact(settings.textSize().toBytes());
    }

    /** One calendar's text; the same window of several calendars is read together. */
    private record CalendarKey(UUID calendar, Optional<Window> window) {}

    @SchemaMapping(typeName = "Calendar", field = "iCalendar")
    CompletableFuture<String> ofCalendar(
            CalendarNode calendar,
            @Argument @Nullable WindowInput window,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        var asked = Optional.ofNullable(window).map(input -> input.window(viewer.timeZone(), limits));
        return text(environment, CALENDARS, new CalendarKey(calendar.uuid(), asked), calendar.uuid());
    }

    @SchemaMapping(typeName = "Event", field = "iCalendar")
    CompletableFuture<String> ofEvent(EventNode node, DataFetchingEnvironment environment) {
        return text(environment, EVENTS, node, node.event().calendarId());
    }

    private <K> CompletableFuture<String> text(DataFetchingEnvironment environment, String name, K key, UUID calendar) {
        DataLoader<K, Export> loader = environment.getDataLoader(name);
        return loader == null
                ? CompletableFuture.failedFuture(new IllegalStateException(name))
                : loader.load(key).thenApply(export -> text(export, calendar));
    }

    private String text(Export export, UUID calendar) {
        return switch (export) {
            case Export.Text(String text) -> text;
            case Export.TooLarge(long octets) -> throw tooLarge(octets, calendar);
        };
    }

    private RequestRefusedException tooLarge(long octets, UUID calendar) {
        var address = "/export/" + TypedId.format(CalendarNode.PREFIX, calendar) + ".ics";
        return new RequestRefusedException(
                Refusal.LIMIT_EXCEEDED,
                LIMIT + ": " + exportBytes() + " allowed; the whole calendar is at GET " + address,
                Map.of("limit", LIMIT, "max", exportBytes(), "actual", octets, "address", address));
    }

    private Mono<Map<CalendarKey, Export>> calendars(Set<CalendarKey> keys, BatchLoaderEnvironment environment) {
        var groups = keys.stream().collect(Collectors.groupingBy(CalendarKey::window));
        long octets = settings.textSize().toBytes();
        return access(environment)
                .flatMap(calendars -> Flux.fromIterable(groups.entrySet())
                        // What one request is answered with is bounded, however many windows it asks for.
                        .concatMap(group -> calendars(
                                calendars, group.getKey().orElse(null), group.getValue(), octets / groups.size()))
                        .collect(HashMap::new, Map::putAll));
    }

    private Mono<Map<CalendarKey, Export>> calendars(
            ViewerCalendars calendars, @Nullable Window window, List<CalendarKey> keys, long octets) {
        var wanted = keys.stream().map(CalendarKey::calendar).toList();
        return exports.calendars(calendars, wanted, window, octets).map(found -> {
            Map<CalendarKey, Export> texts = new HashMap<>();
            for (var key : keys) {
                var text = found.get(key.calendar());
                if (text != null) {
                    texts.put(key, text);
                }
            }
            return texts;
        });
    }

    /** Those that are stored are read together; of a preview the event is at hand. */
    private Mono<Map<EventNode, Export>> events(Set<EventNode> nodes, BatchLoaderEnvironment environment) {
        var stored = nodes.stream()
                .filter(node -> node.contents() == null)
                .map(node -> node.event().id())
                .collect(Collectors.toSet());
        return access(environment)
                .flatMap(calendars -> exports.events(calendars, stored)
                        .flatMap(found -> Flux.fromIterable(nodes)
                                .concatMap(node ->
                                        of(node, calendars.viewer(), found).map(export -> Map.entry(node, export)))
                                .collectMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Mono<Export> of(EventNode node, Viewer viewer, Map<UUID, Export> found) {
        var contents = node.contents();
        return contents == null ? Mono.justOrEmpty(found.get(node.event().id())) : exports.event(viewer, contents);
    }

    private Mono<ViewerCalendars> access(BatchLoaderEnvironment environment) {
        GraphQLContext context = Objects.requireNonNull(environment.getContext());
        var viewer = Objects.requireNonNull(context.<Viewer>get(Viewer.class));
        return RequestMemo.of(context).once(ViewerCalendars.class, () -> access.of(viewer));
    }
}
