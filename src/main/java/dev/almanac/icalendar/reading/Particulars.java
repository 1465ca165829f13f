package dev.almanac.icalendar.reading;

import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventRules;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what an event is about. */
public final class Particulars {

    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_CATEGORY = 100;
    private static final int MOST_PROPERTIES = 100;
    private static final int LONGEST_PROPERTY_NAME = 100;
    private static final int LONGEST_PROPERTY = 1_024;

    private Particulars() {}

    /**
     * The details of an event, but for the lines that are kept of it.
     *
     * @param mostCategories the rest is left out
     */
    public static Details details(ContentTree event, int mostCategories) {
        var url = event.raw("URL");
        return new Details(
                event.text("SUMMARY"),
                event.text("DESCRIPTION"),
                event.text("LOCATION"),
                link(url) ? url : null,
                status(event.raw("STATUS")),
                "TRANSPARENT".equalsIgnoreCase(event.raw("TRANSP")) ? Transparency.TRANSPARENT : Transparency.OPAQUE,
                visibility(event.raw("CLASS")),
                categories(event, mostCategories),
                List.of());
    }

    private static boolean link(@Nullable String url) {
        return url != null && url.length() <= LONGEST_URL && EventRules.link(url);
    }

    private static Status status(@Nullable String text) {
        return switch (text == null ? "" : text.toUpperCase(Locale.ROOT)) {
            case "TENTATIVE" -> Status.TENTATIVE;
            case "CANCELLED" -> Status.CANCELLED;
            default -> Status.CONFIRMED;
        };
    }

    /** RFC 5545 §3.8.1.3: what is not known is private. */
    private static Visibility visibility(@Nullable String text) {
        return switch (text == null ? "PUBLIC" : text.toUpperCase(Locale.ROOT)) {
            case "PUBLIC" -> Visibility.PUBLIC;
            case "CONFIDENTIAL" -> Visibility.CONFIDENTIAL;
            default -> Visibility.PRIVATE;
        };
    }

    private static List<String> categories(ContentTree event, int most) {
        Set<String> names = new LinkedHashSet<>();
        for (var property : event.all("CATEGORIES")) {
            for (var text : Texts.list(property.value())) {
                var name = cut(text.strip());
                if (!name.isEmpty() && names.size() < most) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_CATEGORY
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_CATEGORY))
                        .strip();
    }

    /** X- properties as they are written, as far as they fit; so is a URL that is no link. */
    static Map<String, String> extendedProperties(ContentTree event) {
        Map<String, String> properties = new TreeMap<>();
        var url = event.raw("URL");
        if (url != null && !link(url) && url.length() <= LONGEST_PROPERTY) {
            properties.put("URL", url);
        }
        for (var property : event.properties()) {
            var name = property.name();
            var value = property.value();
            if (name.startsWith("X-")
                    && name.length() <= LONGEST_PROPERTY_NAME
                    && value.length() <= LONGEST_PROPERTY
                    && properties.size() < MOST_PROPERTIES) {
                properties.putIfAbsent(name, value);
            }
        }
        return properties;
    }
}
