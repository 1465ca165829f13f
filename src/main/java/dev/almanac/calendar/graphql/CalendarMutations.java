package dev.almanac.calendar.graphql;

import dev.almanac.account.graphql.ReminderInput;
import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.CalendarPatch;
import dev.almanac.calendar.CalendarService;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.NewCalendar;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.change.Repeatable;
import dev.almanac.change.graphql.InputIds;
import dev.almanac.change.graphql.Patches;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Changes calendars. Inputs and payloads are the schema's types of their names. */
@Controller
class CalendarMutations {

    private final CalendarService calendars;
    private final CalendarAccess access;

    CalendarMutations(CalendarService calendars, CalendarAccess access) {
        this.calendars = calendars;
        this.access = access;
    }

    record CreateCalendarInput(
            @Nullable String id,
            String name,
            @Nullable String description,
            @Nullable String color,
            @Nullable ZoneId timeZone,
            @Nullable List<ReminderInput> defaultReminders) {}

    record CreateCalendarPayload(@Nullable CalendarNode calendar, List<Problem> userErrors) {}

    @MutationMapping
    Mono<CreateCalendarPayload> createCalendar(
            @Argument CreateCalendarInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.optional(CalendarNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new CreateCalendarPayload(null, ids.problems()));
        }
        var wanted = new NewCalendar(
                id,
                input.name(),
                input.description(),
                input.color(),
                input.timeZone(),
                ReminderInput.reminders(input.defaultReminders()));
        return calendars.create(viewer, Source.API, request, wanted).flatMap(outcome -> switch (outcome) {
            case Done<UUID, Membership> done ->
                found(viewer, done.receipt())
                        .map(node -> new CreateCalendarPayload(node, List.of()))
                        .defaultIfEmpty(new CreateCalendarPayload(null, List.of()));
            case Refused<UUID, Membership> refused -> Mono.just(new CreateCalendarPayload(null, refused.problems()));
        });
    }

    record UpdateCalendarInput(
            String id,
            @Nullable Integer ifVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> description,
            ArgumentValue<String> color,
            ArgumentValue<ZoneId> timeZone,
            ArgumentValue<List<ReminderInput>> defaultReminders) {

        CalendarPatch patch() {
            return new CalendarPatch(
                    Patches.of(name),
                    Patches.of(description),
                    Patches.of(color),
                    Patches.of(timeZone),
                    Patches.of(defaultReminders)
                            .map(inputs ->
                                    inputs.stream().map(ReminderInput::reminder).toList()));
        }
    }

    record UpdateCalendarPayload(
            @Nullable CalendarNode calendar, @Nullable Conflict<CalendarNode> conflict, List<Problem> userErrors) {}

    @MutationMapping
    Mono<UpdateCalendarPayload> updateCalendar(
            @Argument UpdateCalendarInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.required(CalendarNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new UpdateCalendarPayload(null, null, ids.problems()));
        }
        return calendars
                .update(viewer, Source.API, request, id, input.ifVersion(), input.patch())
                .flatMap(outcome -> switch (outcome) {
                    case Done<UUID, Membership> done ->
                        found(viewer, done.receipt())
                                .map(node -> new UpdateCalendarPayload(node, null, List.of()))
                                .defaultIfEmpty(new UpdateCalendarPayload(null, null, List.of()));
                    case Refused<UUID, Membership> refused ->
                        Mono.just(new UpdateCalendarPayload(
                                null, CalendarNode.of(refused.conflict()), refused.problems()));
                });
    }

    record DeleteCalendarInput(String id, @Nullable Integer ifVersion) {}

    record DeleteCalendarPayload(
            @Nullable String deletedId, @Nullable Conflict<CalendarNode> conflict, List<Problem> userErrors) {}

    @MutationMapping
    Mono<DeleteCalendarPayload> deleteCalendar(
            @Argument DeleteCalendarInput input, Repeatable request, @ContextValue Viewer viewer) {
        var ids = new InputIds();
        var id = ids.required(CalendarNode.PREFIX, input.id(), "id");
        if (!ids.valid()) {
            return Mono.just(new DeleteCalendarPayload(null, null, ids.problems()));
        }
        return calendars.delete(viewer, request, id, input.ifVersion()).map(outcome -> switch (outcome) {
            case Done<UUID, Membership> done ->
                new DeleteCalendarPayload(TypedId.format(CalendarNode.PREFIX, done.receipt()), null, List.of());
            case Refused<UUID, Membership> refused ->
                new DeleteCalendarPayload(null, CalendarNode.of(refused.conflict()), refused.problems());
        });
    }

    /** A repeated request may find that its calendar has been deleted since. */
    private Mono<CalendarNode> found(Viewer viewer, UUID id) {
        return access.to(viewer, Action.READ, id).map(CalendarNode::of);
    }
}
