package dev.almanac.event.graphql;

import dev.almanac.event.Event;
import dev.almanac.event.EventReads;
import dev.almanac.event.SeriesPart;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.security.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The neighbours of a part of a split series. */
@Controller
class PartLoaders {

    private final RequestCalendars access;
    private final EventReads events;

    PartLoaders(RequestCalendars access, EventReads events) {
        this.access = access;
        this.events = events;
    }

    @BatchMapping(typeName = "Event", field = "previousPart")
    Mono<Map<EventNode, EventNode>> previousPart(
            List<EventNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        var ids = nodes.stream()
                .map(PartLoaders::previous)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return access.of(viewer, memo)
                .flatMap(calendars -> events.events(calendars, ids))
                .map(found -> neighbours(nodes, found, node -> previous(node), viewer));
    }

    @BatchMapping(typeName = "Event", field = "nextPart")
    Mono<Map<EventNode, EventNode>> nextPart(
            List<EventNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        var ids = nodes.stream()
                .map(EventNode::event)
                .filter(event -> event.part() != null)
                .map(Event::id)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return access.of(viewer, memo)
                .flatMap(calendars -> events.following(calendars, ids))
                .map(found -> neighbours(nodes, found, node -> node.event().id(), viewer));
    }

    private static Map<EventNode, EventNode> neighbours(
            List<EventNode> nodes, Map<UUID, Event> found, Function<EventNode, @Nullable UUID> key, Viewer viewer) {
        Map<EventNode, EventNode> neighbours = new HashMap<>();
        for (var node : nodes) {
            var id = key.apply(node);
            var event = id == null ? null : found.get(id);
            if (event != null) {
                neighbours.put(node, EventNode.of(event, viewer));
            }
        }
        return neighbours;
    }

    private static @Nullable UUID previous(EventNode node) {
        SeriesPart part = node.event().part();
        return part == null ? null : part.previous();
    }
}
