package dev.almanac.calendar;

import dev.almanac.account.Preferences;
import dev.almanac.account.User;
import dev.almanac.account.Welcome;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Change;
import dev.almanac.change.ChangeLog;
import dev.almanac.change.ChangeLog.StreamKind;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.platform.Limits;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes, changes and deletes calendars. */
@Service
public class CalendarService implements Welcome {

    private final CalendarStore store;
    private final WritePath writes;
    private final ChangeLog log;
    private final Ids ids;
    private final Limits limits;

    CalendarService(CalendarStore store, WritePath writes, ChangeLog log, Ids ids, Limits limits) {
        this.store = store;
        this.writes = writes;
        this.log = log;
        this.ids = ids;
        this.limits = limits;
    }

    /** Adds a calendar that the viewer owns; the receipt is its id. */
    public Mono<Outcome<UUID, Membership>> create(
            Viewer viewer, Source source, Repeatable request, NewCalendar wanted) {
        var calendar = new Calendar(
                wanted.id() == null ? ids.next() : wanted.id(),
                wanted.name(),
                wanted.description() == null ? "" : wanted.description(),
                wanted.color() == null ? Calendar.DEFAULT_COLOR : wanted.color(),
                wanted.timeZone() == null ? viewer.timeZone() : wanted.timeZone(),
                wanted.defaultReminders(),
                1);
        return writes.write(viewer.userId(), source, request, UUID.class, operation -> {
            var problems = new Problems();
            CalendarPatch.check(problems, calendar.name(), calendar.description(), calendar.defaultReminders(), limits);
            if (!problems.none()) {
                return Mono.just(Outcome.refused(problems.found()));
            }
            return store.ofMember(viewer.userId())
                    .count()
                    .flatMap(count -> count >= limits.calendars() ? Mono.just(tooMany()) : insert(operation, calendar));
        });
    }

    private Mono<Outcome<UUID, Membership>> insert(Operation operation, Calendar calendar) {
        return store.insert(operation, calendar)
                .flatMap(inserted -> inserted ? log.open(calendar.id(), StreamKind.CALENDAR) : Mono.just(false))
                .map(fresh -> fresh
                        ? Outcome.done(calendar.id(), created(operation, calendar))
                        : Outcome.refused(new Problem("ID_IN_USE", "This id is in use.", List.of("id"))));
    }

    /** A membership goes to both streams: the person's, who now has the calendar, and the calendar's. */
    private static Change[] created(Operation operation, Calendar calendar) {
        return new Change[] {
            Change.created(calendar.id(), "Calendar", calendar.id(), calendar),
            Change.created(operation.actor(), "Membership", calendar.id(), CalendarRole.OWNER),
            Change.created(calendar.id(), "Membership", operation.actor(), CalendarRole.OWNER)
        };
    }

    /** Changes a calendar; the receipt is its id. */
    public Mono<Outcome<UUID, Membership>> update(
            Viewer viewer,
            Source source,
            Repeatable request,
            UUID id,
            @Nullable Integer ifVersion,
            CalendarPatch patch) {
        return writes.write(viewer.userId(), source, request, UUID.class, operation -> {
            var problems = patch.problems(limits);
            if (!problems.isEmpty()) {
                return Mono.just(Outcome.refused(problems));
            }
            return store.lock(viewer.userId(), id)
                    .filter(membership -> membership.may(Action.MANAGE))
                    .flatMap(stored -> update(operation, stored, ifVersion, patch))
                    .defaultIfEmpty(Outcome.refused(missing()));
        });
    }

    private Mono<Outcome<UUID, Membership>> update(
            Operation operation, Membership membership, @Nullable Integer ifVersion, CalendarPatch patch) {
        var stored = membership.calendar();
        var next = patch.over(stored, stored.version() + 1);
        var fields = CalendarPatch.differences(next, stored);
        if (ifVersion != null && ifVersion != stored.version()) {
            var yours = of(membership, patch.over(stored, stored.version()));
            return Mono.just(Outcome.conflict(stored.version(), new Conflict<>(null, yours, membership, fields)));
        }
        if (fields.isEmpty()) {
            return Mono.just(Outcome.done(stored.id()));
        }
        return store.update(operation, next)
                .thenReturn(Outcome.done(
                        next.id(), Change.updated(next.id(), "Calendar", next.id(), next.version(), fields, next)));
    }

    /** Deletes a calendar with all that it holds; the receipt is its id. Its one change stands for all in it. */
    public Mono<Outcome<UUID, Membership>> delete(
            Viewer viewer, Repeatable request, UUID id, @Nullable Integer ifVersion) {
        return writes.write(
                viewer.userId(),
                Source.API,
                request,
                UUID.class,
                operation -> store.lock(viewer.userId(), id)
                        .filter(membership -> membership.may(Action.MANAGE))
                        .flatMap(stored -> delete(operation, stored, ifVersion))
                        .defaultIfEmpty(Outcome.refused(missing())));
    }

    private Mono<Outcome<UUID, Membership>> delete(
            Operation operation, Membership stored, @Nullable Integer ifVersion) {
        var calendar = stored.calendar();
        if (ifVersion != null && ifVersion != calendar.version()) {
            return Mono.just(Outcome.conflict(calendar.version(), new Conflict<>(null, null, stored, List.of())));
        }
        return store.delete(operation, calendar.id())
                .thenReturn(Outcome.done(
                        calendar.id(),
                        Change.deleted(calendar.id(), "Calendar", calendar.id(), calendar.version() + 1)));
    }

    /** A new person finds one empty calendar. */
    @Override
    public Mono<List<Change>> prepare(Operation operation, User user, Preferences preferences) {
        var calendar =
                new Calendar(ids.next(), "Calendar", "", Calendar.DEFAULT_COLOR, preferences.timeZone(), null, 1);
        return store.insert(operation, calendar)
                .then(log.open(calendar.id(), StreamKind.CALENDAR))
                .thenReturn(List.of(created(operation, calendar)));
    }

    private static Membership of(Membership membership, Calendar calendar) {
        return new Membership(calendar, membership.role(), membership.ownColor(), membership.sortOrder());
    }

    private Outcome<UUID, Membership> tooMany() {
        return Outcome.refused(
                new Problem("TOO_MANY", "A person has at most " + limits.calendars() + " calendars.", List.of()));
    }

    private static Problem missing() {
        return new Problem("NOT_FOUND", "There is no such calendar.", List.of("id"));
    }
}
