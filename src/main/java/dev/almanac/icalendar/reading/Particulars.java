package dev.almanac.icalendar.reading;

import dev.almanac.event.Details;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventRules;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import dev.almanac.icalendar.text.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an event is about. This is the one place that knows what these properties mean to an event. */
public final class Particulars {

    /** The properties that are read here. */
    static final Set<String> PROPERTIES =
            Set.of("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "TRANSP", "CLASS", "CATEGORIES");

    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_CATEGORY = 100;

    private Particulars() {}

    /**
     * What a component says, without content lines.
     *
     * @param mostCategories the rest is left out
     */
    public static Details details(ContentTree event, int mostCategories) {
        return details(event, mostCategories, List.of());
    }

    static Details details(ContentTree event, int mostCategories, List<String> contentLines) {
        var url = event.raw("URL");
        return new Details(
                event.text("SUMMARY"),
                event.text("DESCRIPTION"),
                event.text("LOCATION"),
                link(url) ? url : null,
                Objects.requireNonNullElse(status(event.raw("STATUS")), Status.CONFIRMED),
                Objects.requireNonNullElse(transparency(event.raw("TRANSP")), Transparency.OPAQUE),
                visibility(event.raw("CLASS")),
                categories(event.all("CATEGORIES"), mostCategories),
                contentLines);
    }

    /**
     * Whether the details say all that properties do, so that nothing is lost with their lines.
     *
     * @param same all that there are of one name of {@link #PROPERTIES}
     */
    static boolean complete(List<Property> same, int mostCategories) {
        var name = same.getFirst().name();
        if (same.stream().anyMatch(property -> !property.parameters().isEmpty())) {
            return false;
        }
        var said = same.stream().filter(property -> !property.value().isBlank()).toList();
        if (name.equals("CATEGORIES")) {
            return categories(said, Integer.MAX_VALUE).size() <= mostCategories
                    && said.stream()
                            .flatMap(property -> Texts.list(property.value()).stream())
                            .allMatch(category -> cut(category.strip()).equals(category.strip()));
        }
        if (said.size() != 1) {
            return said.isEmpty();
        }
        var value = said.getFirst().value().strip();
        return switch (name) {
            case "URL" -> link(value);
            case "STATUS" -> status(value) != null;
            case "TRANSP" -> transparency(value) != null;
            case "CLASS" -> visibility(value).name().equals(value.toUpperCase(Locale.ROOT));
            default -> true;
        };
    }

    private static boolean link(@Nullable String url) {
        return url != null && url.length() <= LONGEST_URL && EventRules.link(url);
    }

    private static @Nullable Status status(@Nullable String text) {
        return switch (text == null ? "" : text.toUpperCase(Locale.ROOT)) {
            case "TENTATIVE" -> Status.TENTATIVE;
            case "CANCELLED" -> Status.CANCELLED;
            case "CONFIRMED" -> Status.CONFIRMED;
            default -> null;
        };
    }

    private static @Nullable Transparency transparency(@Nullable String text) {
        return switch (text == null ? "" : text.toUpperCase(Locale.ROOT)) {
            case "TRANSPARENT" -> Transparency.TRANSPARENT;
            case "OPAQUE" -> Transparency.OPAQUE;
            default -> null;
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

    private static List<String> categories(List<Property> properties, int most) {
        Set<String> names = new LinkedHashSet<>();
        for (var property : properties) {
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
}
