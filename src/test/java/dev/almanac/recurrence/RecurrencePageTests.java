package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.almanac.recurrence.Vectors.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The page about recurrence lists every vector that needs a policy, with what Almanac does; {@code -Dalmanac.docs=true} writes the list
 * anew.
 */
class RecurrencePageTests {

    private static final Path PAGE = Path.of("src/docs/recurrence.md");
    private static final String BEGIN = "<!-- Up to the next mark, written by RecurrencePageTests. -->\n";
    private static final String END = "<!-- End of what RecurrencePageTests writes. -->\n";

    @Test
    void everyDisagreementIsOnThePage() throws IOException {
        assumeTrue(Vectors.corpora().isPresent(), "ALMANAC_CORPORA is not set");
        var text = Files.readString(PAGE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        var page = text.substring(0, begin) + list() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("almanac.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String list() {
        Map<String, List<String>> refused = new TreeMap<>();
        List<String> starts = new ArrayList<>();
        List<String> other = new ArrayList<>();
        List<String> files = new ArrayList<>();
        int agree = 0;
        for (var vector : Vectors.all()) {
            if (vector.agreed() && vector.rules().size() == 1) {
                continue;
            }
            var start = vector.start();
            if (vector.rules().isEmpty() || start == null) {
                files.add(name(vector));
                continue;
            }
            try {
                if (vector.rules().size() > 1) {
                    RecurrenceRule.parse(String.join("\n", vector.rules()), false);
                }
                var expansion = Recurrences.of(vector.set(start));
                var expected = vector.expected();
                var actual = taken(expansion, expected.size());
                var rebased = expected.isEmpty()
                        ? List.of()
                        : taken(Recurrences.of(vector.set(expected.getFirst().toString())), expected.size());
                if (expansion.ruleIsEmpty()) {
                    refused.computeIfAbsent("The rule never happens: `NO_OCCURRENCES`", _ -> new ArrayList<>())
                            .add(name(vector));
                } else if (actual.equals(expected) && !expected.isEmpty()) {
                    agree++;
                } else if (rebased.equals(expected) && !expected.isEmpty()) {
                    starts.add(name(vector));
                } else {
                    other.add(
                            "| " + name(vector) + " | " + first(expected) + " | " + first(taken(expansion, 3)) + " |");
                }
            } catch (InvalidRecurrenceException e) {
                refused.computeIfAbsent("%s: `INVALID_RECURRENCE`".formatted(e.getMessage()), _ -> new ArrayList<>())
                        .add(name(vector));
            }
        }
        var page = new StringBuilder("\n")
                .append(agree)
                .append(" vectors that need a policy come out as the source has them. The others:\n\n")
                .append("The start counts, though the rule would not produce it (")
                .append(starts.size());
        page.append("): ").append(String.join(", ", starts)).append(".\n\n");
        refused.forEach((reason, names) -> page.append(reason)
                .append(" (")
                .append(names.size())
                .append("): ")
                .append(String.join(", ", names))
                .append(".\n\n"));
        page.append("| other differences | the source | Almanac |\n|---|---|---|\n");
        other.forEach(row -> page.append(row).append('\n'));
        return page.append("\nNo rule beside a start, or whole files (")
                .append(files.size())
                .append("); these are read by the import of iCalendar: ")
                .append(String.join(", ", files))
                .append(".\n\n")
                .toString();
    }

    private static String name(Vector vector) {
        return "`" + vector.id().replaceAll(".*[./]", "") + "`"
                + (vector.rules().size() == 1 ? " (" + vector.rules().getFirst() + ")" : "");
    }

    private static String first(List<LocalDateTime> starts) {
        return starts.isEmpty()
                ? "nothing"
                : String.join(
                        ", ",
                        starts.stream().limit(3).map(LocalDateTime::toString).toList());
    }

    private static List<LocalDateTime> taken(Expansion expansion, int most) {
        List<LocalDateTime> taken = new ArrayList<>();
        Iterator<LocalDateTime> starts = expansion.from(LocalDateTime.MIN);
        while (starts.hasNext() && taken.size() < most) {
            taken.add(starts.next());
        }
        return taken;
    }
}
