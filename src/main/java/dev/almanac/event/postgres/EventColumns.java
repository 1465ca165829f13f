package dev.almanac.event.postgres;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.almanac.account.Reminder;
import dev.almanac.event.Attendee;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.EventStore.Derived;
import dev.almanac.event.EventStore.Entry;
import dev.almanac.event.Occurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as rows to be written, by the names of their columns: PostgreSQL reads them by jsonb_populate_recordset. */
final class EventColumns {

    private EventColumns() {}

    record SeriesRow(
            UUID id,
            UUID calendarId,
            String uid,
            @Nullable String externalId,
            @Nullable UUID externalOwner,
            LocalDateTime localStart,
            boolean allDay,
            @Nullable ZoneId timeZone,
            @Nullable ZoneId endTimeZone,
            int durationDays,
            long durationSeconds,
            @Nullable String rule,
            List<LocalDateTime> rdates,
            List<LocalDateTime> exdates,
            String title,
            String description,
            String location,
            @Nullable String url,
            String status,
            String transparency,
            String visibility,
            List<String> categories,
            Map<String, String> extendedProperties,
            UUID rootId,
            long slotShift,
            @Nullable LocalDateTime partFrom,
            @Nullable LocalDateTime partUntil,
            @Nullable UUID previousPart,
            List<String> contentLines,
            int sequence,
            @Nullable Instant revisedAt,
            @Nullable LocalDateTime lastSlot,
            @Nullable LocalDateTime derivedFrom,
            @Nullable LocalDateTime derivedUntil,
            String zoneData,
            int version,
            Instant createdAt,
            Instant updatedAt) {}

    record OverrideRow(
            UUID seriesId,
            LocalDateTime slot,
            List<Field> fields,
            @Nullable LocalDateTime localStart,
            @Nullable Boolean allDay,
            @Nullable ZoneId timeZone,
            @Nullable ZoneId endTimeZone,
            @Nullable Integer durationDays,
            @Nullable Long durationSeconds,
            @Nullable String title,
            @Nullable String description,
            @Nullable String location,
            @Nullable String url,
            @Nullable String status,
            @Nullable String transparency,
            @Nullable String visibility,
            @Nullable List<String> categories,
            @Nullable List<String> contentLines) {}

    record AttendeeRow(
            UUID seriesId,
            @Nullable LocalDateTime slot,
            int ordinal,
            String email,
            String name,
            String response,
            boolean organizer) {}

    record ReminderRow(UUID seriesId, @Nullable LocalDateTime slot, int ordinal, int minutesBefore, String method) {}

    record OccurrenceRow(
            UUID seriesId,
            LocalDateTime slot,
            @JsonProperty("long") boolean isLong,
            Instant startTime,
            Instant endTime,
            UUID calendarId,
            UUID rootId,
            boolean allDay,
            @Nullable ZoneId timeZone,
            @Nullable ZoneId endTimeZone,
            LocalDateTime localStart,
            LocalDateTime originalStart,
            boolean recurring,
            boolean overridden,
            String title,
            String location,
            @Nullable String url,
            String status,
            String transparency,
            String visibility,
            List<String> categories) {}

    static SeriesRow series(Entry entry, String zoneData) {
        var event = entry.contents().event();
        var external = event.external();
        var time = event.time();
        var recurrence = event.recurrence();
        var details = event.details();
        var part = event.part();
        Derived derived = entry.derived();
        return new SeriesRow(
                event.id(),
                event.calendarId(),
                event.uid(),
                external == null ? null : external.id(),
                external == null ? null : external.owner(),
                time.start(),
                time.allDay(),
                time.zone(),
                time.endZone(),
                time.duration().days(),
                time.duration().seconds(),
                recurrence == null ? null : recurrence.rule(),
                recurrence == null ? List.of() : recurrence.rdates(),
                recurrence == null ? List.of() : recurrence.exdates(),
                details.title(),
                details.description(),
                details.location(),
                details.url(),
                details.status().name(),
                details.transparency().name(),
                details.visibility().name(),
                details.categories(),
                event.extendedProperties(),
                event.rootId(),
                event.slotShift(),
                part == null ? null : part.from(),
                part == null ? null : part.until(),
                part == null ? null : part.previous(),
                details.contentLines(),
                event.revision().sequence(),
                event.revision().at(),
                derived.lastSlot(),
                derived.from(),
                derived.until(),
                zoneData,
                event.version(),
                event.createdAt(),
                event.updatedAt());
    }

