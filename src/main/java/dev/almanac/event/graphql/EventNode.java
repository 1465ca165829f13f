package dev.almanac.event.graphql;

import dev.almanac.change.Conflict;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import dev.almanac.platform.time.NominalDuration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema's {@code Event}. Equal only to itself: it is a key of batch loaders, and comparing all that an event holds would cost
 * more than it saves.
 */
public final class EventNode {

    public static final String PREFIX = "evt";

    private final Event event;
    private final Viewer viewer;
    private final @Nullable EventContents contents;

    private EventNode(Event event, Viewer viewer, @Nullable EventContents contents) {
        this.event = event;
        this.viewer = viewer;
        this.contents = contents;
    }

    public static EventNode of(Event event, Viewer viewer) {
        return new EventNode(event, viewer, null);
    }

    /** An event of which not what is stored is shown, but this. */
    public static EventNode of(EventContents contents, Viewer viewer) {
        return new EventNode(contents.event(), viewer, contents);
    }

    public static @Nullable Conflict<EventNode> of(@Nullable Conflict<EventContents> conflict, Viewer viewer) {
        if (conflict == null) {
            return null;
        }
        var base = conflict.base();
        var yours = conflict.yours();
        return new Conflict<>(
                base == null ? null : of(base, viewer),
                yours == null ? null : of(yours, viewer),
                of(conflict.theirs(), viewer),
                conflict.fields());
    }

    /** What is shown. */
    public Event event() {
        return event;
    }

    /** Null where what belongs to the event is to be looked up. */
    public @Nullable EventContents contents() {
        return contents;
    }

    public String id() {
        return TypedId.format(PREFIX, event.id());
    }

    public String uid() {
        return event.uid();
    }

    public @Nullable String externalId() {
        var external = event.external();
        return external == null || !external.owner().equals(viewer.userId()) ? null : external.id();
    }

    public String title() {
        return event.details().title();
    }

    public String description() {
        return event.details().description();
    }

    public String location() {
        return event.details().location();
    }

    public @Nullable String url() {
        return event.details().url();
    }

    public Status status() {
        return event.details().status();
    }

    public Transparency transparency() {
        return event.details().transparency();
    }

    public Visibility visibility() {
        return event.details().visibility();
    }

    public boolean allDay() {
        return event.time().allDay();
    }

    public @Nullable ZoneId timeZone() {
        return event.time().zone();
    }

    public @Nullable ZoneId endTimeZone() {
        return event.time().endZone();
    }

    public Temporal localStart() {
        return WallClockText.local(event.time().start(), allDay());
    }

    public Temporal localEnd() {
        return WallClockText.local(event.time().end(), allDay());
    }

    public NominalDuration duration() {
        return event.time().duration();
    }

    public boolean recurring() {
        return event.recurring();
    }

    public @Nullable RecurrenceNode recurrence() {
        var recurrence = event.recurrence();
        return recurrence == null || !event.recurring() ? null : new RecurrenceNode(event, recurrence, viewer.locale());
    }

    public List<ExtendedProperty> extendedProperties() {
        return event.extendedProperties().entrySet().stream()
                .map(entry -> new ExtendedProperty(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ExtendedProperty::name))
                .toList();
    }

    public int version() {
        return event.version();
    }

    public OffsetDateTime createdAt() {
        return event.createdAt().atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime updatedAt() {
        return event.updatedAt().atOffset(ZoneOffset.UTC);
    }

    /** The schema's type of this name, and its input. */
    public record ExtendedProperty(String name, String value) {}
}
