package dev.almanac.event.edit.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.EventReads;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.edit.EditReceipt;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceNode;
import dev.almanac.platform.security.Viewer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what edits have left, for their payloads. A repeated request may find that it has been deleted since. */
@Component
class EditedEvents {

    private final EventReads events;
    private final CalendarAccess access;

    EditedEvents(EventReads events, CalendarAccess access) {
        this.events = events;
        this.access = access;
    }

    /** What a receipt names, as far as it is there. */
    record Edited(@Nullable EventNode event, @Nullable OccurrenceNode occurrence) {}

    /** What receipts name, as far as it is there. */
    record Found(Map<UUID, EventNode> events, Map<OccurrenceKey, OccurrenceNode> occurrences) {

        Edited of(EditReceipt receipt) {
            var event = receipt.event();
            var key = receipt.occurrence();
            return new Edited(event == null ? null : events.get(event), key == null ? null : occurrences.get(key));
        }
    }

    Mono<Edited> read(Viewer viewer, EditReceipt receipt) {
        return read(viewer, List.of(receipt)).map(found -> found.of(receipt));
    }

    /** As many statements for many receipts as for one. */
    Mono<Found> read(Viewer viewer, List<EditReceipt> receipts) {
        Set<UUID> ids = new LinkedHashSet<>();
        Set<OccurrenceKey> keys = new LinkedHashSet<>();
        for (var receipt : receipts) {
            var event = receipt.event();
            var key = receipt.occurrence();
            if (event != null) {
                ids.add(event);
            }
            if (event != null && key != null) {
                keys.add(key);
            }
        }
        if (ids.isEmpty()) {
            return Mono.just(new Found(Map.of(), Map.of()));
        }
        return access.of(viewer)
                .flatMap(calendars -> Mono.zip(
                        events(viewer, calendars, ids),
                        keys.isEmpty()
                                ? Mono.just(Map.<OccurrenceKey, OccurrenceNode>of())
                                : occurrences(viewer, calendars, keys),
                        Found::new));
    }

    private Mono<Map<UUID, EventNode>> events(Viewer viewer, ViewerCalendars calendars, Set<UUID> ids) {
        return events.events(calendars, ids).map(found -> {
            Map<UUID, EventNode> nodes = new HashMap<>();
            found.forEach((id, event) -> nodes.put(id, EventNode.of(event, viewer)));
            return nodes;
        });
    }

    private Mono<Map<OccurrenceKey, OccurrenceNode>> occurrences(
            Viewer viewer, ViewerCalendars calendars, Set<OccurrenceKey> keys) {
        return events.occurrences(calendars, keys).map(found -> {
            Map<OccurrenceKey, OccurrenceNode> nodes = new HashMap<>();
            found.forEach((key, whereabouts) -> {
                var occurrence = whereabouts.occurrence();
                if (occurrence != null) {
                    nodes.put(key, new OccurrenceNode(AgendaEntry.of(occurrence, viewer.timeZone())));
                }
            });
            return nodes;
        });
    }
}
