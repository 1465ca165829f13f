package dev.almanac.event.edit;

import dev.almanac.account.Reminder;
import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.ChangeLog;
import dev.almanac.change.Conflict;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.edit.EditedSeries.Found;
import dev.almanac.event.plan.EditContext;
import dev.almanac.event.plan.EditPlan;
import dev.almanac.event.plan.EditPlan.Step;
import dev.almanac.event.plan.EditScope;
import dev.almanac.event.plan.EventPatch;
import dev.almanac.event.plan.Merge;
import dev.almanac.event.plan.SeriesEdit;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Works out what a change does to an event that was found. A change that was based on an earlier version is merged with what was done
 * since, where both touched different things.
 */
@Component
class EditPlanning {

    private final DefaultReminders defaults;
    private final CalendarAccess access;
    private final ChangeLog log;
    private final EventRules rules;
    private final Ids ids;

    EditPlanning(DefaultReminders defaults, CalendarAccess access, ChangeLog log, EventRules rules, Ids ids) {
        this.defaults = defaults;
        this.access = access;
        this.log = log;
        this.rules = rules;
        this.ids = ids;
    }

    /** What came of it. */
    sealed interface Planned {

        record Ready(EditPlan plan) implements Planned {}

        record Refused(List<Problem> problems) implements Planned {}

        record Conflicting(Conflict<EventContents> conflict) implements Planned {}
    }

    Mono<Planned> plan(Viewer viewer, Instant at, Found.Series found, EventChange change, Basis basis) {
        var stored = found.contents();
        boolean holds = basis.holds(stored);
        return switch (change) {
            case EventChange.Update update -> update(viewer, at, found, update, basis);
            case EventChange.Delete _ -> Mono.just(holds ? deleted(viewer, at, found) : conflict(stored, null, null));
            case EventChange.Move(var _, var calendar) ->
                holds ? move(viewer, stored, calendar) : Mono.just(conflict(stored, null, null));
        };
    }

    private Mono<Planned> update(
            Viewer viewer, Instant at, Found.Series found, EventChange.Update update, Basis basis) {
        var stored = found.contents();
        Mono<List<Reminder>> cleared = update.patch().reminders().clears()
                ? defaults.orElse(viewer, found.membership(), null)
                : Mono.just(stored.reminders());
        return cleared.flatMap(reminders -> {
            var context = context(viewer, at, found, reminders);
            if (basis.holds(stored)) {
                return Mono.just(updated(found, update, update.patch(), context));
            }
            var version = basis.version();
            Planned unmerged = conflict(stored, null, yours(found, update, context));
            return version == null || !basis.mergeable()
                    ? Mono.just(unmerged)
                    : log.entity("Event", stored.event().id(), version, EventContents.class)
                            .map(base -> merged(found, update, base, context))
                            .defaultIfEmpty(unmerged);
        });
    }

    private Planned merged(Found.Series found, EventChange.Update update, EventContents base, EditContext context) {
        var merge = Merge.of(
                base,
                found.contents(),
                update.patch(),
                found.scope() == EditScope.THIS ? found.slot() : null,
                found.scope() == EditScope.THIS_AND_FOLLOWING);
        return merge.conflicts().isEmpty()
                ? updated(found, update, merge.patch(), context)
                : conflict(found.contents(), base, yours(found, update, context));
    }

    private static Planned updated(
            Found.Series found, EventChange.Update update, EventPatch patch, EditContext context) {
        var problems = new Problems();
        var plan = new SeriesEdit(found.contents(), context)
                .update(found.scope(), found.slot(), update.overrides(), patch, problems);
        return plan == null ? new Planned.Refused(problems.found()) : new Planned.Ready(plan);
    }

    private Planned deleted(Viewer viewer, Instant at, Found.Series found) {
        var problems = new Problems();
        var context = context(viewer, at, found, found.contents().reminders());
        var plan = new SeriesEdit(found.contents(), context).delete(found.scope(), found.slot(), problems);
        return plan == null ? new Planned.Refused(problems.found()) : new Planned.Ready(plan);
    }

    /** What the update would have made, or null where it cannot be made. */
    private static @Nullable EventContents yours(Found.Series found, EventChange.Update update, EditContext context) {
        return updated(found, update, update.patch(), context) instanceof Planned.Ready(var plan)
                ? plan.steps().getFirst().after()
                : null;
    }

    private static Planned conflict(EventContents stored, @Nullable EventContents base, @Nullable EventContents yours) {
        List<String> fields = yours == null ? List.of() : yours.differences(stored);
        return new Planned.Conflicting(new Conflict<>(base, yours, stored, fields));
    }

    private Mono<Planned> move(Viewer viewer, EventContents stored, UUID calendar) {
        var moved = stored.with(stored.event().in(calendar));
        return access.to(viewer, Action.WRITE, calendar)
                .<Planned>map(_ -> new Planned.Ready(EditPlan.of(new Step(stored, moved))))
                .defaultIfEmpty(new Planned.Refused(
                        List.of(new Problem("NOT_FOUND", "There is no such calendar.", List.of("calendarId")))));
    }

    private EditContext context(Viewer viewer, Instant at, Found.Series found, List<Reminder> reminders) {
        var zone = found.membership().calendar().timeZone();
        return new EditContext(viewer.userId(), reminders, zone, rules, ids::next, at);
    }
}
