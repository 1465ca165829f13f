package dev.almanac.schema;

import dev.almanac.server.Api.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A person with calendars, categories and events, and the variables with which documents are sent for this person. */
final class Household {

    private static final Map<String, Object> WEEK = Map.of("fromDate", "2026-03-02", "toDate", "2026-03-09");
    private static final Map<String, Object> MONTH = Map.of("fromDate", "2026-03-01", "toDate", "2026-04-01");

    private final Caller caller;
    private final int times;
    private final List<String> calendars = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> occurrences = new ArrayList<>();

    /**
     * Furnishes it.
     *
     * @param times how often there is what there is once: six calendars, of which the first holds most of the events
     */
    Household(Caller caller, int times) {
        this.caller = caller;
        this.times = times;
        calendars.add(caller.calendar());
        for (int i = 1; i < 6 * times; i++) {
            calendars.add(id(
                    caller.mutate("createCalendar", "calendar { id }", Map.of("name", "Calendar " + i)), "calendar"));
        }
        for (int i = 0; i < 2 * times; i++) {
            categories.add(
                    id(caller.mutate("createCategory", "category { id }", Map.of("name", "Own " + i)), "category"));
        }
        for (var calendar : calendars) {
            int most = calendar.equals(calendars.getFirst()) ? 3 * times : 1;
            for (int i = 0; i < most; i++) {
                events.add(caller.event(event(calendar, i)));
            }
        }
        var agenda = caller.data(
                "query($window: WindowInput!) { viewer { agenda(window: $window, first: 200) { nodes { ... on Occurrence { id } } } } }",
                Map.of("window", WEEK));
        agenda.at("/viewer/agenda/nodes")
                .forEach(node -> occurrences.add(node.get("id").asString()));
    }

    private static String id(JsonNode payload, String entity) {
        if (!payload.get("userErrors").isEmpty()) {
            throw new AssertionError("refused: " + payload);
        }
        return payload.get(entity).get("id").asString();
    }

    private Map<String, Object> event(String calendar, int number) {
        return Map.of(
                "calendarId", calendar,
                "title", "Event " + number,
                "time",
                        Map.of(
                                "timed",
                                Map.of(
                                        "start",
                                        "2026-03-02T%02d:00:00".formatted(8 + number % 10),
                                        "duration",
                                        "PT1H")),
                "recurrence",
                        Map.of(
                                "rule",
                                "FREQ=DAILY;COUNT=3",
                                "exdates",
                                List.of("2026-03-03T%02d:00:00".formatted(8 + number % 10))),
                "categories",
                        IntStream.range(0, times).mapToObj(i -> "Own " + i).toList(),
                "attendees",
                        IntStream.range(0, times)
                                .mapToObj(i -> Map.of("email", "guest%d@example.com".formatted(i)))
                                .toList(),
                "reminders", List.of(Map.of("minutesBefore", 10)));
    }

    Caller caller() {
        return caller;
    }

    /** The variables for the operation of this name; each call may use up what it names. */
    Map<String, Object> variables(String operation) {
        return switch (operation) {
            case "Agenda" -> Map.of("window", WEEK, "first", 200);
            case "MonthOverview" -> Map.of("window", MONTH);
            case "CalendarAgenda" -> Map.of("id", calendars.getFirst(), "window", WEEK, "first", 200);
            case "ExportCalendar" -> Map.of("id", calendars.getFirst());
            case "CalendarEvents" -> Map.of("id", calendars.getFirst(), "first", 200);
            case "Occurrences", "EventDetail" -> Map.of("id", events.getFirst());
            case "AnyNode" -> Map.of("ids", ids());
            case "CreateCalendar" -> input(Map.of("name", "Garden"));
            case "UpdateCalendar" -> input(Map.of("id", calendars.getFirst(), "name", "House"));
            case "DeleteCalendar" -> input(Map.of("id", calendars.removeLast()));
            case "CreateCategory" -> input(Map.of("name", "Reading " + UUID.randomUUID()));
            case "UpdateCategory" -> input(Map.of("id", categories.getFirst(), "color", "#123456"));
            case "DeleteCategory" -> input(Map.of("id", categories.removeLast()));
            case "UpdatePreferences" -> input(Map.of("weekStart", "SUNDAY"));
            case "CreateEvent", "FirstMutation" -> input(event(calendars.getFirst(), 7));
            case "UpdateEvent" -> input(Map.of("id", events.getFirst(), "title", "Moved"));
            case "DeleteEvent" -> input(Map.of("id", events.remove(1)));
            case "ImportICalendar" -> input(Map.of("calendarId", calendars.getFirst(), "content", file()));
            default -> Map.of();
        };
    }

    private static Map<String, Object> input(Map<String, ?> input) {
        return Map.of("input", input);
    }

    /** Of every kind, and one of an occurrence that its event does not have. */
    private List<String> ids() {
        return Stream.of(
                        events.stream().limit(2L * times),
                        calendars.stream().limit(2L * times),
                        categories.stream().limit(times),
                        occurrences.stream().limit(2L * times),
                        Stream.of(occurrences.getFirst().replaceFirst("_2026", "_2025")))
                .flatMap(ids -> ids)
                .toList();
    }

    private String file() {
        var components = IntStream.range(0, times)
                .mapToObj(i ->
                        "BEGIN:VEVENT\r\nUID:%d@example.com\r\nDTSTAMP:20260301T000000Z\r\nDTSTART:20260305T090000Z\r\nSUMMARY:%d\r\nEND:VEVENT\r\n"
                                .formatted(i, i));
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//example//EN\r\n"
                + components.reduce("", String::concat)
                + "END:VCALENDAR\r\n";
    }
}
