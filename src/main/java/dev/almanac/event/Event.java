package dev.almanac.event;

import dev.almanac.recurrence.Expansion;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is defined: a series, or a single event, which is a series of one.
 *
 * <p>An occurrence is known for ever by (root, slot): the slot is the start that it had on the wall clock when its series was made. A
 * series that is shifted as a whole keeps the sum of its shifts, so that slot = current original start − shift.
 *
 * @param uid RFC 5545 §3.8.4.7
 * @param external the partner's own identifier, if any
 * @param time of the first occurrence
 * @param recurrence null where it happens once
 * @param extendedProperties strings of clients' own
 * @param rootId shared by the parts of a series that was split
 * @param slotShift in seconds
 * @param part null where the series was never split
 * @param revision what the outside knows it by, beside the version
 */
public record Event(
        UUID id,
        UUID calendarId,
        String uid,
        @Nullable ExternalId external,
        EventTime time,
        @Nullable Recurrence recurrence,
        Details details,
        Map<String, String> extendedProperties,
        UUID rootId,
        long slotShift,
        @Nullable SeriesPart part,
        Revision revision,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A partner's identifier of an event, unique for the partner in a calendar.
     *
     * @param owner who gave it; nobody else sees it
     */
    public record ExternalId(UUID owner, String id) {}

    /**
     * Which of two definitions of an event is the later one, as iCalendar tells it. Unlike versions it survives a journey through
     * other calendars.
     *
     * @param sequence RFC 5545 §3.8.7.4: grows with changes that those who take part must hear of
     * @param at when it was last changed, by whatever calendar did (RFC 5545 §3.8.7.3); null where nobody said
     */
    public record Revision(int sequence, @Nullable Instant at) {

        /** Of what nobody has told a revision. */
        public static final Revision UNKNOWN = new Revision(0, null);

        /** Whether the other one is later; where that cannot be told, it is not. */
        public boolean precedes(Revision other) {
            return sequence < other.sequence
                    || (sequence == other.sequence && at != null && other.at != null && at.isBefore(other.at));
        }
    }

    public Event {
        extendedProperties = Map.copyOf(extendedProperties);
        // The log has versions from before there were any.
        revision = Objects.requireNonNullElse(revision, Revision.UNKNOWN);
    }

    public boolean recurring() {
        return recurrence != null && recurrence.recurs();
    }

    /** The original start of the occurrence in a slot. */
    public LocalDateTime originalStart(LocalDateTime slot) {
        return slot.plusSeconds(slotShift);
    }

    /** The slot of the occurrence with an original start. */
    public LocalDateTime slot(LocalDateTime originalStart) {
        return originalStart.minusSeconds(slotShift);
    }

    /** The same event at another time, all of it moved. */
    public Event moved(EventTime newTime, @Nullable Recurrence newRecurrence) {
        return new Event(
                id,
                calendarId,
                uid,
                external,
                newTime,
                newRecurrence,
                details,
                extendedProperties,
                rootId,
                slotShift + Duration.between(time.start(), newTime.start()).toSeconds(),
                part,
                revision,
                version,
                createdAt,
                updatedAt);
    }

    /** The same event with another recurrence, not moved. */
    public Event with(@Nullable Recurrence newRecurrence) {
        return moved(time, newRecurrence);
    }

    /** The same event with other content. */
    public Event with(@Nullable ExternalId newExternal, Details newDetails, Map<String, String> newProperties) {
        return new Event(
                id,
                calendarId,
                uid,
                newExternal,
                time,
                recurrence,
                newDetails,
                newProperties,
                rootId,
                slotShift,
                part,
                revision,
                version,
                createdAt,
                updatedAt);
    }

    /** The same event in another calendar. */
    public Event in(UUID newCalendar) {
        return new Event(
                id,
                newCalendar,
                uid,
                external,
                time,
                recurrence,
                details,
                extendedProperties,
                rootId,
                slotShift,
                part,
                revision,
                version,
                createdAt,
                updatedAt);
    }

    /** The same event as a part of a series. */
    public Event with(UUID newRoot, long newShift, @Nullable SeriesPart newPart) {
        return new Event(
                id,
                calendarId,
                uid,
                external,
                time,
                recurrence,
                details,
                extendedProperties,
                newRoot,
                newShift,
                newPart,
                revision,
                version,
                createdAt,
                updatedAt);
    }

    /** The same event in another revision. */
    public Event with(Revision newRevision) {
        return new Event(
                id,
                calendarId,
                uid,
                external,
                time,
                recurrence,
                details,
                extendedProperties,
                rootId,
                slotShift,
                part,
                newRevision,
                version,
                createdAt,
                updatedAt);
    }

    /** All original starts. */
    public Expansion expansion() {
        return Recurrences.of(recurrenceSet());
    }

    /** When it happens, as the recurrence package takes it. */
    public RecurrenceSet recurrenceSet() {
        var recurs = recurrence;
        return new RecurrenceSet(
                time.start(),
                time.allDay(),
                time.zone(),
                recurs == null ? null : recurs.rule(),
                recurs == null ? List.of() : recurs.rdates(),
                recurs == null ? List.of() : recurs.exdates());
    }
}