    static OverrideRow override(UUID series, EventOverride override) {
        var fields = override.fields();
        var time = override.time();
        var details = override.details();
        return new OverrideRow(
                series,
                override.slot(),
                fields.stream().sorted().toList(),
                time == null ? null : time.start(),
                time == null ? null : time.allDay(),
                time == null ? null : time.zone(),
                time == null ? null : time.endZone(),
                time == null ? null : time.duration().days(),
                time == null ? null : time.duration().seconds(),
                fields.contains(Field.TITLE) ? details.title() : null,
                fields.contains(Field.DESCRIPTION) ? details.description() : null,
                fields.contains(Field.LOCATION) ? details.location() : null,
                fields.contains(Field.URL) ? details.url() : null,
                fields.contains(Field.STATUS) ? details.status().name() : null,
                fields.contains(Field.TRANSPARENCY) ? details.transparency().name() : null,
                fields.contains(Field.VISIBILITY) ? details.visibility().name() : null,
                fields.contains(Field.CATEGORIES) ? details.categories() : null,
                fields.contains(Field.CONTENT_LINES) ? details.contentLines() : null);
    }

    /** The attendees of the series and of the occurrences that have their own. */
    static List<AttendeeRow> attendees(Entry entry) {
        List<AttendeeRow> rows = new ArrayList<>();
        var id = entry.contents().event().id();
        attendees(rows, id, null, entry.contents().attendees());
        for (var override : entry.contents().overrides()) {
            attendees(rows, id, override.slot(), override.attendees());
        }
        return rows;
    }

    private static void attendees(
            List<AttendeeRow> rows, UUID series, @Nullable LocalDateTime slot, @Nullable List<Attendee> attendees) {
        for (int i = 0; attendees != null && i < attendees.size(); i++) {
            var attendee = attendees.get(i);
            rows.add(new AttendeeRow(
                    series,
                    slot,
                    i,
                    attendee.email(),
                    attendee.name(),
                    attendee.response().name(),
                    attendee.organizer()));
        }
    }

    /** The reminders of the series and of the occurrences that have their own. */
    static List<ReminderRow> reminders(Entry entry) {
        List<ReminderRow> rows = new ArrayList<>();
        var id = entry.contents().event().id();
        reminders(rows, id, null, entry.contents().reminders());
        for (var override : entry.contents().overrides()) {
            reminders(rows, id, override.slot(), override.reminders());
        }
        return rows;
    }

    private static void reminders(
            List<ReminderRow> rows, UUID series, @Nullable LocalDateTime slot, @Nullable List<Reminder> reminders) {
        for (int i = 0; reminders != null && i < reminders.size(); i++) {
            var reminder = reminders.get(i);
            rows.add(new ReminderRow(
                    series, slot, i, reminder.minutesBefore(), reminder.method().name()));
        }
    }

    static OccurrenceRow occurrence(Occurrence occurrence) {
        return new OccurrenceRow(
                occurrence.eventId(),
                occurrence.slot(),
                occurrence.isLong(),
                occurrence.start(),
                occurrence.end(),
                occurrence.calendarId(),
                occurrence.rootId(),
                occurrence.allDay(),
                occurrence.zone(),
                occurrence.endZone(),
                occurrence.localStart(),
                occurrence.originalStart(),
                occurrence.recurring(),
                occurrence.overridden(),
                occurrence.title(),
                occurrence.location(),
                occurrence.url(),
                occurrence.status().name(),
                occurrence.transparency().name(),
                occurrence.visibility().name(),
                occurrence.categories());
    }
}
