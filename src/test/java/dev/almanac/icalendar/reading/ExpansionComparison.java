package dev.almanac.icalendar.reading;

import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.icalendar.oracle.FileExpansion;
import dev.almanac.icalendar.oracle.FileExpansion.Happening;
import dev.almanac.icalendar.reading.Corpus.File;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens of each event in a year before its start and two years after, by Almanac and by others: as its file says it, and as the
 * text does that Almanac writes of it.
 */
final class ExpansionComparison {

    private final Function<String, List<Found>> reader;
    private final Map<String, String> unexplained = new TreeMap<>();
    private final Map<String, Integer> zones = new TreeMap<>();
    private final Set<String> mended = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Map<String, String> changed = new TreeMap<>();
    private int compared;
    private int happened;
    private int travelled;
    private int happenedAfter;

    private ExpansionComparison(Function<String, List<Found>> reader) {
        this.reader = reader;
    }

    static ExpansionComparison of(Collection<File> files, Function<String, List<Found>> reader) {
        var comparison = new ExpansionComparison(reader);
        files.forEach(comparison::add);
        return comparison;
    }

    private void add(File file) {
        var found = reader.apply(file.text());
        var byDefinition = new FileExpansion(file.text(), false);
        var byName = new FileExpansion(file.text(), true);
        var journey = Journey.of(found, reader);
        for (var one : found) {
            var uid = one.event().uid();
            var parts = found.stream()
                    .filter(other -> other.equals(one) || other.event().uid().startsWith(uid + "-2"))
                    .toList();
            var first = byDefinition.start(uid).orElse(one.event().time().start());
            var from = first.minusYears(1);
            var until = first.plusYears(2);
            var actual = Corpus.happenings(parts, from, until);
            var where = file.path() + ' ' + uid;
            byDefinition
                    .happenings(uid, from, until)
                    .ifPresentOrElse(
                            expected -> compare(
                                    file,
                                    one,
                                    expected,
                                    byName.happenings(uid, from, until).orElse(expected),
                                    actual),
                            () -> unknown(file, uid, found));
            after(where, parts.stream().map(part -> part.event().uid()).toList(), journey, actual, from, until);
        }
    }

    private void compare(
            File file, Found one, List<Happening> expected, List<Happening> byName, List<Happening> actual) {
        var where = file.path() + ' ' + one.event().uid();
        var note = one.note();
        compared++;
        happened += actual.size();
        if (actual.equals(expected)) {
            return;
        }
        if (actual.equals(byName)) {
            zones.merge(file.path(), 1, Integer::sum);
        } else if (note != null
                && note.contains("Its end was left out: ")
                && Stream.of(expected, byName).map(ExpansionComparison::starts).anyMatch(starts(actual)::equals)) {
            mended.add(file.path());
        } else {
            unexplained.put(where, difference(expected, actual));
        }
    }

    private static List<Instant> starts(List<Happening> happenings) {
        return happenings.stream().map(Happening::start).toList();
    }

    /** Parts that a change of all that follow makes are compared with their series. */
    private void unknown(File file, String uid, List<Found> found) {
        if (found.stream().noneMatch(other -> uid.startsWith(other.event().uid() + "-2"))) {
            unknown.add(file.path());
        }
    }

    /** @param before what others make of the file, but for what is said of the differences */
    private void after(
            String where,
            List<String> uids,
            Journey journey,
            List<Happening> before,
            LocalDateTime from,
            LocalDateTime until) {
        travelled++;
        happenedAfter += before.size();
        var again = journey.readAgain(uids, from, until);
        if (!again.equals(before)) {
            changed.put(where + ", read again", difference(before, again));
        }
        Map.of("by its zones", journey.byDefinition(), "by their names", journey.byName())
                .forEach((how, text) -> {
                    var others = Journey.expanded(text, uids, from, until).orElse(null);
                    if (!Objects.equals(others, before)) {
                        changed.put(
                                where + ", expanded " + how,
                                others == null ? "not at all" : difference(before, others));
                    }
                });
    }

    private static String difference(List<Happening> expected, List<Happening> actual) {
        var missing = new ArrayList<>(expected);
        missing.removeAll(actual);
        var more = new ArrayList<>(actual);
        more.removeAll(expected);
        return missing.size() + " of " + expected.size() + " missing: "
                + missing.stream().limit(2).toList() + "; " + more.size() + " more: "
                + more.stream().limit(2).toList();
    }

    Map<String, String> unexplained() {
        return unexplained;
    }

    /** What happens otherwise after it was written and read again. */
    Map<String, String> changed() {
        return changed;
    }

    int compared() {
        return compared;
    }

    String page() {
        var page = new StringBuilder("\n### When it happens\n\n")
                .append(compared)
                .append(" events, ")
                .append(happened)
                .append(
                        " occurrences in the year before their start and the two after it, compared with what ical4j (the file and its zones)"
                                + " and lib-recur (the rules) make of the same file. They differ in:\n\n");
        page.append(
                        "- Events in a zone of the IANA database that the file defines otherwise than that does. The database counts: ")
                .append(zones.entrySet().stream()
                        .map(file -> file.getKey() + " (" + file.getValue() + ")")
                        .collect(Collectors.joining(", ")))
                .append(".\n");
        page.append("- The ends of events whose DTEND or DURATION cannot be, which are left out with a message: ")
                .append(String.join(", ", mended))
                .append(".\n");
        page.append(
                        "\nNot compared, as the file names zones that only Almanac knows, or holds values that only Almanac reads: ")
                .append(String.join(", ", unknown))
                .append(".\n");
        return page.append("\n### After a journey\n\n")
                .append(travelled)
                .append(" events, ")
                .append(happenedAfter)
                .append(
                        " occurrences of the same time, after an import and an export: what Almanac reads of the text that it writes, and what"
                                + " ical4j and lib-recur make of that text, is what the file says, but for the differences above.\n")
                .toString();
    }
}
