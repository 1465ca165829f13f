package dev.almanac.icalendar.writing;

import dev.almanac.event.Details;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.icalendar.reading.Particulars;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, as lines. A line that is kept is given back for as long as it says, to the reader that imports, what the
 * event says now; then nothing that stands beside its value is lost.
 */
final class DetailLines {

    private static final int ANY = Integer.MAX_VALUE;

    private final Details details;
    private final KeptLines kept;
    private final List<ContentLine> lines = new ArrayList<>();

    private DetailLines(Details details, KeptLines kept) {
        this.details = details;
        this.kept = kept;
    }

    static List<ContentLine> of(Details details, KeptLines kept) {
        var writing = new DetailLines(details, kept);
        writing.text("SUMMARY", details.title(), said -> said.title().equals(details.title()));
        writing.text(
                "DESCRIPTION", details.description(), said -> said.description().equals(details.description()));
        writing.text("LOCATION", details.location(), said -> said.location().equals(details.location()));
        writing.url();
        writing.add(
                "STATUS", ContentLine.of("STATUS", details.status().name()), said -> said.status() == details.status());
        writing.add(
                "TRANSP",
                details.transparency() == Transparency.OPAQUE
                        ? null
                        : ContentLine.of("TRANSP", details.transparency().name()),
                said -> said.transparency() == details.transparency());
        writing.add(
                "CLASS",
                details.visibility() == Visibility.PUBLIC
                        ? null
                        : ContentLine.of("CLASS", details.visibility().name()),
                said -> said.visibility() == details.visibility());
        writing.categories();
        return writing.lines;
    }

    private void text(String name, String text, Predicate<Details> same) {
        add(name, text.isEmpty() ? null : ContentLine.text(name, text), same);
    }

    private void url() {
        var url = details.url();
        add(
                "URL",
                url == null ? null : ContentLine.of("URL", Encodings.link(url)),
                said -> url == null ? said.url() == null : url.equals(said.url()));
    }

    /** @param made what to say where nothing that is kept says the same; null: nothing */
    private void add(String name, @Nullable ContentLine made, Predicate<Details> same) {
        List<ContentLine> others = new ArrayList<>(kept.of(name));
        for (var line : others) {
            if (same.test(Particulars.details(KeptLines.eventOf(line), ANY))) {
                lines.add(line);
                // A second one has no place of its own.
                others.remove(line);
                others.forEach(other -> lines.add(other.wrapped()));
                return;
            }
        }
        if (made != null) {
            lines.add(made);
        }
    }

    /** The names in their order; a line that is kept stands for the names in it where they still follow on each other. */
    private void categories() {
        var names = details.categories();
        List<ContentLine> left = new ArrayList<>(kept.of("CATEGORIES"));
        List<String> pending = new ArrayList<>();
        for (int at = 0; at < names.size(); ) {
            var line = keptAt(left, names, at);
            if (line == null) {
                pending.add(names.get(at++));
            } else {
                categories(pending);
                lines.add(line);
                left.remove(line);
                at += said(line).size();
            }
        }
        categories(pending);
    }

    private static @Nullable ContentLine keptAt(List<ContentLine> left, List<String> names, int at) {
        for (var line : left) {
            var said = said(line);
            if (!said.isEmpty()
                    && at + said.size() <= names.size()
                    && names.subList(at, at + said.size()).equals(said)) {
                return line;
            }
        }
        return null;
    }

    private static List<String> said(ContentLine line) {
        return Particulars.details(KeptLines.eventOf(line), ANY).categories();
    }

    private void categories(List<String> names) {
        if (!names.isEmpty()) {
            lines.add(ContentLine.of(
                    "CATEGORIES",
                    String.join(",", names.stream().map(Encodings::text).toList())));
            names.clear();
        }
    }
}
