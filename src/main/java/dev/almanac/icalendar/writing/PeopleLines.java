package dev.almanac.icalendar.writing;

import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.icalendar.reading.People;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part, as lines (RFC 5545 §3.8.4.1 and §3.8.4.3). A line that is kept of somebody who is still there keeps what else it says;
 * name and response are the event's.
 */
final class PeopleLines {

    private final Map<String, ContentLine> attendees = new LinkedHashMap<>();
    private final Map<String, ContentLine> organizers = new LinkedHashMap<>();
    private final List<ContentLine> others = new ArrayList<>();
    private final List<ContentLine> again = new ArrayList<>();
    private @Nullable ContentLine otherOrganizer;

    private PeopleLines(KeptLines kept) {
        for (var line : kept.of("ATTENDEE")) {
            var person = read(line);
            if (person == null) {
                others.add(line);
            } else if (attendees.putIfAbsent(key(person), line) != null) {
                again.add(line);
            }
        }
        for (var line : kept.of("ORGANIZER")) {
            var person = read(line);
            if (person != null) {
                organizers.putIfAbsent(key(person), line);
            } else if (otherOrganizer == null) {
                otherOrganizer = line;
            }
        }
    }

    static List<ContentLine> of(List<Attendee> people, KeptLines kept) {
        var before = new PeopleLines(kept);
        List<ContentLine> lines = new ArrayList<>();
        boolean organized = false;
        for (int i = 0; i < people.size(); i++) {
            var person = people.get(i);
            if (person.organizer()) {
                lines.add(before.organizer(person));
                organized = true;
            }
            if (!person.organizer() || !before.saidByOrganizerAlone(person, i == people.size() - 1)) {
                lines.add(before.attendee(person));
            }
        }
        if (!organized && before.otherOrganizer != null) {
            lines.add(before.otherOrganizer);
        }
        lines.addAll(before.others);
        for (var line : before.again) {
            var person = read(line);
            if (person != null && people.stream().anyMatch(other -> key(other).equals(key(person)))) {
                lines.add(line.wrapped());
            }
        }
        return lines;
    }

    /** Whoever is named as the organizer alone is read as coming, after all others. */
    private boolean saidByOrganizerAlone(Attendee organizer, boolean last) {
        return last && organizer.response() == Response.ACCEPTED && !attendees.containsKey(key(organizer));
    }

    private ContentLine organizer(Attendee person) {
        var kept = organizers.get(key(person));
        return named(kept == null ? ContentLine.of("ORGANIZER", address(person)) : kept, person);
    }

    private ContentLine attendee(Attendee person) {
        var kept = attendees.get(key(person));
        if (kept == null) {
            return responding(named(ContentLine.of("ATTENDEE", address(person)), person), person);
        }
        // The organizer's name may stand in the other line.
        boolean unnamed = person.organizer() && kept.parameter("CN") == null;
        return responding(unnamed ? kept : named(kept, person), person);
    }

    private static ContentLine named(ContentLine line, Attendee person) {
        var name = Objects.requireNonNullElse(line.parameter("CN"), "").strip();
        if (name.equals(person.name())) {
            return line;
        }
        return person.name().isEmpty() ? line.without("CN") : line.with("CN", person.name());
    }

    private static ContentLine responding(ContentLine line, Attendee person) {
        var said = read(line);
        return said != null && said.response() == person.response()
                ? line
                : line.with("PARTSTAT", person.response().name().replace('_', '-'));
    }

    private static @Nullable Attendee read(ContentLine line) {
        var people = People.read(KeptLines.eventOf(line));
        return people.isEmpty() ? null : people.getFirst();
    }

    private static String address(Attendee person) {
        return "mailto:" + Encodings.link(person.email());
    }

    private static String key(Attendee person) {
        return person.email().toLowerCase(Locale.ROOT);
    }
}
