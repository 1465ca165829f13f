package dev.almanac.icalendar.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.bulk.ImportItem;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportItem.Unusable;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.icalendar.CalendarFiles;
import dev.almanac.icalendar.reading.Corpus.File;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Reads the files of other projects' test suites, and compares what it makes of them with what others do. src/docs/icalendar.md says how
 * it came out; {@code -Dalmanac.docs=true} writes it anew.
 */
@EnabledIfEnvironmentVariable(named = "ALMANAC_CORPORA", matches = ".+")
@SelfContained
class CorporaTests {

    private static final Path PAGE = Path.of("src/docs/icalendar.md");
    private static final String BEGIN = "<!-- Up to the next mark, written by CorporaTests. -->\n";
    private static final String END = "<!-- End of what CorporaTests writes. -->\n";

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final ICalendarReader READER = new ICalendarReader(CalendarFiles.LIMITS);

    /** Folders that hold files which somebody made wrong on purpose, or parts of files. */
    private static final Set<String> WRONG = Set.of(
            "apple-caldavtester/problemics",
            "collective-icalendar/calendars",
            "collective-icalendar/events",
            "collective-icalendar/fuzzed",
            "ical.js/parser",
            "ical4j/invalid");

    private static final double LEAST = 0.95;

    private record Share(int files, int events, int refused) {
        Share plus(int moreEvents, int moreRefused) {
            return new Share(files + 1, events + moreEvents, refused + moreRefused);
        }

        double kept() {
            return events == 0 ? 1 : 1 - (double) refused / events;
        }
    }

    private static List<ImportItem> items(File file) {
        return READER.read(file.text()) instanceof Reading.Items(var items) ? items : List.of();
    }

    private static List<Found> found(String text) {
        return READER.read(text) instanceof Reading.Items(var items)
                ? items.stream()
                        .filter(Found.class::isInstance)
                        .map(Found.class::cast)
                        .toList()
                : List.of();
    }

    @Test
    void everyFileIsReadInTime() {
        var slow = new TreeMap<String, Duration>();
        for (var file : Corpus.files()) {
            long started = System.nanoTime();
            items(file);
            var taken = Duration.ofNanos(System.nanoTime() - started);
            if (taken.compareTo(LONGEST) > 0) {
                slow.put(file.path(), taken);
            }
        }
        assertThat(slow).isEmpty();
    }

    @Test
    void moreThanNineteenOfTwentyEventsAreKeptAndThePageSaysWhichAreNot() throws IOException {
        var shares = new TreeMap<String, Share>();
        var refusals = new TreeMap<String, TreeMap<String, Integer>>();
        for (var file : Corpus.files()) {
            int events = file.events().size();
            int refused = 0;
            for (var item : items(file)) {
                for (var reason : refusals(file, item)) {
                    refusals.computeIfAbsent(reason, _ -> new TreeMap<>()).merge(file.path(), 1, Integer::sum);
                    refused++;
                }
            }
            if (events > 0) {
                var share = shares.getOrDefault(file.folder(), new Share(0, 0, 0));
                shares.put(file.folder(), share.plus(events, refused));
            }
        }
        var comparison = ExpansionComparison.of(Corpus.files(), CorporaTests::found);
        page(shares, refusals, comparison);
        assertThat(comparison.unexplained()).isEmpty();
        assertThat(comparison.changed()).isEmpty();
        assertThat(comparison.compared()).isGreaterThan(4_000);
        assertThat(shares).isNotEmpty().allSatisfy((folder, share) -> {
            if (!WRONG.contains(folder)) {
                assertThat(share.kept()).as(folder).isGreaterThanOrEqualTo(LEAST);
            }
        });
    }

    private static List<String> refusals(File file, ImportItem item) {
        return switch (item) {
            case Found found -> {
                var note = found.note();
                yield note != null && note.contains("An override was left out") ? List.of(note) : List.of();
            }
            case Unusable(var result)
            when result.outcome() == Became.FAILED -> {
                var reason = "`%s`: %s".formatted(result.code(), result.message());
                // All components of one UID share its fate.
                long components = file.events().stream()
                        .filter(lines -> lines.contains("UID:" + result.uid()))
                        .count();
                yield Collections.nCopies((int) Math.max(components, 1), reason);
            }
            case Unusable _ -> List.of();
        };
    }

    private static void page(
            Map<String, Share> shares,
            Map<String, ? extends Map<String, Integer>> refusals,
            ExpansionComparison comparison)
            throws IOException {
        var list =
                new StringBuilder("\n| folder | files with events | events | kept | share |\n|---|---|---|---|---|\n");
        shares.forEach((folder, share) -> list.append("| %s%s | %d | %d | %d | %.1f %% |%n"
                .formatted(
                        folder,
                        WRONG.contains(folder) ? " *" : "",
                        share.files(),
                        share.events(),
                        share.events() - share.refused(),
                        share.kept() * 100)));
        list.append(
                "\n\\* holds files that are wrong, on purpose or not, or pieces of files.\n\n### Refused\n\n| reason | events |\n|---|---|\n");
        refusals.forEach((reason, files) -> list.append("| %s | %s |%n"
                .formatted(
                        reason,
                        files.entrySet().stream()
                                .map(file -> file.getKey() + (file.getValue() == 1 ? "" : " (" + file.getValue() + ")"))
                                .collect(Collectors.joining(", ")))));
        list.append(comparison.page());
        var text = Files.readString(PAGE);
        var page = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + list.toString().replace("\r", "")
                + '\n'
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("almanac.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void whatIsNotReadIsKept() {
        List<String> lost = new ArrayList<>();
        for (var file : Corpus.files()) {
            lost.addAll(KeptComparison.lost(file, found(file.text())));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void whatIsKeptComesBackFromAJourney() {
        int lines = 0;
        for (var file : Corpus.files()) {
            var found = found(file.text());
            var kept = kept(found);
            lines += kept.size();
            kept.removeAll(kept(Journey.of(found, CorporaTests::found).again()));
            assertThat(kept).as(file.path()).isEmpty();
        }
        assertThat(lines).isGreaterThan(1_000);
    }

    /** The content lines of events and of what differs from them, each with its UID; of links as they are meant. */
    private static SortedSet<String> kept(List<Found> found) {
        var kept = new TreeSet<String>();
        for (var one : found) {
            var event = one.event();
            Stream.concat(Stream.of(event.details()), event.overrides().stream().map(override -> override.details()))
                    .flatMap(details -> details.contentLines().stream())
                    .forEach(line -> kept.add(event.uid() + ' ' + meant(line)));
        }
        return kept;
    }

    private static String meant(String line) {
        var decoded = Pattern.compile("%([2-7][0-9A-F])")
                .matcher(line)
                .replaceAll(
                        octet -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(octet.group(1), 16))));
        return line.startsWith("GEO") ? decoded.replace("\\;", ";") : decoded;
    }
}
