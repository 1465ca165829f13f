package dev.almanac.event.agenda;

import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.Derivation;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads.Slice;
import dev.almanac.event.EventStore;
import dev.almanac.event.Horizon;
import dev.almanac.event.Quarantine;
import dev.almanac.event.agenda.AgendaStore.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens in many calendars, in order of start.
 *
 * <p>Each calendar gives a page of each kind of row, and what its series make happen beyond the horizon of rows; here they are put
 * into the zone asked for, filtered exactly, merged and cut.
 */
@Service
public class AgendaService {

    private static final int ALL = 500_000;

    private final AgendaStore agenda;
    private final EventStore events;
    private final Quarantine quarantine;

    AgendaService(AgendaStore agenda, EventStore events, Quarantine quarantine) {
        this.agenda = agenda;
        this.events = events;
        this.quarantine = quarantine;
    }

    /**
     * What is asked for.
     *
     * @param categories what carries one of these names; null: everything
     * @param after the place after which a page starts; null: from the beginning
     */
    public record Asked(
            Window window,
            @Nullable List<String> categories,
            @Nullable Place after) {}

    /** A page over calendars, of which those that the viewer may not read are left out. */
    public Mono<Slice<AgendaEntry>> page(
            ViewerCalendars calendars, @Nullable Collection<UUID> wanted, Asked asked, int size) {
        return entries(calendars.readable(wanted), asked, size + 1).map(byCalendar -> {
            var merged = byCalendar.values().stream()
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(AgendaEntry::place))
                    .limit(size + 1L)
                    .toList();
            return slice(merged, size);
        });
    }

    /** A page of each calendar. */
    public Mono<Map<UUID, Slice<AgendaEntry>>> pages(
            ViewerCalendars calendars, Collection<UUID> wanted, Asked asked, int size) {
        return entries(calendars.readable(wanted), asked, size + 1)
                .map(byCalendar -> wanted.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                calendar -> slice(byCalendar.getOrDefault(calendar, List.of()), size))));
    }

    /** Every date of the window, over all items of each calendar. */
    public Mono<Map<UUID, List<Day>>> days(ViewerCalendars calendars, Collection<UUID> wanted, Asked asked) {
        return all(calendars, wanted, asked)
                .map(byCalendar -> wanted.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                calendar -> Day.of(asked.window(), byCalendar.getOrDefault(calendar, List.of())))));
    }

    /** Every date of the window, over all items of the calendars together. */
    public Mono<List<Day>> daysTogether(ViewerCalendars calendars, @Nullable Collection<UUID> wanted, Asked asked) {
        return all(calendars, wanted, asked)
                .map(byCalendar -> Day.of(
                        asked.window(),
                        byCalendar.values().stream().flatMap(List::stream).toList()));
    }

    private Mono<Map<UUID, List<AgendaEntry>>> all(
            ViewerCalendars calendars, @Nullable Collection<UUID> wanted, Asked asked) {
        return entries(calendars.readable(wanted), new Asked(asked.window(), asked.categories(), null), ALL);
    }

    private static Slice<AgendaEntry> slice(List<AgendaEntry> entries, int size) {
        boolean more = entries.size() > size;
        return new Slice<>(more ? entries.subList(0, size) : entries, more);
    }

    /** The first so many entries of each calendar that come after the place asked for. */
    private Mono<Map<UUID, List<AgendaEntry>>> entries(List<UUID> calendars, Asked asked, int limit) {
        return read(calendars, asked, limit, limit)
                .flatMap(found -> beyondHorizon(found, asked, limit).map(beyond -> {
                    Map<UUID, List<AgendaEntry>> byCalendar = new HashMap<>();
                    for (var entry : beyond) {
                        byCalendar
                                .computeIfAbsent(entry.occurrence().calendarId(), _ -> new ArrayList<>())
                                .add(entry);
                    }
                    found.entries()
                            .forEach((calendar, entries) -> byCalendar
                                    .computeIfAbsent(calendar, _ -> new ArrayList<>())
                                    .addAll(entries));
                    byCalendar.replaceAll((_, entries) -> entries.stream()
                            .sorted(Comparator.comparing(AgendaEntry::place))
                            .limit(limit)
                            .toList());
                    return byCalendar;
                }));
    }

    private record Read(Map<UUID, List<AgendaEntry>> entries, Collection<AgendaStore.Beyond> beyond) {}

    /**
     * Reads rows. Those without a zone are read in the order of their wall clock, and near a transition of the zone asked for from
     * wider bounds than the window's: a page of them can be spent on rows that the exact filter drops, or end before one that comes
     * earlier by its instant. Then a longer one is read.
     */
    private Mono<Read> read(List<UUID> calendars, Asked asked, int limit, int rows) {
        var window = asked.window();
        var spans = new Spans(window, asked.after());
        return agenda.read(new Query(calendars, asked.categories(), spans.zoned(), spans.local(), rows))
                .flatMap(found -> {
                    Map<UUID, List<AgendaEntry>> entries = new HashMap<>();
                    Map<LocalPage.Branch, LocalPage> local = new HashMap<>();
                    for (var row : found.rows()) {
                        var entry = AgendaEntry.of(row, window.zone());
                        boolean wanted = wanted(entry, asked);
                        if (row.local()) {
                            local.computeIfAbsent(LocalPage.Branch.of(row), _ -> new LocalPage())
                                    .add(entry, wanted);
                        }
                        if (wanted) {
                            entries.computeIfAbsent(row.calendarId(), _ -> new ArrayList<>())
                                    .add(entry);
                        }
                    }
                    return local.values().stream().allMatch(page -> page.reaches(limit, rows))
                            ? Mono.just(new Read(entries, found.beyondHorizon()))
                            : read(calendars, asked, limit, rows * 4);
                });
    }

    private static boolean wanted(AgendaEntry entry, Asked asked) {
        var categories = asked.categories();
        return asked.window().holds(entry.start(), entry.end())
                && (asked.after() == null || entry.place().compareTo(asked.after()) > 0)
                && (categories == null
                        || entry.occurrence().categories().stream().anyMatch(categories::contains));
    }

    private Mono<List<AgendaEntry>> beyondHorizon(Read read, Asked asked, int limit) {
        if (read.beyond().isEmpty()) {
            return Mono.just(List.of());
        }
        Map<UUID, Horizon> horizons = read.beyond().stream()
                .collect(Collectors.toMap(
                        AgendaStore.Beyond::eventId, AgendaStore.Beyond::derived, (first, _) -> first));
        return events.readableContents(horizons.keySet())
                .concatMap(contents -> {
                    UUID event = contents.event().id();
                    var horizon = horizons.get(event);
                    var entries = horizon == null
                            ? null
                            : quarantine.read(event, () -> expand(contents, horizon, asked, limit));
                    return entries == null ? Flux.empty() : Flux.fromIterable(entries);
                })
                .collectList();
    }

    private static List<AgendaEntry> expand(EventContents contents, Horizon horizon, Asked asked, int limit) {
        var zone = asked.window().zone();
        var from = Spans.earliestStart(contents.event().time(), asked.window(), asked.after());
        var entries = new InOrder(OccurrenceService.entries(new Derivation(contents).beyond(horizon, from), zone));
        List<AgendaEntry> found = new ArrayList<>();
        while (found.size() < limit && entries.hasNext()) {
            var entry = entries.next();
            if (!entry.start().isBefore(asked.window().to())) {
                break;
            }
            if (wanted(entry, asked)) {
                found.add(entry);
            }
        }
        return found;
    }
}
