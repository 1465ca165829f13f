package dev.almanac.event.bulk;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.Membership.Action;
import dev.almanac.change.Change;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.event.Deriver;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.EventStore;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Adds many new events, overrides and all, in one transaction and one statement. */
@Service
public class EventBatch {

    private final EventStore store;
    private final CalendarAccess access;
    private final WritePath writes;
    private final Deriver deriver;
    private final EventRules rules;

    EventBatch(EventStore store, CalendarAccess access, WritePath writes, Deriver deriver, EventRules rules) {
        this.store = store;
        this.access = access;
        this.writes = writes;
        this.deriver = deriver;
        this.rules = rules;
    }

    /**
     * Adds all or none, to one calendar; the receipt is how many.
     *
     * @throws IllegalArgumentException if one of them says that it is of another calendar, about which nobody is asked
     */
    public Mono<Outcome<Integer, EventContents>> add(
            Viewer viewer, Source source, UUID calendar, List<EventContents> events) {
        if (!events.stream().allMatch(event -> event.event().calendarId().equals(calendar))) {
            throw new IllegalArgumentException("an event is of another calendar");
        }
        var problems = new Problems();
        events.forEach(event -> rules.check(event, problems));
        if (!problems.none()) {
            return Mono.just(Outcome.refused(problems.found()));
        }
        var entries = events.stream().map(deriver::entry).toList();
        var changes = events.stream()
                .map(event -> Change.created(calendar, "Event", event.event().id(), event))
                .toArray(Change[]::new);
        return writes.write(
                viewer.userId(),
                source,
                Repeatable.once("addEvents"),
                Integer.class,
                operation -> access.to(viewer, Action.WRITE, calendar)
                        .flatMap(_ -> store.insert(operation, entries)
                                .map(inUse -> Outcome.<Integer, EventContents>refused(
                                        new Problem(inUse + "_IN_USE", "One of them is in use.", List.of())))
                                .defaultIfEmpty(Outcome.done(events.size(), changes)))
                        .defaultIfEmpty(Outcome.refused(
                                new Problem("NOT_FOUND", "There is no such calendar.", List.of("calendarId")))));
    }
}
