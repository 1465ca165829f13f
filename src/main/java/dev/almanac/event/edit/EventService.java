package dev.almanac.event.edit;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Change;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.Deriver;
import dev.almanac.event.Event;
import dev.almanac.event.Event.ExternalId;
import dev.almanac.event.Event.Revision;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.EventStore;
import dev.almanac.event.plan.EventDraft;
import dev.almanac.event.plan.RecurrenceReading;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes events. */
@Service
public class EventService {

    private static final String ENTITY = "Event";

    private final EventStore store;
    private final CalendarAccess access;
    private final DefaultReminders defaults;
    private final WritePath writes;
    private final Deriver deriver;
    private final EventRules rules;
    private final Ids ids;

    EventService(
            EventStore store,
            CalendarAccess access,
            DefaultReminders defaults,
            WritePath writes,
            Deriver deriver,
            EventRules rules,
            Ids ids) {
        this.store = store;
        this.access = access;
        this.defaults = defaults;
        this.writes = writes;
        this.deriver = deriver;
        this.rules = rules;
        this.ids = ids;
    }

    /** Adds an event; the receipt is its id. */
    public Mono<Outcome<UUID, EventContents>> create(Viewer viewer, Repeatable request, EventDraft draft) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                UUID.class,
                operation -> access.to(viewer, Action.WRITE, draft.calendarId())
                        .flatMap(membership -> create(viewer, operation, membership, draft))
                        .defaultIfEmpty(Outcome.refused(
                                new Problem("NOT_FOUND", "There is no such calendar.", List.of("calendarId")))));
    }

    private Mono<Outcome<UUID, EventContents>> create(
            Viewer viewer, Operation operation, Membership membership, EventDraft draft) {
        var problems = new Problems();
        var calendar = membership.calendar();
        var time = draft.time().resolve(calendar.timeZone(), problems);
        if (time == null) {
            return Mono.just(Outcome.refused(problems.found()));
        }
        var recurrence = RecurrenceReading.read(draft.recurrence(), time, problems);
        return defaults.orElse(viewer, membership, draft.reminders()).flatMap(reminders -> {
            var id = draft.id() == null ? ids.next() : draft.id();
            var event = new Event(
                    id,
                    calendar.id(),
                    id.toString(),
                    draft.externalId() == null ? null : new ExternalId(viewer.userId(), draft.externalId()),
                    time,
                    recurrence,
                    draft.details(),
                    draft.extendedProperties(),
                    id,
                    0,
                    null,
                    new Revision(0, operation.at()),
                    1,
                    operation.at(),
                    operation.at());
            var contents = new EventContents(event, draft.attendees(), reminders, List.of());
            rules.check(contents, problems);
            if (!problems.none()) {
                return Mono.just(Outcome.refused(problems.found()));
            }
            Outcome<UUID, EventContents> created =
                    Outcome.done(id, Change.created(calendar.id(), ENTITY, id, contents));
            return store.insert(operation, List.of(deriver.entry(contents)))
                    .map(PlanWriting::<UUID>inUse)
                    .defaultIfEmpty(created);
        });
    }
}
