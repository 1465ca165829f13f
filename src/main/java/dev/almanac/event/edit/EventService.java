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
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.EventRules;
import dev.almanac.event.EventStore;
import dev.almanac.event.edit.EditedSeries.Found;
import dev.almanac.event.plan.EditContext;
import dev.almanac.event.plan.EditPlan;
import dev.almanac.event.plan.EventDraft;
import dev.almanac.event.plan.EventPatch;
import dev.almanac.event.plan.OverridePolicy;
import dev.almanac.event.plan.RecurrenceReading;
import dev.almanac.event.plan.SeriesEdit;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes, changes and deletes events and what a scope reaches of series. */
@Service
public class EventService {

    private final EventStore store;
    private final EditedSeries series;
    private final PlanWriting plans;
    private final CalendarAccess access;
    private final AccountService accounts;
    private final WritePath writes;
    private final Deriver deriver;
    private final EventRules rules;
    private final Ids ids;

    EventService(
            EventStore store,
            EditedSeries series,
            PlanWriting plans,
            CalendarAccess access,
            AccountService accounts,
            WritePath writes,
            Deriver deriver,
            EventRules rules,
            Ids ids) {
        this.store = store;
        this.series = series;
        this.plans = plans;
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
                    null,
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
                    .map(PlanWriting::<UUID>inUse)
                    .defaultIfEmpty(created);
        });
    }

    /** Changes an event, or what the target's scope reaches of a series. */
    public Mono<Outcome<EditReceipt, EventContents>> update(
            Viewer viewer,
            Repeatable request,
            EditTarget target,
            OverridePolicy policy,
            @Nullable Integer ifVersion,
            EventPatch patch) {
        return edit(viewer, request, target, (operation, found) -> {
            Mono<List<Reminder>> defaults = patch.reminders().clears()
                    ? reminders(viewer, found.membership(), null)
                    : Mono.just(found.contents().reminders());
            return defaults.flatMap(reminders -> {
                var problems = new Problems();
                var stored = found.contents();
                var plan = new SeriesEdit(stored, context(viewer, operation, found, reminders))
                        .update(found.scope(), found.slot(), policy, patch, problems);
                if (conflicts(stored, ifVersion)) {
                    var yours = plan == null ? null : plan.steps().getFirst().after();
                    List<String> fields = yours == null ? List.of() : yours.differences(stored);
                    return Mono.just(conflict(stored, yours, fields));
                }
                return plan == null
                        ? Mono.just(Outcome.refused(problems.found()))
                        : plans.write(operation, plan, EventService.receipt(found, plan));
            });
        });
    }

    /** Deletes an event, or what the target's scope reaches of a series. */
    public Mono<Outcome<EditReceipt, EventContents>> delete(
            Viewer viewer, Repeatable request, EditTarget target, @Nullable Integer ifVersion) {
        return edit(viewer, request, target, (operation, found) -> {
            var stored = found.contents();
            if (conflicts(stored, ifVersion)) {
                return Mono.just(conflict(stored, null, List.of()));
            }
            var plan = new SeriesEdit(stored, context(viewer, operation, found, stored.reminders()))
                    .delete(found.scope(), found.slot());
            return plans.write(operation, plan, receipt(found, plan));
        });
    }

    private Mono<Outcome<EditReceipt, EventContents>> edit(
            Viewer viewer,
            Repeatable request,
            EditTarget target,
            BiFunction<Operation, Found.Event, Mono<Outcome<EditReceipt, EventContents>>> work) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                EditReceipt.class,
                operation -> series.find(viewer, target).flatMap(found -> switch (found) {
                    case Found.Not(var problem) -> Mono.just(Outcome.refused(problem));
                    case Found.Event event -> work.apply(operation, event);
                }));
    }

    private EditContext context(
            Viewer viewer, Operation operation, Found.Event found, List<Reminder> clearedReminders) {
        var zone = found.membership().calendar().timeZone();
        return new EditContext(viewer.userId(), clearedReminders, zone, rules, ids::next, operation.at());
    }

    private static boolean conflicts(EventContents stored, @Nullable Integer ifVersion) {
        return ifVersion != null && ifVersion != stored.event().version();
    }

    private static Outcome<EditReceipt, EventContents> conflict(
            EventContents stored, @Nullable EventContents yours, List<String> fields) {
        return Outcome.conflict(stored.event().version(), new Conflict<>(null, yours, stored, fields));
    }

    private static EditReceipt receipt(Found.Event found, EditPlan plan) {
        var after = plan.steps().getFirst().after();
        var stored = found.contents().event();
        var slot = found.slot();
        var key = slot == null ? null : new OccurrenceKey(stored.rootId(), slot);
        if (after == null) {
            return new EditReceipt(null, stored.id(), key);
        }
        var event = after.event();
        if (slot != null && !event.rootId().equals(stored.rootId())) {
            var shift = Duration.between(stored.time().start(), event.time().start());
            key = new OccurrenceKey(event.rootId(), stored.originalStart(slot).plus(shift));
        }
        return new EditReceipt(event.id(), null, key);
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
}
