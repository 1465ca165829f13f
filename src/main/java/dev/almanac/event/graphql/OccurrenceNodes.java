package dev.almanac.event.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.event.EventReads;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.security.Viewer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds occurrences by their ids, in the viewer's zone; what an event no longer has is {@link Gone}. */
@Component
class OccurrenceNodes implements NodeResolver {

    private final EventReads events;
    private final CalendarAccess access;

    OccurrenceNodes(EventReads events, CalendarAccess access) {
        this.events = events;
        this.access = access;
    }

    @Override
    public String prefix() {
        return OccurrenceId.PREFIX;
    }

    @Override
    public boolean wellFormed(String id) {
        return OccurrenceId.parse(id) != null;
    }

    @Override
    public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
        var keys =
                ids.stream().map(OccurrenceId::parse).filter(Objects::nonNull).toList();
        return access.of(viewer)
                .flatMap(calendars -> events.occurrences(calendars, keys))
                .map(found -> {
                    Map<String, Object> nodes = new HashMap<>();
                    found.forEach((key, place) -> {
                        var id = id(key);
                        var occurrence = place.occurrence();
                        nodes.put(
                                id,
                                occurrence == null
                                        ? new Gone(id, EventNode.of(place.event(), viewer))
                                        : new OccurrenceNode(AgendaEntry.of(occurrence, viewer.timeZone())));
                    });
                    return nodes;
                });
    }

    private static String id(OccurrenceKey key) {
        return OccurrenceId.format(key.root(), key.slot());
    }
}
