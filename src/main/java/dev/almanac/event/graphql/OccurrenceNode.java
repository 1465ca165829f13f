package dev.almanac.event.graphql;

import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventPartStore.Owner;
import dev.almanac.event.Occurrence;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.agenda.Place;
import dev.almanac.recurrence.WallClock;
import dev.almanac.recurrence.WallClock.Dst;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schema's {@code Occurrence}, seen from a zone. Equal only to itself, as a key of batch loaders. */
public final class OccurrenceNode implements AgendaItem {

    private final AgendaEntry entry;
    private final Occurrence occurrence;
    private final @Nullable EventNode event;

    public OccurrenceNode(AgendaEntry entry) {
        this(entry, null);
    }

    /** @param event null: it is read when it is asked for */
    OccurrenceNode(AgendaEntry entry, @Nullable EventNode event) {
        this.entry = entry;
        this.occurrence = entry.occurrence();
        this.event = event;
    }

    /** The event, where it has been read. */
    @Nullable EventNode knownEvent() {
        return event;
    }

    Occurrence occurrence() {
        return occurrence;
    }

    /** Whose attendees, reminders and description it has, unless its series' are its own. */
    Owner owner() {
        return new Owner(occurrence.eventId(), occurrence.overridden() ? occurrence.slot() : null);
    }

    public String id() {
        return OccurrenceId.format(occurrence.rootId(), occurrence.slot());
    }

    @Override
    public Place place() {
        return entry.place();
    }

    @Override
    public UUID calendarId() {
        return occurrence.calendarId();
    }

    public String title() {
        return occurrence.title();
    }

    public String location() {
        return occurrence.location();
    }

    public @Nullable String url() {
        return occurrence.url();
    }

    public Status status() {
        return occurrence.status();
    }

    public Transparency transparency() {
        return occurrence.transparency();
    }

    public Visibility visibility() {
        return occurrence.visibility();
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
        return occurrence.allDay();
    }

    public Temporal localStart() {
        return WallClockText.local(occurrence.localStart(), occurrence.allDay());
    }

    public Temporal localEnd() {
        return WallClockText.local(WallClockText.in(occurrence.endZone(), occurrence.end()), occurrence.allDay());
    }

    public @Nullable ZoneId timeZone() {
        return occurrence.zone();
    }

    public @Nullable ZoneId endTimeZone() {
        return occurrence.endZone();
    }

    public Dst dst() {
        if (occurrence.allDay()) {
            return Dst.NORMAL;
        }
        var zone = occurrence.zone();
        return WallClock.resolve(occurrence.localStart(), zone == null ? entry.zone() : zone)
                .dst();
    }

    public Temporal originalStart() {
        return WallClockText.local(occurrence.originalStart(), occurrence.allDay());
    }

    public boolean overridden() {
        return occurrence.overridden();
    }
}
