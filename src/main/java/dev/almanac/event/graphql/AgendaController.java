package dev.almanac.event.graphql;

import dev.almanac.calendar.Membership.Sight;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.event.Event;
import dev.almanac.event.EventReads;
import dev.almanac.event.EventReads.Slice;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.agenda.AgendaService;
import dev.almanac.event.agenda.AgendaService.Asked;
import dev.almanac.event.agenda.Day;
import dev.almanac.platform.Limits;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.page.Connection;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens when: of all calendars together, and of each. */
@Controller
class AgendaController {

    private static final String PAGES = "Calendar.agenda";
    private static final Set<String> PAGE_FIELDS = Set.of("edges", "nodes", "pageInfo");

    private final AgendaService agenda;
    private final EventReads events;
    private final RequestCalendars access;
    private final Cursors cursors;
    private final Limits limits;

    AgendaController(
            AgendaService agenda,
            EventReads events,
            RequestCalendars access,
            Cursors cursors,
            Limits limits,
            BatchLoaderRegistry loaders) {
        this.agenda = agenda;
        this.events = events;
        this.access = access;
        this.cursors = cursors;
        this.limits = limits;
        loaders.<PageKey, AgendaPage>forName(PAGES).registerMappedBatchLoader(this::pages);
    }

    /** One calendar's page; the same arguments at several calendars are read in one statement. */
    private record PageKey(UUID calendar, AgendaArguments arguments, boolean withEvents) {}

    @SchemaMapping(typeName = "Viewer", field = "agenda")
    Mono<AgendaPage> ofViewer(
            Viewer viewer,
            @Argument WindowInput window,
            @Argument @Nullable List<String> calendars,
            @Argument @Nullable List<String> categories,
            @Argument @Nullable ZoneId timeZone,
            PageArguments page,
            @ContextValue RequestMemo memo,
            DataFetchingEnvironment environment) {
        var asked =
                AgendaArguments.of(window, calendars, categories, page, timeZone, "viewer", viewer, limits, cursors);
        return access.of(viewer, memo)
                .flatMap(own -> read(own, asked, environment)
                        .flatMap(slice -> shown(own, viewer, withEvents(environment), List.of(slice))
                                .map(shown -> new AgendaPage(
                                        connection(shown, slice, asked), asked.asked(), null, asked.calendars()))));
    }

    private static boolean withEvents(DataFetchingEnvironment environment) {
        return environment.getSelectionSet().containsAnyOf("nodes/event", "edges/node/event");
    }

    /**
     * What pages are made of beside their entries.
     *
     * @param events those of the entries that can be read; null: none are asked for
     */
    private record Shown(
            ViewerCalendars calendars, @Nullable Map<UUID, EventNode> events) {

        AgendaItem item(AgendaEntry entry) {
            return details(calendars, entry)
                    ? new OccurrenceNode(
                            entry,
                            events == null
                                    ? null
                                    : events.get(entry.occurrence().eventId()))
                    : new BusyBlock(entry);
        }

        /** Whether it would have to show an event that cannot be read, which would take all others with it. */
        boolean unreadable(AgendaItem item) {
            return events != null && item instanceof OccurrenceNode node && node.knownEvent() == null;
        }
    }

    private static boolean details(ViewerCalendars calendars, AgendaEntry entry) {
        var membership = calendars.find(entry.occurrence().calendarId());
        return membership != null && membership.sight() == Sight.DETAILS;
    }

    private Mono<Shown> shown(
            ViewerCalendars calendars, Viewer viewer, boolean withEvents, Collection<Slice<AgendaEntry>> slices) {
        if (!withEvents) {
            return Mono.just(new Shown(calendars, null));
        }
        var ids = slices.stream()
                .flatMap(slice -> slice.items().stream())
                .filter(entry -> details(calendars, entry))
                .map(entry -> entry.occurrence().eventId())
                .collect(Collectors.toSet());
        Mono<Map<UUID, Event>> reading = ids.isEmpty() ? Mono.just(Map.of()) : events.listed(calendars, ids);
        return reading.map(found -> {
            Map<UUID, EventNode> nodes = new HashMap<>();
            found.forEach((id, event) -> nodes.put(id, EventNode.of(event, viewer)));
            return new Shown(calendars, nodes);
        });
    }

    /** A page of which nothing is selected is not read: month views ask for the days alone. */
    private Mono<Slice<AgendaEntry>> read(
            ViewerCalendars calendars, AgendaArguments arguments, DataFetchingEnvironment environment) {
        boolean selected = environment.getSelectionSet().getImmediateFields().stream()
                .map(SelectedField::getName)
                .anyMatch(PAGE_FIELDS::contains);
        return selected
                ? agenda.page(calendars, arguments.calendars(), arguments.asked(), arguments.size())
                : Mono.just(new Slice<>(List.of(), false));
    }

