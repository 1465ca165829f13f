package dev.almanac.event.graphql;

import dev.almanac.account.Reminder;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.category.Category;
import dev.almanac.category.CategoryService;
import dev.almanac.category.Palette;
import dev.almanac.event.Attendee;
import dev.almanac.event.EventPartStore.Owner;
import dev.almanac.event.EventParts;
import dev.almanac.event.EventReads;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What belongs to events and occurrences, for all of a level of the operation at once. */
@Controller
class EventLoaders {

    private final RequestCalendars access;
    private final CategoryService categories;
    private final EventReads events;
    private final EventParts parts;

    EventLoaders(RequestCalendars access, CategoryService categories, EventReads events, EventParts parts) {
        this.access = access;
        this.categories = categories;
        this.events = events;
        this.parts = parts;
    }

    @BatchMapping(typeName = "Calendar", field = "eventCount")
    Mono<Map<CalendarNode, Integer>> eventCount(
            List<CalendarNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return access.of(viewer, memo)
                .flatMap(calendars -> parts.counts(
                        calendars, nodes.stream().map(CalendarNode::uuid).toList()))
                .map(counts -> each(nodes, node -> counts.getOrDefault(node.uuid(), 0)));
    }

    @BatchMapping(typeName = "Event", field = "calendar")
    Mono<Map<EventNode, CalendarNode>> calendarOfEvent(
            List<EventNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return access.of(viewer, memo)
                .map(calendars ->
                        each(nodes, node -> node(calendars, node.event().calendarId())));
    }

    @BatchMapping(typeName = "Occurrence", field = "calendar")
    Mono<Map<OccurrenceNode, CalendarNode>> calendarOfOccurrence(
            List<OccurrenceNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return access.of(viewer, memo).map(calendars -> {
            Map<UUID, CalendarNode> found = new HashMap<>();
            return each(nodes, node -> found.computeIfAbsent(node.calendarId(), calendar -> node(calendars, calendar)));
        });
    }

    @BatchMapping(typeName = "BusyBlock", field = "calendar")
    Mono<Map<BusyBlock, CalendarNode>> calendarOfBusyBlock(
            List<BusyBlock> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return access.of(viewer, memo).map(calendars -> each(nodes, node -> node(calendars, node.calendarId())));
    }

    @BatchMapping(typeName = "Occurrence", field = "event")
    Mono<Map<OccurrenceNode, EventNode>> event(
            List<OccurrenceNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        var ids = nodes.stream()
                .filter(node -> node.knownEvent() == null)
                .map(node -> node.occurrence().eventId())
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Mono.just(each(nodes, OccurrenceNode::knownEvent));
        }
        return access.of(viewer, memo)
                .flatMap(calendars -> events.events(calendars, ids))
                .map(found -> {
                    Map<UUID, EventNode> byId = new HashMap<>();
                    found.forEach((id, event) -> byId.put(id, EventNode.of(event, viewer)));
                    return each(nodes, node -> {
                        var known = node.knownEvent();
                        return known == null ? byId.get(node.occurrence().eventId()) : known;
                    });
                });
    }

    @BatchMapping(typeName = "Event", field = "categories")
    Mono<Map<EventNode, List<EventCategory>>> categoriesOfEvent(
            List<EventNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return colored(nodes, node -> node.event().details().categories(), viewer, memo);
    }

    @BatchMapping(typeName = "Occurrence", field = "categories")
    Mono<Map<OccurrenceNode, List<EventCategory>>> categoriesOfOccurrence(
            List<OccurrenceNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return colored(nodes, node -> node.occurrence().categories(), viewer, memo);
    }

    @BatchMapping(typeName = "Event", field = "attendees")
    Mono<Map<EventNode, List<Attendee>>> attendeesOfEvent(List<EventNode> nodes) {
        return ofEvents(nodes, parts::attendees, node -> {
            var contents = node.contents();
            return contents == null ? null : contents.attendees();
        });
    }

    @BatchMapping(typeName = "Occurrence", field = "attendees")
    Mono<Map<OccurrenceNode, List<Attendee>>> attendeesOfOccurrence(List<OccurrenceNode> nodes) {
        return ofOccurrences(nodes, parts::attendees);
    }

    @BatchMapping(typeName = "Event", field = "reminders")
    Mono<Map<EventNode, List<Reminder>>> remindersOfEvent(List<EventNode> nodes) {
        return ofEvents(nodes, parts::reminders, node -> {
            var contents = node.contents();
            return contents == null ? null : contents.reminders();
        });
    }

    @BatchMapping(typeName = "Occurrence", field = "reminders")
    Mono<Map<OccurrenceNode, List<Reminder>>> remindersOfOccurrence(List<OccurrenceNode> nodes) {
        return ofOccurrences(nodes, parts::reminders);
    }

    @BatchMapping(typeName = "Occurrence", field = "description")
    Mono<Map<OccurrenceNode, String>> description(List<OccurrenceNode> nodes) {
        return ofOccurrences(nodes, parts::descriptions);
    }

    private <T> Mono<Map<OccurrenceNode, T>> ofOccurrences(
            List<OccurrenceNode> nodes, Function<Collection<Owner>, Mono<Map<Owner, T>>> read) {
        return read.apply(nodes.stream().map(OccurrenceNode::owner).collect(Collectors.toSet()))
                .map(found -> each(nodes, node -> found.get(node.owner())));
    }

    private <T> Mono<Map<EventNode, T>> ofEvents(
            List<EventNode> nodes,
            Function<Collection<Owner>, Mono<Map<Owner, T>>> read,
            Function<EventNode, @Nullable T> known) {
        var unknown = nodes.stream()
                .filter(node -> known.apply(node) == null)
                .map(EventLoaders::owner)
                .collect(Collectors.toSet());
        Mono<Map<Owner, T>> reading = unknown.isEmpty() ? Mono.just(Map.of()) : read.apply(unknown);
        return reading.map(found -> each(nodes, node -> {
            var own = known.apply(node);
            return own == null ? found.get(owner(node)) : own;
        }));
    }

    private static Owner owner(EventNode node) {
        return new Owner(node.event().id(), null);
    }

    /** The schema's type of this name: a category as the viewer sees it. */
    record EventCategory(String name, String color) {}

    private <N> Mono<Map<N, List<EventCategory>>> colored(
            List<N> nodes, Function<N, List<String>> names, Viewer viewer, RequestMemo memo) {
        if (nodes.stream().allMatch(node -> names.apply(node).isEmpty())) {
            return Mono.just(each(nodes, _ -> List.of()));
        }
        return memo.once(Category.class, () -> categories.all(viewer).collectList())
                .map(own -> {
                    Map<String, String> colors =
                            own.stream().collect(Collectors.toMap(Category::name, Category::color));
                    return each(
                            nodes,
                            node -> names.apply(node).stream()
                                    .map(name ->
                                            new EventCategory(name, colors.getOrDefault(name, Palette.color(name))))
                                    .toList());
                });
    }

    private static @Nullable CalendarNode node(ViewerCalendars calendars, UUID calendar) {
        var membership = calendars.find(calendar);
        return membership == null ? null : CalendarNode.of(membership);
    }

    private static <N, T> Map<N, T> each(List<N> nodes, Function<N, @Nullable T> value) {
        Map<N, T> values = new HashMap<>();
        for (var node : nodes) {
            var found = value.apply(node);
            if (found != null) {
                values.put(node, found);
            }
        }
        return values;
    }
}
