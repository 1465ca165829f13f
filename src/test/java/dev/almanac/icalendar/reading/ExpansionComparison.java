package dev.almanac.icalendar.reading;

import dev.almanac.event.bulk.ImportItem;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.icalendar.oracle.FileExpansion;
import dev.almanac.icalendar.oracle.FileExpansion.Happening;
import dev.almanac.icalendar.reading.Corpus.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happens of each event in a year before its start and two years after, by Almanac and by others. */
final class ExpansionComparison {

    private final Set<String> known;
    private final Map<String, String> unexplained = new TreeMap<>();
    private final Set<String> explained = new TreeSet<>();
    private final Map<String, Integer> zones = new TreeMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private int compared;
    private int happened;

    private ExpansionComparison(Set<String> known) {
        this.known = known;
    }

    /** @param known differences, by file and UID */
    static ExpansionComparison of(Collection<File> files, Function<File, List<ImportItem>> reader, Set<String> known) {
        var comparison = new ExpansionComparison(known);
        for (var file : files) {
            comparison.add(
                    file,
                    reader.apply(file).stream()
                            .filter(Found.class::isInstance)
                            .map(Found.class::cast)
                            .toList());
        }
        return comparison;
    }

    private void add(File file, List<Found> found) {
        var byDefinition = new FileExpansion(file.text(), false);
        var byName = new FileExpansion(file.text(), true);
        for (var one : found) {
            var uid = one.event().uid();
            var where = file.path() + ' ' + uid;
            var parts = found.stream()
                    .filter(other -> other.equals(one) || other.event().uid().startsWith(uid + "-2"))
                    .toList();
            var first = byDefinition.start(uid).orElse(null);
            if (first == null) {
                unknown(file, uid, found);
                continue;
            }
            var from = first.minusYears(1);
            var until = first.plusYears(2);
            var expected = byDefinition.happenings(uid, from, until).orElse(null);
            var actual = Corpus.happenings(parts, from, until);
            if (expected == null) {
                unknown(file, uid, found);
            } else if (actual.equals(expected)) {
                compared++;
            } else if (byName.happenings(uid, from, until)
                    .filter(actual::equals)
                    .isPresent()) {
                compared++;
                zones.merge(file.path(), 1, Integer::sum);
            } else {
                compared++;
                if (known.contains(where)) {
                    explained.add(where);
                } else {
                    unexplained.put(where, difference(expected, actual));
                }
            }
            happened += actual.size();
        }
    }

    /** Parts that a change of all that follow makes are compared with their series. */
    private void unknown(File file, String uid, List<Found> found) {
        if (found.stream().noneMatch(other -> uid.startsWith(other.event().uid() + "-2"))) {
            unknown.add(file.path());
        }
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

    Set<String> explained() {
        return explained;
    }

    int compared() {
        return compared;
    }

    String page(Map<String, String> reasons) {
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
        reasons.forEach((where, reason) ->
                page.append("- ").append(where).append(": ").append(reason).append('\n'));
        return page.append(
                        "\nNot compared, as the file names zones that only Almanac knows, or holds values that only Almanac reads: ")
                .append(String.join(", ", unknown))
                .append(".\n")
                .toString();
    }
}
