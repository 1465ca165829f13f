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
import java.util.List;
import java.util.Optional;
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

    Mono<Edited> read(Viewer viewer, EditReceipt receipt) {
        var event = receipt.event();
        if (event == null) {
            return Mono.just(new Edited(null, null));
        }
        var key = receipt.occurrence();
        return access.of(viewer)
                .flatMap(calendars -> Mono.zip(
                        event(viewer, calendars, event),
                        key == null ? Mono.just(Optional.<OccurrenceNode>empty()) : occurrence(viewer, calendars, key),
                        (node, occurrence) -> new Edited(node.orElse(null), occurrence.orElse(null))));
    }

    private Mono<Optional<EventNode>> event(Viewer viewer, ViewerCalendars calendars, UUID id) {
        return events.events(calendars, List.of(id))
                .map(found -> Optional.ofNullable(found.get(id)).map(event -> EventNode.of(event, viewer)));
    }

    private Mono<Optional<OccurrenceNode>> occurrence(Viewer viewer, ViewerCalendars calendars, OccurrenceKey key) {
        return events.occurrences(calendars, List.of(key))
                .map(found -> Optional.ofNullable(found.get(key))
                        .map(EventReads.Whereabouts::occurrence)
                        .map(occurrence -> new OccurrenceNode(AgendaEntry.of(occurrence, viewer.timeZone()))));
    }
}
