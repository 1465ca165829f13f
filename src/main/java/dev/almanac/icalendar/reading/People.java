package dev.almanac.icalendar.reading;

import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.EventRules;
import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ContentTree.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads who takes part; RFC 5545 §3.8.4.1 and §3.8.4.3. Who cannot be reached by mail is no attendee, only a line that is kept. */
public final class People {

    /** The properties that are read here. */
    static final Set<String> PROPERTIES = Set.of("ATTENDEE", "ORGANIZER");

    private static final String MAILTO = "mailto:";
    private static final int LONGEST_NAME = 200;
    private static final Set<String> RESPONSES = Set.of("ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION");

    private People() {}

    /** Who takes part in an event, each once. */
    public static List<Attendee> read(ContentTree event) {
        Map<String, Attendee> people = new LinkedHashMap<>();
        for (var property : event.all("ATTENDEE")) {
            var attendee = attendee(property);
            if (attendee != null) {
                people.putIfAbsent(key(attendee), attendee);
            }
        }
        var property = event.first("ORGANIZER");
        var organizer = property == null ? null : attendee(property);
        if (organizer != null) {
            people.merge(
                    key(organizer),
                    organizer,
                    (attendee, host) -> new Attendee(
                            attendee.email(),
                            attendee.name().isEmpty() ? host.name() : attendee.name(),
                            attendee.response(),
                            true));
        }
        return new ArrayList<>(people.values());
    }

    /** Whom a property of {@link #PROPERTIES} means; null where that is nobody who has a mail address. */
    private static @Nullable Attendee attendee(Property property) {
        var address = address(property);
        if (address == null) {
            return null;
        }
        // Who invites comes, unless they say otherwise.
        return property.name().equals("ORGANIZER")
                ? new Attendee(address, name(property), Response.ACCEPTED, true)
                : new Attendee(address, name(property), response(property.parameter("PARTSTAT")), false);
    }

    /** Whether an attendee says all that the property does. */
    static boolean complete(Property property) {
        var attendee = attendee(property);
        if (attendee == null) {
            return property.value().isBlank();
        }
        var status = Objects.requireNonNullElse(property.parameter("PARTSTAT"), "NEEDS-ACTION");
        return Set.of("CN", "PARTSTAT").containsAll(property.parameters().keySet())
                && mailto(property.value().strip())
                && said(property).equals(attendee.name())
                && RESPONSES.contains(status.strip().toUpperCase(Locale.ROOT));
    }

    private static @Nullable String address(Property property) {
        var value = property.value().strip();
        var address = mailto(value) ? value.substring(MAILTO.length()).strip() : value;
        if (EventRules.email(address)) {
            return address;
        }
        var other = Objects.requireNonNullElse(property.parameter("EMAIL"), "").strip();
        return EventRules.email(other) ? other : null;
    }

    private static boolean mailto(String value) {
        return value.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
    }

    private static String said(Property property) {
        return Objects.requireNonNullElse(property.parameter("CN"), "").strip();
    }

    private static String name(Property property) {
        var name = said(property);
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }

    private static Response response(@Nullable String status) {
        return switch (status == null ? "" : status.strip().toUpperCase(Locale.ROOT)) {
            case "ACCEPTED" -> Response.ACCEPTED;
            case "DECLINED" -> Response.DECLINED;
            case "TENTATIVE" -> Response.TENTATIVE;
            default -> Response.NEEDS_ACTION;
        };
    }

    private static String key(Attendee attendee) {
        return attendee.email().toLowerCase(Locale.ROOT);
    }
}
