package dev.almanac.event;

import dev.almanac.account.Reminder;
import dev.almanac.change.Problems;
import dev.almanac.platform.Limits;
import dev.almanac.recurrence.InvalidRecurrenceException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an event must be to be kept; whatever writes events asks here. */
@Component
public final class EventRules {

    private static final int MOST_PROPERTIES = 100;
    private static final int LONGEST_LOCATION = 1_000;
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CATEGORY = 100;
    private static final int LONGEST_EXTERNAL_ID = 255;
    public static final int LONGEST_UID = 1_024;
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    // As much of RFC 5322 as mail is really sent to: no quoted local parts, no comments, no literal hosts.
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]]{1,64}@[^\\s@\"(),:;<>\\[\\\\\\]]{1,255}");

    private final Limits limits;

    public EventRules(Limits limits) {
        this.limits = limits;
    }

    /** Adds what is wrong with an event; its paths are those of the inputs. */
    public void check(EventContents contents, Problems problems) {
        var event = contents.event();
        problems.text(event.uid(), 1, LONGEST_UID, "uid");
        var external = event.external();
        problems.text(external == null ? null : external.id(), 1, LONGEST_EXTERNAL_ID, "externalId");
        event.time().check(problems, "time");
        details(event.details(), problems);
        attendees(contents.attendees(), problems);
        Reminder.check(problems, contents.reminders(), limits.reminders(), "reminders");
        properties(event.extendedProperties(), problems);
        recurrence(event, problems);
        problems.most(contents.overrides(), limits.overrides(), "overrides");
        for (var override : contents.overrides()) {
            override(override, problems);
        }
    }

    private void override(EventOverride override, Problems problems) {
        details(override.details(), problems);
        if (override.time() != null) {
            override.time().check(problems, "time");
        }
        if (override.attendees() != null) {
            attendees(override.attendees(), problems);
        }
        if (override.reminders() != null) {
            Reminder.check(problems, override.reminders(), limits.reminders(), "reminders");
        }
    }

    private void details(Details details, Problems problems) {
        problems.text(details.title(), 0, limits.titleLength(), "title")
                .text(details.description(), 0, limits.descriptionLength(), "description")
                .text(details.location(), 0, LONGEST_LOCATION, "location")
                .text(details.url(), 1, LONGEST_URL, "url")
                .most(details.categories(), limits.categories(), "categories");
        if (details.url() != null && !link(details.url())) {
            problems.add("INVALID_VALUE", "A link has the scheme http, https, mailto or tel.", "url");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < details.categories().size() && i < limits.categories(); i++) {
            var name = details.categories().get(i);
            problems.text(name, 1, LONGEST_CATEGORY, "categories", Integer.toString(i));
            if (!seen.add(name)) {
                problems.add("INVALID_VALUE", "This category is there twice.", "categories", Integer.toString(i));
            }
        }
    }

    /** Whether the text is a link of a scheme that a page may safely follow. */
    public static boolean link(@Nullable String text) {
        if (text == null) {
            return false;
        }
        int colon = text.indexOf(':');
        return colon > 0
                && SCHEMES.contains(text.substring(0, colon).toLowerCase(Locale.ROOT))
                && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }

    /** Whether mail can be sent to the address. */
    public static boolean email(String address) {
        return EMAIL.matcher(address).matches() && Problems.storable(address);
    }

    private void attendees(List<Attendee> attendees, Problems problems) {
        problems.most(attendees, limits.attendees(), "attendees");
        var seen = new HashSet<String>();
        int organizers = 0;
        for (int i = 0; i < attendees.size() && i < limits.attendees(); i++) {
            var attendee = attendees.get(i);
            var at = Integer.toString(i);
            problems.text(attendee.name(), 0, LONGEST_NAME, "attendees", at, "name");
            if (!email(attendee.email())) {
                problems.add("INVALID_VALUE", "This is no e-mail address.", "attendees", at, "email");
            } else if (!seen.add(attendee.email().toLowerCase(Locale.ROOT))) {
                problems.add("INVALID_VALUE", "This attendee is there twice.", "attendees", at, "email");
            }
            if (attendee.organizer() && ++organizers > 1) {
                problems.add("INVALID_VALUE", "There is at most one organizer.", "attendees", at, "organizer");
            }
        }
    }

    private static void properties(Map<String, String> properties, Problems problems) {
        if (properties.size() > MOST_PROPERTIES) {
            problems.add("TOO_MANY", "At most " + MOST_PROPERTIES + " entries.", "extendedProperties");
        }
        properties.forEach((name, value) ->
                problems.text(name, 1, 100, "extendedProperties").text(value, 0, 1_024, "extendedProperties"));
    }

    /** Adds what is wrong where more is taken out of a series than may be; a deletion asks this alone. */
    public void checkExdates(Event event, Problems problems, String... path) {
        var recurrence = event.recurrence();
        if (recurrence != null) {
            problems.most(recurrence.exdates(), limits.recurrenceDates(), path);
        }
    }

    private void recurrence(Event event, Problems problems) {
        var recurrence = event.recurrence();
        if (recurrence == null) {
            return;
        }
        problems.most(recurrence.rdates(), limits.recurrenceDates(), "recurrence", "rdates");
        checkExdates(event, problems, "recurrence", "exdates");
        try {
            if (event.expansion().first().isEmpty()) {
                problems.add("NO_OCCURRENCES", "This never happens.", "recurrence");
            }
        } catch (InvalidRecurrenceException e) {
            problems.add("INVALID_RECURRENCE", message(e), "recurrence", field(e));
        }
    }

    private static String field(InvalidRecurrenceException e) {
        return switch (e.part()) {
            case "RDATE" -> "rdates";
            case "EXDATE" -> "exdates";
            default -> "rule";
        };
    }

    private static String message(InvalidRecurrenceException e) {
        var message = e.getMessage();
        return e.part() + ": " + (message == null ? e.reason() : message);
    }
}
