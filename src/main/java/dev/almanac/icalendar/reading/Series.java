package dev.almanac.icalendar.reading;

import dev.almanac.event.EventOverride;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.time.Zones;
import dev.almanac.platform.Limits;
import dev.almanac.recurrence.InvalidRecurrenceException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All components of one UID, in whatever order: put together they are one event. */
final class Series {

    private final String uid;
    private final Zones zones;
    private final Limits limits;
    private final List<Instance> instances = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable ImportFault seriesFault;
    private @Nullable ImportFault occurrenceFault;

    Series(String uid, Zones zones, Limits limits) {
        this.uid = uid;
        this.zones = zones;
        this.limits = limits;
    }

    /** Takes a component that has this UID. */
    void add(ContentTree content, @Nullable String note) {
        if (note != null) {
            notes.add(note);
        }
        if (content.first("ATTACH") != null) {
            notes.add("Attachments are not kept.");
        }
        try {
            instances.add(Instance.read(content, zones, limits));
        } catch (ImportFault fault) {
            if (content.first("RECURRENCE-ID") == null) {
                seriesFault = fault;
            } else {
                occurrenceFault = fault;
                notes.add("An override was left out: " + fault.sentence());
            }
        }
    }

    /** What of it could not be kept; null where nothing is to be said. */
    @Nullable String note() {
        return notes.isEmpty() ? null : String.join(" ", notes);
    }

    /** The event. */
    ImportedEvent event() throws ImportFault {
        var masters = instances.stream()
                .filter(instance -> instance.recurrenceId() == null)
                .toList();
        if (masters.isEmpty() && seriesFault != null) {
            throw seriesFault;
        }
        if (instances.isEmpty()) {
            throw occurrenceFault == null ? new ImportFault("UNREADABLE", "There is nothing in it.") : occurrenceFault;
        }
        try {
            return masters.isEmpty() ? withoutMaster() : withMaster(latest(masters));
        } catch (InvalidRecurrenceException e) {
            throw new ImportFault("INVALID_RECURRENCE", e.part() + ": " + e.getMessage());
        }
    }

    private Instance latest(List<Instance> same) {
        if (same.size() > 1) {
            notes.add("It is there more than once; the latest was taken.");
        }
        // Of equal ones the last in the file.
        return same.reversed().stream().max(Instance.BY_AGE).orElseThrow();
    }

    private ImportedEvent withMaster(Instance master) throws ImportFault {
        var dates = Dates.read(master.content(), master.time(), zones, limits.recurrenceDates());
        return event(master, dates, occurrences(dates));
    }

    /** Occurrences alone, as an invitation to some of a series has them: their original starts are the series. */
    private ImportedEvent withoutMaster() throws ImportFault {
        var one = instances.getFirst();
        var bySlot = occurrences(Dates.none(one.time()));
        if (bySlot.size() == 1) {
            var only = bySlot.firstEntry().getValue();
            return event(only, Dates.none(only.time()), new TreeMap<>());
        }
        var master = new Instance(
                one.content(), null, one.time().at(bySlot.firstKey()), one.details(), one.attendees(), one.reminders());
        return event(master, Dates.none(master.time()), bySlot);
    }

    /** The latest of each occurrence, by original start. */
    private NavigableMap<LocalDateTime, Instance> occurrences(Dates dates) throws ImportFault {
        Map<LocalDateTime, List<Instance>> byStart = new TreeMap<>();
        for (var instance : instances) {
            var id = instance.recurrenceId();
            if (id != null) {
                byStart.computeIfAbsent(dates.start(id), _ -> new ArrayList<>()).add(instance);
                if (instance.andFuture()) {
                    notes.add("RANGE=THISANDFUTURE was read as a change of one occurrence.");
                }
            }
        }
        if (byStart.size() > limits.overrides()) {
            throw new ImportFault("TOO_MANY", "At most " + limits.overrides() + " overrides.");
        }
        var occurrences = new TreeMap<LocalDateTime, Instance>();
        byStart.forEach((start, same) -> occurrences.put(start, latest(same)));
        return occurrences;
    }

    private ImportedEvent event(Instance master, Dates dates, NavigableMap<LocalDateTime, Instance> occurrences) {
        List<EventOverride> overrides = new ArrayList<>();
        occurrences.forEach((start, occurrence) -> {
            dates.keep(start);
            var override = master.override(occurrence, start);
            if (override != null) {
                overrides.add(override);
            }
        });
        return new ImportedEvent(
                uid,
                master.time(),
                dates.recurrence(),
                master.details(),
                Particulars.extendedProperties(master.content()),
                master.revision(),
                master.attendees(),
                master.reminders(),
                overrides);
    }
}
