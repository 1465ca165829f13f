package dev.almanac.local.sample;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event of the sample, put together step by step. */
final class SampleEvent {

    private final String calendar;
    private final String title;
    private final EventTime time;
    private final List<LocalDateTime> exdates = new ArrayList<>();
    private final List<EventOverride> overrides = new ArrayList<>();
    private final List<Attendee> attendees = new ArrayList<>();
    private final List<Reminder> reminders = new ArrayList<>();
    private List<String> categories = List.of();
    private @Nullable String rule;
    private @Nullable String url;
    private String description = "";
    private String location = "";
    private Status status = Status.CONFIRMED;
    private Transparency transparency = Transparency.OPAQUE;
    private Visibility visibility = Visibility.PUBLIC;

    SampleEvent(String calendar, String title, EventTime time) {
        this.calendar = calendar;
        this.title = title;
        this.time = time;
    }

    String calendar() {
        return calendar;
    }

    EventTime time() {
        return time;
    }

    SampleEvent rule(String text) {
        rule = text;
        return this;
    }

    SampleEvent without(LocalDateTime start) {
        exdates.add(start);
        return this;
    }

    SampleEvent moved(LocalDateTime originalStart, LocalDateTime to) {
        return overridden(originalStart, EnumSet.of(Field.TIME), time.at(to), "", Status.CONFIRMED);
    }

    SampleEvent retitled(LocalDateTime originalStart, String to) {
        return overridden(originalStart, EnumSet.of(Field.TITLE), null, to, Status.CONFIRMED);
    }

    SampleEvent cancelled(LocalDateTime originalStart) {
        return overridden(originalStart, EnumSet.of(Field.STATUS), null, "", Status.CANCELLED);
    }

    private SampleEvent overridden(
            LocalDateTime slot, Set<Field> fields, @Nullable EventTime at, String text, Status newStatus) {
        var details = new Details(text, "", "", null, newStatus, transparency, visibility, List.of());
        overrides.add(new EventOverride(slot, fields, at, details, null, null));
        return this;
    }

    SampleEvent in(String... names) {
        categories = List.of(names);
        return this;
    }

    SampleEvent at(String place) {
        location = place;
        return this;
    }

    SampleEvent about(String text) {
        description = text;
        return this;
    }

    SampleEvent link(String target) {
        url = target;
        return this;
    }

    SampleEvent tentative() {
        status = Status.TENTATIVE;
        return this;
    }

    SampleEvent free() {
        transparency = Transparency.TRANSPARENT;
        return this;
    }

    SampleEvent personal() {
        visibility = Visibility.PRIVATE;
        return this;
    }

    SampleEvent remind(int minutesBefore) {
        reminders.add(new Reminder(minutesBefore, Method.POPUP));
        return this;
    }

    SampleEvent with(Attendee... people) {
        attendees.addAll(List.of(people));
        return this;
    }

    EventContents contents(UUID id, UUID calendarId, Instant now) {
        var event = new Event(
                id,
                calendarId,
                id.toString(),
                null,
                time,
                rule == null
                        ? null
                        : new Recurrence(
                                rule, List.of(), exdates.stream().sorted().toList()),
                new Details(title, description, location, url, status, transparency, visibility, categories),
                Map.of(),
                id,
                0,
                1,
                now,
                now);
        return new EventContents(event, attendees, reminders, overrides);
    }
}
