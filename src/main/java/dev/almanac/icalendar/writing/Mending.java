package dev.almanac.icalendar.writing;

import dev.almanac.icalendar.reading.People;
import dev.almanac.icalendar.writing.ContentLine.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was kept of a file is not always what RFC 5545 allows, and a strict reader would refuse all for it: what can be written as it was
 * meant is, the rest is left out.
 */
final class Mending {

    private static final Set<String> LINKS = Set.of("ATTACH", "CONFERENCE", "IMAGE", "LINK", "SOURCE", "TZURL", "URL");
    private static final Set<String> PEOPLE = Set.of("ATTENDEE", "ORGANIZER");

    private static final Set<String> LINK_PARAMETERS =
            Set.of("ALTREP", "DIR", "SENT-BY", "MEMBER", "DELEGATED-FROM", "DELEGATED-TO");

    private static final Pattern PLACE = Pattern.compile("[+-]?\\d+(\\.\\d+)?;[+-]?\\d+(\\.\\d+)?");

    // §3.3.6: weeks stand alone, and no unit is skipped.
    private static final Pattern DURATION =
            Pattern.compile("[+-]?P(\\d+W|(?=\\d|T\\d)(\\d+D)?(T(\\d+H(\\d+M(\\d+S)?)?|\\d+M(\\d+S)?|\\d+S))?)");

    private static final Pattern INSTANT = Pattern.compile("\\d{8}T\\d{6}Z");

    private Mending() {}

    /** The property as it may be written; null where it may not. */
    static @Nullable ContentLine line(ContentLine kept) {
        var line = new ContentLine(
                kept.name(), kept.parameters().stream().map(Mending::parameter).toList(), kept.value());
        var key = line.key();
        if (key.equals("X") || key.equals("X-")) {
            return null;
        }
        if (key.equals("GEO")) {
            var mended = line.valued(line.value().replace("\\;", ";").strip());
            return PLACE.matcher(mended.value()).matches() ? mended : null;
        }
        if (PEOPLE.contains(key)) {
            // An address that no mail reaches must not become one that mail might.
            return People.read(KeptLines.eventOf(line)).isEmpty()
                    ? line.valued(Encodings.link(line.value()).replace("@", sound(line) ? "@" : "%40"))
                    : line;
        }
        return link(line) ? line.valued(Encodings.link(line.value())) : line;
    }

    private static Parameter parameter(Parameter parameter) {
        if (!LINK_PARAMETERS.contains(parameter.name().toUpperCase(Locale.ROOT))) {
            return parameter;
        }
        // Between the quotes of each value.
        return new Parameter(
                parameter.name(),
                Stream.of(parameter.written().split("\"", -1))
                        .map(Encodings::link)
                        .collect(Collectors.joining("\"")));
    }

    private static boolean sound(ContentLine line) {
        return Encodings.link(line.value()).equals(line.value());
    }

    private static boolean link(ContentLine line) {
        var type = line.parameter("VALUE");
        return type == null
                ? LINKS.contains(line.key()) && line.parameter("ENCODING") == null
                : type.equalsIgnoreCase("URI");
    }

    /** Whether an alarm says once what it does, and when. */
    static boolean alarm(List<ContentLine> component) {
        var own = own(component);
        var triggers = own.stream().filter(line -> line.key().equals("TRIGGER")).toList();
        return own.stream().filter(line -> line.key().equals("ACTION")).count() == 1
                && triggers.size() == 1
                && trigger(triggers.getFirst());
    }

    private static boolean trigger(ContentLine line) {
        var form = "DATE-TIME".equalsIgnoreCase(line.parameter("VALUE")) ? INSTANT : DURATION;
        return form.matcher(line.value().strip()).matches();
    }

    /** Without what stands in components in it. */
    private static List<ContentLine> own(List<ContentLine> component) {
        int[] depth = {0};
        return component.stream()
                .filter(line -> {
                    if (line.begins()) {
                        depth[0]++;
                    } else if (line.ends()) {
                        depth[0]--;
                    }
                    return depth[0] == 1 && !line.begins() && !line.ends();
                })
                .toList();
    }
}
