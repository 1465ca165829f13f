package dev.almanac.event.agenda;

import dev.almanac.calendar.Membership.Action;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.Derivation;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads.Slice;
import dev.almanac.event.EventStore;
import dev.almanac.event.Horizon;
import dev.almanac.event.Occurrence;
import dev.almanac.event.Quarantine;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What single events make happen, in order of start, for as long as one asks. */
@Service
public class OccurrenceService {

    private static final Horizon NONE = new Horizon(LocalDateTime.MAX, LocalDateTime.MAX);

    private final EventStore store;
    private final Quarantine quarantine;

    OccurrenceService(EventStore store, Quarantine quarantine) {
        this.store = store;
        this.quarantine = quarantine;
    }

    /**
     * A page of each of these events' occurrences.
     *
     * @param from leaves out what ends at or before it
     * @param after the place after which the page starts
     * @param zone in which all-day and floating ones happen
     */
    public Mono<Map<UUID, Slice<AgendaEntry>>> pages(
            ViewerCalendars calendars,
            Collection<UUID> events,
            @Nullable Instant from,
            @Nullable Place after,
            int size,
            ZoneId zone) {
        boolean alone = events.size() == 1;
        return store.contents(events)
                .filter(contents -> calendars.may(Action.READ, contents.event().calendarId()))
                .collect(HashMap::new, (pages, contents) -> {
                    var event = contents.event().id();
                    Supplier<Slice<AgendaEntry>> reading =
                            () -> page(new Derivation(contents), from, after, size, zone);
                    var page = alone ? quarantine.readAlone(event, reading) : quarantine.read(event, reading);
                    if (page != null) {
                        pages.put(event, page);
                    }
                });
    }

    static Slice<AgendaEntry> page(
            Derivation derivation, @Nullable Instant from, @Nullable Place after, int size, ZoneId zone) {
        Predicate<AgendaEntry> wanted = entry -> (after == null || entry.place().compareTo(after) > 0)
                && (from == null
                        || entry.end().isAfter(from)
                        || (entry.end().equals(entry.start()) && !entry.start().isBefore(from)));
        var entries = all(derivation, start(derivation.contents(), from, after), zone);
        List<AgendaEntry> page = new ArrayList<>();
        while (page.size() <= size && entries.hasNext()) {
            var entry = entries.next();
            if (wanted.test(entry)) {
                page.add(entry);
            }
        }
        boolean more = page.size() > size;
        return new Slice<>(more ? page.subList(0, size) : page, more);
    }

    /** A wall-clock start before which nothing is wanted, whatever the zone. */
    private static LocalDateTime start(EventContents contents, @Nullable Instant from, @Nullable Place after) {
        var length = contents.event().time().duration();
        var earliest = LocalDateTime.of(1, 1, 1, 0, 0);
        var bound = earliest;
        if (from != null) {
            bound = LocalDateTime.ofInstant(from, ZoneOffset.UTC)
                    .minusDays(length.days() + 2L)
                    .minusSeconds(length.seconds());
        }
        if (after != null) {
            var place = LocalDateTime.ofInstant(after.start(), ZoneOffset.UTC).minusDays(2);
            bound = place.isAfter(bound) ? place : bound;
        }
        return bound.isBefore(earliest) ? earliest : bound;
    }

    /** Those without an override as the rule makes them, merged with the overridden ones where those have moved to. */
    static Iterator<AgendaEntry> all(Derivation derivation, LocalDateTime from, ZoneId zone) {
        var contents = derivation.contents();
        var event = contents.event();
        var overridden = contents.overrides().stream()
                .map(override -> event.originalStart(override.slot()))
                .filter(derivation.expansion()::contains)
                .map(start -> AgendaEntry.of(derivation.occurrence(start), zone))
                .sorted(Comparator.comparing(AgendaEntry::place))
                .iterator();
        var plain = new InOrder(entries(derivation.beyond(NONE, from), zone));
        return merged(plain, overridden);
    }

    static Iterator<AgendaEntry> entries(Iterator<Occurrence> occurrences, ZoneId zone) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return occurrences.hasNext();
            }

            @Override
            public AgendaEntry next() {
                return AgendaEntry.of(occurrences.next(), zone);
            }
        };
    }

    private static Iterator<AgendaEntry> merged(Iterator<AgendaEntry> one, Iterator<AgendaEntry> other) {
        return new Iterator<>() {
            private @Nullable AgendaEntry first = advance(one);
            private @Nullable AgendaEntry second = advance(other);

            private static @Nullable AgendaEntry advance(Iterator<AgendaEntry> entries) {
                return entries.hasNext() ? entries.next() : null;
            }

            @Override
            public boolean hasNext() {
                return first != null || second != null;
            }

            @Override
            public AgendaEntry next() {
                var a = first;
                var b = second;
                if (a != null && (b == null || a.place().compareTo(b.place()) <= 0)) {
                    first = advance(one);
                    return a;
                }
                if (b == null) {
                    throw new NoSuchElementException();
                }
                second = advance(other);
                return b;
            }
        };
    }
}
