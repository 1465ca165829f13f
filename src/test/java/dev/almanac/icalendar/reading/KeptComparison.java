package dev.almanac.icalendar.reading;

import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.icalendar.reading.Corpus.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks for what a file says and its events do not. */
final class KeptComparison {

    /** What events say in words of their own. */
    private static final Set<String> READ = Set.of(
            "BEGIN",
            "END",
            "UID",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "SEQUENCE",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "METHOD");

    private static final Set<String> READ_IN_PART = Set.of(
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "URL",
            "STATUS",
            "TRANSP",
            "CLASS",
            "CATEGORIES",
            "ATTENDEE",
            "ORGANIZER");

    private KeptComparison() {}

    /** The lines of the file that none of its events has. */
    static List<String> lost(File file, List<Found> found) {
        List<String> lost = new ArrayList<>();
        for (var lines : file.events()) {
            var uid = lines.stream()
                    .filter(line -> line.startsWith("UID"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
            found.stream()
                    .filter(one -> one.event().uid().equals(uid) && one.note() == null)
                    .forEach(one -> lost.addAll(lost(file, lines, one, found)));
        }
        return lost;
    }

    private static List<String> lost(File file, List<String> lines, Found one, List<Found> found) {
        var kept = new HashSet<String>();
        for (var part : found) {
            if (part.event().uid().startsWith(one.event().uid())) {
                kept.addAll(part.event().details().contentLines());
                part.event()
                        .overrides()
                        .forEach(override -> kept.addAll(override.details().contentLines()));
            }
        }
        var event = one.event();
        var entries = event.extendedProperties();
        List<String> lost = new ArrayList<>();
        int depth = 0;
        for (var line : lines) {
            var name = line.split("[:;]", 2)[0].toUpperCase(Locale.ROOT).strip();
            depth += name.equals("BEGIN") ? 1 : name.equals("END") ? -1 : 0;
            if (depth != 1 || line.isBlank() || READ.contains(name) || kept.contains(line)) {
                continue;
            }
            boolean bare = line.length() > name.length() && line.charAt(name.length()) == ':';
            var value = bare ? line.substring(name.length() + 1) : "";
            boolean person = line.matches("(?i)(ATTENDEE|ORGANIZER)(;(CN|PARTSTAT)=(\"[^\"]*\"|[^\";:]*))*:mailto:.*");
            if (!(bare && value.equals(entries.get(name))) && !(READ_IN_PART.contains(name) && bare) && !person) {
                lost.add(file.path() + ": " + line);
            }
        }
        return lost;
    }
}
