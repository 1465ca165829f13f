package dev.almanac.icalendar.reading;

import dev.almanac.event.Event.Revision;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.time.EventZones;
import dev.almanac.icalendar.time.Life;
import dev.almanac.icalendar.time.Zones;
import dev.almanac.platform.Limits;
import dev.almanac.recurrence.InvalidRecurrenceException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All components of one UID, in whatever order: put together they are one event, or several where a change reaches all that follow. */
final class Series {

    /** Each component of a series may have some to tell, and a series many components. */
    private static final int MOST_NOTES = 10;

    private final String uid;
    private final Zones zones;
    private final Limits limits;
    private final List<ContentTree> masters = new ArrayList<>();
    private final List<ContentTree> changes = new ArrayList<>();
    private final IdentityHashMap<ContentTree, Integer> lines = new IdentityHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private long weight;

    Series(String uid, Zones zones, Limits limits) {
        this.uid = uid;
        this.zones = zones;
        this.limits = limits;
    }

    /**
     * An event that it is, or a part of it.
     *
     * @param line in which it begins
     */
    record Placed(ImportedEvent event, int line) {}

    /** Takes a component that has this UID; past the most that an event may weigh, only to know of it. */
    void add(ContentTree content, Part part) {
        weight += part.weight();
        if (weight > ICalendarReader.LARGEST_EVENT) {
            masters.clear();
            changes.clear();
            lines.clear();
            return;
        }
        lines.put(content, part.line());
        if (part.note() != null) {
            notes.add(part.note());
        }
        (content.first("RECURRENCE-ID") == null ? masters : changes).add(content);
    }

    /** What of it could not be kept; null where nothing is to be said. */
    @Nullable String note() {
        if (notes.isEmpty()) {
            return null;
        }
        var said = notes.stream().limit(MOST_NOTES).collect(Collectors.joining(" "));
        return notes.size() > MOST_NOTES ? said + " There is more of this kind." : said;
    }

    /** The event; where there are more, its own UID is that of the first. */
    List<Placed> events() throws ImportFault {
        if (weight > ICalendarReader.LARGEST_EVENT) {
            throw new ImportFault("UNREADABLE", ICalendarReader.TOO_HEAVY);
        }
        var own = zones.during(life(), notes::add);
        try {
            return masters.isEmpty() ? List.of(new Placed(withoutMaster(own), line())) : withMaster(own);
        } catch (InvalidRecurrenceException e) {
            throw new ImportFault("INVALID_RECURRENCE", e.part() + ": " + e.getMessage());
        }
    }

    private Supplier<Life> life() {
        return new Supplier<>() {
            private @Nullable Life life;

            @Override
            public Life get() {
                if (life == null) {
                    var components = new ArrayList<>(masters);
                    components.addAll(changes);
                    life = LifeReading.of(components);
                }
                return life;
            }
        };
    }

    /** In which it begins, wherever in the file the series itself is. */
    private int line() {
        return lines.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private List<Placed> withMaster(EventZones own) throws ImportFault {
        var master = master(own);
        var extended = ExtendedProperties.read(master.content());
        var dates = Dates.read(master.content(), master.time(), own, limits.recurrenceDates(), notes::add);
        var occurrences = occurrences(dates, changes(extended, own));
        var parts = new SeriesParts(uid, revised(), notes::add);
        var made = parts.events(master, dates, occurrences);
        return made.size() == 1
                ? List.of(new Placed(made.getFirst().event(), line()))
                : made.stream()
                        .map(each -> new Placed(each.event(), Objects.requireNonNull(lines.get(each.component()))))
                        .toList();
    }

    /** The latest that can be read. */
    private Instance master(EventZones own) throws ImportFault {
        if (masters.size() > 1) {
            notes.add("It is there more than once; the latest was taken.");
        }
        @Nullable ImportFault last = null;
        for (var latest : Revisions.latestFirst(masters)) {
            try {
                return Instance.read(latest, ExtendedProperties.read(latest), own, limits, notes::add);
            } catch (ImportFault fault) {
                last = fault;
            }
        }
        throw Objects.requireNonNull(last);
    }

    /** Occurrences alone, as an invitation to some of a series has them: their original starts are the series. */
    private ImportedEvent withoutMaster(EventZones own) throws ImportFault {
        if (changes.isEmpty()) {
            throw new ImportFault("UNREADABLE", "There is nothing in it.");
        }
        var extended = ExtendedProperties.read(changes.getFirst());
        var read = changes(extended, own);
        if (read.stream().anyMatch(Instance::andFuture)) {
            notes.add("A change of all that follow was read as one of an occurrence: there is no series.");
        }
        var one = read.getFirst();
        var dates = Dates.none(one.time());
        var bySlot = occurrences(dates, read);
        var parts = new SeriesParts(uid, revised(), notes::add);
        if (bySlot.size() == 1) {
            var only = bySlot.firstEntry().getValue();
            return parts.event(only, Dates.none(only.time()), new TreeMap<>());
        }
        var master = one.at(one.time().at(bySlot.firstKey()));
        return parts.event(master, Dates.none(master.time()), bySlot);
    }

    private Revision revised() {
        var components = new ArrayList<>(masters);
        components.addAll(changes);
        return Revisions.of(components);
    }

    /** Those that can be read; one of them at least where there is no master. */
    private List<Instance> changes(Map<String, String> extended, EventZones own) throws ImportFault {
        List<Instance> read = new ArrayList<>();
        @Nullable ImportFault last = null;
        for (var change : changes) {
            try {
                // What reaches all that follow is an event of its own.
                var shared = Instance.andFuture(change) ? ExtendedProperties.read(change) : extended;
                read.add(Instance.read(change, shared, own, limits, notes::add));
            } catch (ImportFault fault) {
                last = fault;
                notes.add("An override was left out: " + fault.sentence());
            }
        }
        if (read.isEmpty() && masters.isEmpty() && last != null) {
            throw last;
        }
        return read;
    }

    /** The latest of each occurrence, by original start. */
    private NavigableMap<LocalDateTime, Instance> occurrences(Dates dates, List<Instance> read) throws ImportFault {
        Map<LocalDateTime, List<Instance>> byStart = new TreeMap<>();
        for (var instance : read) {
            var id = instance.recurrenceId();
            if (id != null) {
                byStart.computeIfAbsent(dates.start(id), _ -> new ArrayList<>()).add(instance);
            }
        }
        if (byStart.size() > limits.overrides()) {
            throw new ImportFault("TOO_MANY", "At most " + limits.overrides() + " overrides.");
        }
        var occurrences = new TreeMap<LocalDateTime, Instance>();
        byStart.forEach((start, same) -> {
            if (same.size() > 1) {
                notes.add("It is there more than once; the latest was taken.");
            }
            var latest = Revisions.latest(same.stream().map(Instance::content).toList());
            occurrences.put(
                    start,
                    same.stream()
                            .filter(instance -> instance.content().equals(latest))
                            .findFirst()
                            .orElseThrow());
        });
        return occurrences;
    }
}
