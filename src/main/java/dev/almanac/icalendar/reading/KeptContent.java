package dev.almanac.icalendar.reading;

import dev.almanac.change.Problems;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.platform.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a component says and no field of an event does, as content lines to be given back. Properties of one name that fields say in
 * part are kept all or none, so that they can be read again together; each attendee stands alone.
 */
public final class KeptContent {

    /**
     * A property whose value is, as TEXT, a content line that is kept and cannot stand by itself: RFC 5545 has no place for it, or it
     * would be read as something else.
     */
    public static final String WRAPPED = "X-ALMANAC-LINE";

    private static final int DEEPEST = 8;
    private static final int MOST_LINES = 300;
    private static final int MOST_BYTES = 64 << 10;

    /** What the event says wholly: who it is, when, and in which revision. */
    private static final Set<String> SAID = Set.of(
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
            "EXRULE",
            "METHOD");

    /**
     * A property or component.
     *
     * @param inline whether it holds a document, rather than says where one is
     */
    private record Piece(List<String> lines, boolean inline) {
        int bytes() {
            return lines.stream()
                    .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    // Equal ones count each.
    private final Set<Piece> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    private int lines;
    private int bytes;

    private KeptContent() {}

    /**
     * The lines, in the order of the component, as far as there is room for them.
     *
     * @param extended the extended properties of the event
     * @param notes takes what is left out
     */
    static List<String> read(ContentTree event, Map<String, String> extended, Limits limits, Consumer<String> notes) {
        var content = new KeptContent();
        var wrapped = wrapped(event);
        var particulars = Stream.concat(event.properties().stream(), wrapped.properties().stream())
                .filter(property -> Particulars.PROPERTIES.contains(property.name()))
                .collect(Collectors.groupingBy(Property::name));
        particulars.values().removeIf(same -> !Particulars.complete(same, limits.categories()));
        for (var property : event.properties()) {
            if (!particulars.containsKey(property.name()) && !said(property, extended)) {
                content.add(property);
            }
        }
        var alarms = Alarms.complete(event, limits.reminders());
        event.components().stream()
                .filter(component -> !alarms.contains(component))
                .forEach(content::add);
        wrapped.properties().stream()
                .filter(property ->
                        !SAID.contains(property.name()) && !property.name().equals(WRAPPED))
                .forEach(content::add);
        wrapped.components().forEach(content::add);
        return content.lines(notes);
    }

    private void add(Property property) {
        pieces.add(new Piece(List.of(property.line()), inline(property)));
    }

    private void add(ContentTree component) {
        pieces.add(new Piece(
                component.lines().stream().map(KeptContent::unwrapped).toList(),
                component.properties().stream().anyMatch(KeptContent::inline)));
    }

    /** A line of a component, out of its wrapping where it has one and is no beginning or end. */
    private static String unwrapped(String line) {
        if (!line.regionMatches(true, 0, WRAPPED + ':', 0, WRAPPED.length() + 1)) {
            return line;
        }
        var text = Texts.unescaped(line.substring(WRAPPED.length() + 1));
        return oneLine(text) && !Set.of("BEGIN", "END").contains(name(text)) ? text : line;
    }

    private static String name(String line) {
        return line.split("[:;]", 2)[0].strip().toUpperCase(Locale.ROOT);
    }

    private static boolean oneLine(String line) {
        return line.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t');
    }

    /** The lines in {@value #WRAPPED}, as a component of their own. Whoever writes such lines may have written anything. */
    private static ContentTree wrapped(ContentTree event) {
        var none = new ContentTree(event.name(), List.of(), List.of());
        List<String> lines = new ArrayList<>();
        int depth = 0;
        for (var property : event.all(WRAPPED)) {
            var line = Texts.unescaped(property.value());
            depth += switch (name(line)) {
                case "BEGIN" -> 1;
                case "END" -> -1;
                default -> 0;
            };
            if (depth < 0 || depth > DEEPEST) {
                return none;
            }
            if (oneLine(line)) {
                lines.add(line);
            }
        }
        if (lines.isEmpty() || depth != 0) {
            return none;
        }
        lines.addFirst("BEGIN:" + event.name());
        lines.addLast("END:" + event.name());
        try {
            return ContentTree.read(new Part(event.name(), lines, null, null));
        } catch (ImportFault fault) {
            return none;
        }
    }

    private static boolean said(Property property, Map<String, String> extended) {
        return SAID.contains(property.name())
                || property.name().equals(WRAPPED)
                || (People.PROPERTIES.contains(property.name()) && People.complete(property))
                || ExtendedProperties.complete(property, extended);
    }

    private static boolean inline(Property property) {
        return "BINARY".equalsIgnoreCase(property.parameter("VALUE"))
                || "BASE64".equalsIgnoreCase(property.parameter("ENCODING"));
    }

    /** Documents come last in being given room. */
    private List<String> lines(Consumer<String> notes) {
        pieces.stream().filter(piece -> !piece.inline()).forEach(this::keep);
        pieces.stream().filter(Piece::inline).forEach(this::keep);
        if (pieces.stream().anyMatch(piece -> piece.inline() && !kept.contains(piece))) {
            notes.accept("An attachment was left out.");
        }
        if (pieces.stream().anyMatch(piece -> !piece.inline() && !kept.contains(piece))) {
            notes.accept("Properties that are not known were left out, as far as they are more than " + MOST_LINES
                    + " lines or " + (MOST_BYTES >> 10) + " KiB, or hold characters that cannot be kept.");
        }
        return pieces.stream()
                .filter(kept::contains)
                .flatMap(piece -> piece.lines().stream())
                .toList();
    }

    private void keep(Piece piece) {
        int more = piece.bytes();
        if (lines + piece.lines().size() <= MOST_LINES
                && bytes + more <= MOST_BYTES
                && piece.lines().stream().allMatch(Problems::storable)) {
            lines += piece.lines().size();
            bytes += more;
            kept.add(piece);
        }
    }
}
