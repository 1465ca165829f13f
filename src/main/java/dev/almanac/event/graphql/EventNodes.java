package dev.almanac.event.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.event.EventReads;
import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds events by their ids. */
@Component
class EventNodes implements NodeResolver {

    private final EventReads events;
    private final CalendarAccess access;

    EventNodes(EventReads events, CalendarAccess access) {
        this.events = events;
        this.access = access;
    }

    @Override
    public String prefix() {
        return EventNode.PREFIX;
    }

    @Override
    public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
        List<UUID> uuids =
                ids.stream().map(id -> TypedId.parse(EventNode.PREFIX, id)).toList();
        return access.of(viewer)
                .flatMap(calendars -> events.events(calendars, uuids))
                .map(found -> {
                    Map<String, Object> nodes = new HashMap<>();
                    found.values().forEach(event -> {
                        var node = EventNode.of(event, viewer);
                        nodes.put(node.id(), node);
                    });
                    return nodes;
                });
    }
}
