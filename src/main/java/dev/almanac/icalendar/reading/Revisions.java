package dev.almanac.icalendar.reading;

import dev.almanac.event.Event.Revision;
import dev.almanac.icalendar.text.ContentTree;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of several components is the later one; RFC 5546 §2.1.5. Nothing that is said of it in another form than RFC 5545's is believed. */
final class Revisions {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private static final Comparator<ContentTree> BY_AGE = Comparator.comparingInt(Revisions::sequence)
            .thenComparing(content -> stamp(content, "LAST-MODIFIED"))
            .thenComparing(content -> stamp(content, "DTSTAMP"));

    private Revisions() {}

    /** The latest: by SEQUENCE, then by when it was changed; of equal ones the last. */
    static ContentTree latest(List<ContentTree> same) {
        return same.reversed().stream().max(BY_AGE).orElseThrow();
    }

    /** All of them, each before what it is later than. */
    static List<ContentTree> latestFirst(List<ContentTree> same) {
        return same.reversed().stream().sorted(BY_AGE.reversed()).toList();
    }

    /** The revision of a series is the latest that one of its components has. */
    static Revision of(Collection<ContentTree> contents) {
        int sequence = contents.stream().mapToInt(Revisions::sequence).max().orElse(0);
        return new Revision(
                sequence,
                contents.stream()
                        .map(Revisions::changed)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static @Nullable Instant changed(ContentTree content) {
        var at = stamp(content, "LAST-MODIFIED");
        var said = at.equals(Instant.MIN) ? stamp(content, "DTSTAMP") : at;
        return said.equals(Instant.MIN) ? null : said;
    }

    private static int sequence(ContentTree content) {
        try {
            return Math.max(Integer.parseInt(Objects.requireNonNullElse(content.raw("SEQUENCE"), "0")), 0);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant stamp(ContentTree content, String property) {
        var text = content.raw(property);
        try {
            return text == null ? Instant.MIN : LocalDateTime.parse(text, STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }
}
