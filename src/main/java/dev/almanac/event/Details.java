package dev.almanac.event;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, apart from when.
 *
 * @param title at most 1,000 characters; empty where there is none, as description (32,000) and location (1,000)
 * @param url with the scheme http, https, mailto or tel
 * @param categories names, in the order given, each once
 * @param contentLines what the iCalendar component that it came with says and nothing else of the event does: content lines
 *     (RFC 5545 §3.1), unfolded, components in it from BEGIN to END. They are kept to be given back, and mean nothing here
 */
public record Details(
        String title,
        String description,
        String location,
        @Nullable String url,
        Status status,
        Transparency transparency,
        Visibility visibility,
        List<String> categories,
        List<String> contentLines) {

    /** What says nothing. */
    public static final Details NONE = new Details(
            "", "", "", null, Status.CONFIRMED, Transparency.OPAQUE, Visibility.PUBLIC, List.of(), List.of());

    public Details {
        categories = List.copyOf(categories);
        // The log has versions from before there were any.
        contentLines = List.copyOf(Objects.requireNonNullElse(contentLines, List.of()));
    }

    /** The same with other content lines. */
    public Details with(List<String> otherContentLines) {
        return new Details(
                title, description, location, url, status, transparency, visibility, categories, otherContentLines);
    }

    /** RFC 5545 §3.8.1.11. */
    public enum Status {
        TENTATIVE,
        CONFIRMED,
        CANCELLED
    }

    /** Whether it takes the person's time; RFC 5545 §3.8.2.7. */
    public enum Transparency {
        OPAQUE,
        TRANSPARENT
    }

    /** Who sees more than that the time is taken; RFC 5545 §3.8.1.3. */
    public enum Visibility {
        PUBLIC,
        PRIVATE,
        CONFIDENTIAL
    }
}
