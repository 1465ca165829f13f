package dev.almanac.event.graphql;

import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.agenda.Place;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The schema's type of this name: that time is taken, and no more. */
final class BusyBlock implements AgendaItem {

    private final AgendaEntry entry;

    BusyBlock(AgendaEntry entry) {
        this.entry = entry;
    }

    @Override
    public OffsetDateTime start() {
        return WallClockText.offset(entry.start(), entry.zone());
    }

    @Override
    public OffsetDateTime end() {
        return WallClockText.offset(entry.end(), entry.zone());
    }

    @Override
    public boolean allDay() {
        return entry.occurrence().allDay();
    }

    @Override
    public Place place() {
        return entry.place();
    }

    @Override
    public UUID calendarId() {
        return entry.occurrence().calendarId();
    }
}
