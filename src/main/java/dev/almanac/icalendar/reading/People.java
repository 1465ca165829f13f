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
import org.jspecify.annotations.Nullable;

/** Reads who takes part; RFC 5545 §3.8.4.1 and §3.8.4.3. Who cannot be reached by mail is left out. */
public final class People {

    private static final String MAILTO = "mailto:";

    private People() {}

    /** Who takes part in an event, each once. */
    public static List<Attendee> read(ContentTree event) {
        Map<String, Attendee> people = new LinkedHashMap<>();
        for (var property : event.all("ATTENDEE")) {
            var address = address(property);
            if (address != null) {
                people.putIfAbsent(
                        key(address),
                        new Attendee(address, name(property), response(property.parameter("PARTSTAT")), false));
            }
        }
        var organizer = event.first("ORGANIZER");
        var address = organizer == null ? null : address(organizer);
        if (organizer != null && address != null) {
            people.merge(
                    key(address),
                    // Who invites comes, unless they say otherwise.
                    new Attendee(address, name(organizer), Response.ACCEPTED, true),
                    (attendee, host) -> new Attendee(
                            attendee.email(),
                            attendee.name().isEmpty() ? host.name() : attendee.name(),
                            attendee.response(),
                            true));
        }
        return new ArrayList<>(people.values());
    }

    private static @Nullable String address(Property property) {
        var value = property.value().strip();
        var address = value.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
                ? value.substring(MAILTO.length()).strip()
                : value;
        if (EventRules.email(address)) {
            return address;
        }
        var other = Objects.requireNonNullElse(property.parameter("EMAIL"), "").strip();
        return EventRules.email(other) ? other : null;
    }

    private static String name(Property property) {
        return Objects.requireNonNullElse(property.parameter("CN"), "").strip();
    }

    private static Response response(@Nullable String status) {
        return switch (status == null ? "" : status.strip().toUpperCase(Locale.ROOT)) {
            case "ACCEPTED" -> Response.ACCEPTED;
            case "DECLINED" -> Response.DECLINED;
            case "TENTATIVE" -> Response.TENTATIVE;
            default -> Response.NEEDS_ACTION;
        };
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
