package dev.almanac.event.edit.graphql;

import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.graphql.EventNode.ExtendedProperty;
import dev.almanac.event.plan.EventDraft.RecurrenceDraft;
import dev.almanac.event.plan.TimeDraft;
import dev.almanac.platform.time.NominalDuration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs that creating and updating an event have in common: the schema's types of their names. */
final class EventInputs {

    private EventInputs() {}

    record EventTimeInput(
            @Nullable TimedInput timed,
            @Nullable AllDayInput allDay,
            @Nullable FloatingInput floating) {

        TimeDraft draft() {
            if (timed != null) {
                return new TimeDraft.Timed(
                        timed.start(), timed.end(), timed.duration(), timed.timeZone(), timed.endTimeZone());
            }
            if (allDay != null) {
                return new TimeDraft.AllDay(allDay.first(), allDay.last());
            }
            if (floating != null) {
                return new TimeDraft.Floating(floating.start(), floating.end(), floating.duration());
            }
            throw new IllegalStateException("The engine lets only one of a @oneOf input through");
        }
    }

    record TimedInput(
            LocalDateTime start,
            @Nullable LocalDateTime end,
            @Nullable NominalDuration duration,
            @Nullable ZoneId timeZone,
            @Nullable ZoneId endTimeZone) {}

    record AllDayInput(LocalDate first, @Nullable LocalDate last) {}

    record FloatingInput(
            LocalDateTime start,
            @Nullable LocalDateTime end,
            @Nullable NominalDuration duration) {}

    record RecurrenceInput(
            @Nullable String rule,
            @Nullable RecurrenceRuleInput ruleParts,
            @Nullable List<Temporal> rdates,
            @Nullable List<Temporal> exdates) {

        RecurrenceDraft draft() {
            return new RecurrenceDraft(
                    rule,
                    ruleParts == null ? null : ruleParts.draft(),
                    rdates == null ? List.of() : rdates,
                    exdates == null ? List.of() : exdates);
        }
    }

    record AttendeeInput(String email, @Nullable String name, Response response, boolean organizer) {

        Attendee attendee() {
            return new Attendee(email, name == null ? "" : name, response, organizer);
        }

        static List<Attendee> attendees(@Nullable List<AttendeeInput> inputs) {
            return inputs == null
                    ? List.of()
                    : inputs.stream().map(AttendeeInput::attendee).toList();
        }
    }

    /** The properties by name; of a name given twice the last one counts. */
    static Map<String, String> properties(@Nullable List<ExtendedProperty> inputs) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (inputs != null) {
            inputs.forEach(input -> properties.put(input.name(), input.value()));
        }
        return properties;
    }
}