    @SchemaMapping(typeName = "Calendar", field = "agenda")
    CompletableFuture<AgendaPage> ofCalendar(
            CalendarNode calendar,
            @Argument WindowInput window,
            @Argument @Nullable List<String> categories,
            @Argument @Nullable ZoneId timeZone,
            PageArguments page,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        var asked =
                AgendaArguments.of(window, null, categories, page, timeZone, calendar.id(), viewer, limits, cursors);
        DataLoader<PageKey, AgendaPage> loader = environment.getDataLoader(PAGES);
        return loader == null
                ? CompletableFuture.failedFuture(new IllegalStateException(PAGES))
                : loader.load(new PageKey(calendar.uuid(), asked, withEvents(environment)));
    }

    private Mono<Map<PageKey, AgendaPage>> pages(Set<PageKey> keys, BatchLoaderEnvironment environment) {
        var viewer = RequestCalendars.viewer(environment);
        return access.of(environment)
                .flatMapMany(calendars ->
                        Flux.fromIterable(grouped(keys).values()).flatMap(group -> pages(calendars, viewer, group)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Map<Object, List<PageKey>> grouped(Set<PageKey> keys) {
        record Same(Asked asked, int size, boolean withEvents) {}
        return keys.stream()
                .collect(Collectors.groupingBy(
                        key -> new Same(key.arguments().asked(), key.arguments().size(), key.withEvents())));
    }

    private Flux<Map.Entry<PageKey, AgendaPage>> pages(ViewerCalendars calendars, Viewer viewer, List<PageKey> group) {
        var asked = group.getFirst().arguments();
        var wanted = group.stream().map(PageKey::calendar).toList();
        return agenda.pages(calendars, wanted, asked.asked(), asked.size())
                .flatMap(slices -> shown(calendars, viewer, group.getFirst().withEvents(), slices.values())
                        .map(shown -> group.stream()
                                .map(key -> Map.entry(key, page(shown, slices, key)))
                                .toList()))
                .flatMapIterable(pages -> pages);
    }

    private AgendaPage page(Shown shown, Map<UUID, Slice<AgendaEntry>> slices, PageKey key) {
        var slice = slices.getOrDefault(key.calendar(), new Slice<>(List.of(), false));
        return new AgendaPage(
                connection(shown, slice, key.arguments()), key.arguments().asked(), key.calendar(), null);
    }

    /** The days of all agendas of a level; those of calendars with the same window in one statement. */
    @BatchMapping(typeName = "AgendaConnection", field = "days")
    Mono<Map<AgendaPage, List<Day>>> days(
            List<AgendaPage> pages, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        Map<AgendaPage, List<Day>> days = new HashMap<>();
        Map<Asked, List<AgendaPage>> byWindow = new HashMap<>();
        List<AgendaPage> together = new ArrayList<>();
        for (var page : pages) {
            var asked = new Asked(page.asked().window(), page.asked().categories(), null);
            if (page.calendar() == null) {
                together.add(page);
            } else {
                byWindow.computeIfAbsent(asked, _ -> new ArrayList<>()).add(page);
            }
        }
        return access.of(viewer, memo)
                .flatMap(calendars -> Flux.fromIterable(together)
                        .concatMap(page -> agenda.daysTogether(calendars, page.calendars(), page.asked())
                                .doOnNext(list -> days.put(page, list)))
                        .thenMany(Flux.fromIterable(byWindow.entrySet()))
                        .concatMap(entry -> days(calendars, entry.getKey(), entry.getValue(), days))
                        .then())
                .thenReturn(days);
    }

    private Mono<?> days(
            ViewerCalendars calendars, Asked asked, List<AgendaPage> pages, Map<AgendaPage, List<Day>> days) {
        var wanted = pages.stream()
                .map(AgendaPage::calendar)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return agenda.days(calendars, wanted, asked)
                .doOnNext(found -> pages.forEach(page -> {
                    var calendar = page.calendar();
                    days.put(page, calendar == null ? List.of() : found.getOrDefault(calendar, List.of()));
                }));
    }

    private Connection<AgendaItem> connection(Shown shown, Slice<AgendaEntry> slice, AgendaArguments arguments) {
        return Connection.of(
                        slice.items().stream().map(shown::item).toList(),
                        arguments.asked().after() != null,
                        slice.more(),
                        item -> arguments.places().cursor(item.place()))
                .without(shown::unreadable);
    }
}
