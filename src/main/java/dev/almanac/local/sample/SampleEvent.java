package dev.almanac.local.sample;

import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.event.Attendee;
import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.Event;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.recurrence.Expansion;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event of the sample, described step by step. Its occurrences are named by their dates: none has two on a day. */
final class SampleEvent {

    private final SampleCalendar calendar;
    private final String title;
    private final EventTime time;
    private final NavigableSet<LocalDateTime> rdates = new TreeSet<>();
    private final NavigableSet<LocalDateTime> exdates = new TreeSet<>();
    private final NavigableSet<LocalDate> daysOff = new TreeSet<>();
    private final Map<LocalDateTime, EventOverride> overrides = new TreeMap<>();
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

    SampleEvent(SampleCalendar calendar, String title, EventTime time) {
        this.calendar = calendar;
        this.title = title;
        this.time = time;
    }

    SampleCalendar calendar() {
        return calendar;
    }

    SampleEvent rule(String text) {
        rule = RecurrenceRule.normalize(text, time.allDay(), time.zone());
        return this;
    }

    SampleEvent also(LocalDate... days) {
        Stream.of(days).map(this::slot).forEach(rdates::add);
        return this;
    }

    SampleEvent except(LocalDate... days) {
        Stream.of(days).map(this::slot).forEach(exdates::add);
        return this;
    }

    /** What falls on these days does not take place. */
    SampleEvent exceptOn(Set<LocalDate> days) {
        daysOff.addAll(days);
        return this;
    }

    SampleEvent moved(LocalDate day, LocalDateTime to) {
        return override(day, EnumSet.of(Field.TIME), time.at(to), "", null);
    }

    SampleEvent moved(LocalDate day, LocalDateTime to, String newTitle) {
        return override(day, EnumSet.of(Field.TIME, Field.TITLE), time.at(to), newTitle, null);
    }

    SampleEvent retitled(LocalDate day, String newTitle) {
        return override(day, EnumSet.of(Field.TITLE), null, newTitle, null);
    }

    SampleEvent cancelled(LocalDate day) {
        return override(day, EnumSet.of(Field.STATUS), null, "", null);
    }

    SampleEvent attendedOn(LocalDate day, Attendee... people) {
        return override(day, EnumSet.of(Field.ATTENDEES), null, "", List.of(people));
    }

    private SampleEvent override(
            LocalDate day,
            Set<Field> fields,
            @Nullable EventTime newTime,
            String newTitle,
            @Nullable List<Attendee> people) {
        var details = new Details(
                newTitle, "", "", null, Status.CANCELLED, Transparency.OPAQUE, Visibility.PUBLIC, List.of(), List.of());
        overrides.put(slot(day), new EventOverride(slot(day), fields, newTime, details, people, null));
        return this;
    }

    SampleEvent in(SampleCategory... those) {
        categories = Stream.of(those).map(category -> category.title).toList();
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

    SampleEvent visible(Visibility to) {
        visibility = to;
        return this;
    }

    SampleEvent remind(int minutesBefore) {
        reminders.add(new Reminder(minutesBefore, Method.POPUP));
        return this;
    }

    SampleEvent mail(int minutesBefore) {
        reminders.add(new Reminder(minutesBefore, Method.EMAIL));
        return this;
    }

    SampleEvent with(Attendee... people) {
        attendees.addAll(List.of(people));
        return this;
    }

    EventContents contents(UUID id, UUID calendarId, Instant now) {
        skipDaysOff();
        var starts = starts();
        var event = new Event(
                id,
                calendarId,
                id.toString(),
                null,
                time,
                rule == null && rdates.isEmpty()
                        ? null
                        : new Recurrence(rule, List.copyOf(rdates), List.copyOf(exdates)),
                new Details(title, description, location, url, status, transparency, visibility, categories, List.of()),
                Map.of(),
                id,
                0,
                null,
                new Revision(0, now),
                1,
                now,
                now);
        // A day off leaves nothing that could differ.
        var taking = overrides.values().stream()
                .filter(override -> starts.contains(override.slot()))
                .toList();
        return new EventContents(event, attendees, reminders, taking);
    }

    private void skipDaysOff() {
        if (daysOff.isEmpty()) {
            return;
        }
        var starts = starts().from(slot(daysOff.first()));
        while (starts.hasNext()) {
            var start = starts.next();
            if (start.toLocalDate().isAfter(daysOff.last())) {
                break;
            }
            if (daysOff.contains(start.toLocalDate())) {
                exdates.add(start);
            }
        }
    }

    private Expansion starts() {
        return Recurrences.of(new RecurrenceSet(
                time.start(), time.allDay(), time.zone(), rule, List.copyOf(rdates), List.copyOf(exdates)));
    }

    private LocalDateTime slot(LocalDate day) {
        return day.atTime(time.start().toLocalTime());
    }
}
