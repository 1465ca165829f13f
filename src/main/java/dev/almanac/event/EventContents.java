package dev.almanac.event;

import dev.almanac.account.Reminder;
import dev.almanac.event.Event.Revision;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event with all that belongs to it: what a version is of, and what the change log keeps. */
public record EventContents(
        Event event, List<Attendee> attendees, List<Reminder> reminders, List<EventOverride> overrides) {

    /** A change of these is one that those who take part must hear of; RFC 5546 §2.1.4 and what they need to be there. */
    private static final Set<String> SIGNIFICANT = Set.of("time", "recurrence", "status", "location", "overrides");

    public EventContents {
        attendees = List.copyOf(attendees);
        reminders = List.copyOf(reminders);
        overrides = List.copyOf(overrides);
    }

    /** The event as the next version. */
    public EventContents next(Instant at) {
        var next = new Event(
                event.id(),
                event.calendarId(),
                event.uid(),
                event.external(),
                event.time(),
                event.recurrence(),
                event.details(),
                event.extendedProperties(),
                event.rootId(),
                event.slotShift(),
                event.part(),
                event.revision(),
                event.version() + 1,
                event.createdAt(),
                at);
        return new EventContents(next, attendees, reminders, overrides);
    }

    /** The event as the next version, after what was changed here; what other calendars must hear of has the next sequence. */
    public EventContents nextAfter(EventContents before, Instant at) {
        int sequence = event.revision().sequence();
        boolean heard = differences(before).stream().anyMatch(SIGNIFICANT::contains);
        return with(event.with(new Revision(heard ? sequence + 1 : sequence, at)))
                .next(at);
    }

    /** With another definition. */
    public EventContents with(Event other) {
        return new EventContents(other, attendees, reminders, overrides);
    }

    /** With other overrides. */
    public EventContents with(List<EventOverride> others) {
        return new EventContents(event, attendees, reminders, others);
    }

    /** The override of the occurrence in a slot, if it has one. */
    public Optional<EventOverride> override(LocalDateTime slot) {
        return overrides.stream()
                .filter(override -> override.slot().equals(slot))
                .findFirst();
    }

    /** The fields of the input in which two versions differ. */
    public List<String> differences(EventContents other) {
        var a = event;
        var b = other.event();
        List<String> fields = new ArrayList<>();
        difference(fields, "calendarId", a.calendarId(), b.calendarId());
        difference(fields, "time", a.time(), b.time());
        difference(fields, "recurrence", a.recurrence(), b.recurrence());
        difference(fields, "title", a.details().title(), b.details().title());
        difference(fields, "description", a.details().description(), b.details().description());
        difference(fields, "location", a.details().location(), b.details().location());
        difference(fields, "url", a.details().url(), b.details().url());
        difference(fields, "status", a.details().status(), b.details().status());
        difference(
                fields, "transparency", a.details().transparency(), b.details().transparency());
        difference(fields, "visibility", a.details().visibility(), b.details().visibility());
        difference(fields, "categories", a.details().categories(), b.details().categories());
        difference(
                fields, "contentLines", a.details().contentLines(), b.details().contentLines());
        difference(fields, "attendees", attendees, other.attendees());
        difference(fields, "reminders", reminders, other.reminders());
        difference(fields, "extendedProperties", a.extendedProperties(), b.extendedProperties());
        difference(fields, "externalId", a.external(), b.external());
        difference(fields, "overrides", overrides, other.overrides());
        // Nothing that an input names, but part of what the event is.
        difference(fields, "parts", a.part(), b.part());
        return fields;
    }

    private static void difference(List<String> fields, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(field);
        }
    }
}
