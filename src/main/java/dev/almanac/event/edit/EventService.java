package dev.almanac.event.edit;

import dev.almanac.account.AccountService;
import dev.almanac.account.Preferences;
import dev.almanac.account.Reminder;
import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Change;
import dev.almanac.change.Conflict;
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
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.EventStore;
import dev.almanac.event.EventStore.InUse;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes, changes and deletes events as a whole. */
@Service
public class EventService {

    private final EventStore store;
    private final CalendarAccess access;
    private final AccountService accounts;
    private final WritePath writes;
    private final Deriver deriver;
    private final EventRules rules;
    private final Ids ids;

    EventService(
            EventStore store,
            CalendarAccess access,
            AccountService accounts,
            WritePath writes,
            Deriver deriver,
            EventRules rules,
            Ids ids) {
        this.store = store;
        this.access = access;
        this.accounts = accounts;
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
        return reminders(viewer, membership, draft.reminders()).flatMap(reminders -> {
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
                    1,
                    operation.at(),
                    operation.at());
            var contents = new EventContents(event, draft.attendees(), reminders, List.of());
            rules.check(contents, problems);
            if (!problems.none()) {
                return Mono.just(Outcome.refused(problems.found()));
            }
            Outcome<UUID, EventContents> created =
                    Outcome.done(id, Change.created(calendar.id(), "Event", id, contents));
            return store.insert(operation, List.of(deriver.entry(contents)))
                    .map(EventService::<UUID>inUse)
                    .defaultIfEmpty(created);
        });
    }

    /** Changes an event as a whole; the receipt is its id. */
    public Mono<Outcome<UUID, EventContents>> update(
            Viewer viewer, Repeatable request, UUID id, @Nullable Integer ifVersion, EventPatch patch) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                UUID.class,
                operation -> locked(viewer, id)
                        .flatMap(found -> update(viewer, operation, found, ifVersion, patch))
                        .defaultIfEmpty(Outcome.refused(missing())));
    }

    private Mono<Outcome<UUID, EventContents>> update(
            Viewer viewer, Operation operation, Found found, @Nullable Integer ifVersion, EventPatch patch) {
        var stored = found.contents();
        Mono<List<Reminder>> defaults = patch.reminders().clears()
                ? reminders(viewer, found.membership(), null)
                : Mono.just(stored.reminders());
        return defaults.flatMap(reminders -> {
            var problems = new Problems();
            var zone = found.membership().calendar().timeZone();
            var edited = EventEdit.apply(stored, patch, viewer.userId(), reminders, zone, rules, problems);
            int version = stored.event().version();
            if (ifVersion != null && ifVersion != version) {
                List<String> fields = edited == null ? List.of() : edited.differences(stored);
                return Mono.just(Outcome.conflict(version, new Conflict<>(null, edited, stored, fields)));
            }
            return edited == null ? Mono.just(Outcome.refused(problems.found())) : write(operation, stored, edited);
        });
    }

    private Mono<Outcome<UUID, EventContents>> write(Operation operation, EventContents stored, EventContents edited) {
        var id = stored.event().id();
        var fields = edited.differences(stored);
        if (fields.isEmpty()) {
            return Mono.just(Outcome.done(id));
        }
        var next = edited.next(operation.at());
        Outcome<UUID, EventContents> updated = Outcome.done(
                id,
                Change.updated(
                        next.event().calendarId(), "Event", id, next.event().version(), fields, next));
        return store.update(operation, deriver.entry(next))
                .map(EventService::<UUID>inUse)
                .defaultIfEmpty(updated);
    }

    /** Deletes an event as a whole; the receipt is its id. */
    public Mono<Outcome<UUID, EventContents>> delete(
            Viewer viewer, Repeatable request, UUID id, @Nullable Integer ifVersion) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                UUID.class,
                operation -> locked(viewer, id)
                        .flatMap(found -> delete(operation, found.contents(), ifVersion))
                        .defaultIfEmpty(Outcome.refused(missing())));
    }

    private Mono<Outcome<UUID, EventContents>> delete(
            Operation operation, EventContents stored, @Nullable Integer ifVersion) {
        var event = stored.event();
        if (ifVersion != null && ifVersion != event.version()) {
            return Mono.just(Outcome.conflict(event.version(), new Conflict<>(null, null, stored, List.of())));
        }
        return store.delete(operation, event.id())
                .thenReturn(Outcome.done(
                        event.id(), Change.deleted(event.calendarId(), "Event", event.id(), event.version() + 1)));
    }

    private record Found(Membership membership, EventContents contents) {}

    /** The event where the viewer may change it, locked. */
    private Mono<Found> locked(Viewer viewer, UUID id) {
        return store.lock(id)
                .flatMap(contents -> access.to(
                                viewer, Action.WRITE, contents.event().calendarId())
                        .map(membership -> new Found(membership, contents)));
    }

    private Mono<List<Reminder>> reminders(Viewer viewer, Membership membership, @Nullable List<Reminder> wanted) {
        if (wanted != null) {
            return Mono.just(wanted);
        }
        var defaults = membership.calendar().defaultReminders();
        return defaults != null
                ? Mono.just(defaults)
                : accounts.preferences(viewer).map(Preferences::defaultReminders);
    }

    private static <R> Outcome<R, EventContents> inUse(InUse inUse) {
        return Outcome.refused(
                switch (inUse) {
                    // The UID of an event made here is its id.
                    case ID, UID -> new Problem("ID_IN_USE", "This id is in use.", List.of("id"));
                    case EXTERNAL_ID ->
                        new Problem(
                                "EXTERNAL_ID_IN_USE",
                                "You have an event of this externalId in this calendar.",
                                List.of("externalId"));
                });
    }

    private static Problem missing() {
        return new Problem("NOT_FOUND", "There is no such event.", List.of("id"));
    }
}
