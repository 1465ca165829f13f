package dev.almanac.event.graphql;

import dev.almanac.event.agenda.Place;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The schema's interface of this name. */
sealed interface AgendaItem permits OccurrenceNode, BusyBlock {

    OffsetDateTime start();

    OffsetDateTime end();

    boolean allDay();

    /** Where it stands; what cursors are made of. */
    Place place();

    /** Whose item it is; the schema's {@code calendar} is loaded by it. */
    UUID calendarId();
}
