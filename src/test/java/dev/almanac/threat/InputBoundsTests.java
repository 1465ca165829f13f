package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.threat.SchemaPositions.Position;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every text, list and number of every mutation's input has a bound, and beyond it the field is named. */
@AlmanacTest
class InputBoundsTests {

    private static final String LONG = "x".repeat(40_000);

    /** What is as large as a body may be. */
    private static final Set<String> UNBOUNDED = Set.of("Mutation.importICalendar:input.content");

    /** Fields that nobody can set, by any of their names elsewhere. */
    private static final List<String> NOT_INPUTS = List.of(
            "version",
            "ownerId",
            "owner",
            "role",
            "userId",
            "user",
            "source",
            "createdAt",
            "updatedAt",
            "uid",
            "actor",
            "slotShift",
            "rootId",
            "eventCount",
            "deletedAt",
            "recurring",
            "__typename");

    @Autowired
    Api api;

    @Autowired
    GraphQlSource source;

    private List<Position> positions() {
        return SchemaPositions.of(source.schema()).values().stream()
                .filter(position -> position.field().startsWith("Mutation."))
                // Below an operation lies an input of a mutation that is tried for itself.
                .filter(position -> !position.name().startsWith("Mutation.applyChanges:input.operations."))
                .toList();
    }

    private static boolean isInput(Position position) {
        return GraphQLTypeUtil.unwrapAll(position.type()) instanceof GraphQLInputObjectType;
    }

    @Test
    @Tag("C15")
    void aTextBeyondItsMaximumIsRefusedByName() {
        var person = Person.of(api.somebody(), "t");
        var unbounded = new TreeSet<String>();
        int tried = 0;
        for (var position : positions()) {
            if (Set.of("String", "ID").contains(position.typeName()) && !UNBOUNDED.contains(position.name())) {
                tried++;
                if (!refuses(person, position, position.isList() ? List.of(LONG) : LONG)) {
                    unbounded.add(position.name());
                }
            }
        }
        assertThat(tried).isGreaterThan(40);
        assertThat(unbounded).as("texts without a maximum").isEmpty();
    }

    @Test
    @Tag("C15")
    void aListBeyondItsMaximumIsRefusedByName() {
        var person = Person.of(api.somebody(), "t");
        var unbounded = new TreeSet<String>();
        int tried = 0;
        for (var position : positions()) {
            if (position.isList()) {
                tried++;
                for (int size : new int[] {199, 2_400}) {
                    if (!refuses(person, position, items(position, size))) {
                        unbounded.add(position.name() + " of " + size);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(12);
        // As many properties, attendees and dates are allowed as these.
        unbounded.removeIf(name -> name.endsWith("attendees of 199") || name.endsWith("dates of 199"));
        assertThat(unbounded).as("lists without a maximum").isEmpty();
    }

    @Test
    @Tag("C15")
    void aNumberBeyondItsRangeIsRefusedByName() {
        var person = Person.of(api.somebody(), "t");
        var unbounded = new TreeSet<String>();
        for (var position : positions()) {
            if (position.typeName().equals("Int") && !position.name().endsWith("ifVersion")) {
                for (var number : new Object[] {-1, Integer.MAX_VALUE, 1L << 31, 1.5, "1"}) {
                    if (!refuses(person, position, number)) {
                        unbounded.add(position.name() + " " + number);
                    }
                }
            }
        }
        // A rule counts these from the end of the month or year as well.
        unbounded.removeIf(name -> name.matches(".*ruleParts\\.by(MonthDay|WeekNo|YearDay) -1"));
        assertThat(unbounded).as("numbers without a range").isEmpty();
    }

    @Test
    @Tag("B18")
    void whatIsNoInputCannotBeSet() {
        var person = Person.of(api.somebody(), "t");
        int tried = 0;
        for (var position : positions()) {
            if (isInput(position) && position.path().size() == 1) {
                for (var name : NOT_INPUTS) {
                    tried++;
                    Map<String, Object> input = base(person, position);
                    input.put(name, name.equals("version") ? 7 : "x");
                    var answer = send(person.caller(), position, input);
                    assertThat(answer.statusCode())
                            .as("%s %s", position.name(), name)
                            .isEqualTo(400);
                    assertThat(answer.body()).contains("VALIDATION_FAILED");
                }
            }
        }
        assertThat(tried).isGreaterThan(150);
        var event = person.caller()
                .data(
                        "query($id: ID!) { event(id: $id) { version title } calendar: viewer { calendars { totalCount } } }",
                        Map.of("id", person.event()));
        assertThat(event.at("/event/version").asInt()).isEqualTo(1);
        assertThat(event.at("/calendar/calendars/totalCount").asInt()).isEqualTo(1);
    }

    private static List<Object> items(Position position, int size) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(
                    switch (position.typeName()) {
                        case "AttendeeInput" -> Map.of("email", "a" + i + "@example.com");
                        case "ReminderInput" -> Map.of("minutesBefore", i);
                        case "WorkingHoursInput" -> Map.of("day", "MONDAY", "start", "09:00", "end", "10:00");
                        case "ExtendedPropertyInput" -> Map.of("name", "n" + i, "value", "v");
                        case "LocalDateOrDateTime" ->
                            LocalDate.of(2026, 3, 2).plusDays(i).toString();
                        // Few of each are within the range of a rule, and a rule counts doubles once.
                        case "RecurrenceDayInput" -> Map.of("day", "MONDAY", "ordinal", i);
                        case "Int" -> i;
                        case "EventOperationInput" -> Map.of("delete", Map.of("id", "evt_x"));
                        case "String" -> "c" + i;
                        default -> throw new AssertionError("No item is known of " + position.name());
                    });
        }
        return items;
    }

    /** Whether a value here is refused in a way that names the field, and nothing is changed. */
    private boolean refuses(Person person, Position position, Object value) {
        Map<String, Object> input = base(person, position);
        put(input, position, value);
        var answer = send(person.caller(), position, input);
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        var name = position.path().getLast();
        assertThat(answer.body())
                .as(position.name())
                .doesNotContain("Exception", "INTERNAL")
                .hasSizeLessThan(20_000);
        if (json.has("errors")) {
            var code = Person.code(json);
            assertThat(code).as(position.name()).isIn("VALIDATION_FAILED", "INVALID_ARGUMENT", "LIMIT_EXCEEDED");
            // Of what is not of its type, the engine names the variable and the type.
            return !code.equals("INVALID_ARGUMENT")
                    || json.at("/errors/0/message").asString().contains(name);
        }
        for (JsonNode error : json.at("/data/" + field(position) + "/userErrors")) {
            var path = error.get("path").valueStream().map(JsonNode::asString).toList();
            // A rule in parts is refused as a whole where all of them together are too long.
            if (path.contains(name)
                    || List.of("extendedProperties", "ruleParts").contains(path.getLast())) {
                return true;
            }
        }
        return false;
    }

    private static String field(Position position) {
        return position.field().substring("Mutation.".length());
    }

    private static HttpResponse<String> send(Caller caller, Position position, Map<String, ?> input) {
        var field = field(position);
        return caller.post(
                "mutation($input: %sInput!) { %s(input: $input) { userErrors { code message path } } }"
                        .formatted(Character.toUpperCase(field.charAt(0)) + field.substring(1), field),
                Map.of("input", input));
    }

    /** The least that the field's input must have. */
    private static Map<String, Object> base(Person person, Position position) {
        var day = Map.of("allDay", Map.of("first", "2026-03-02"));
        return new HashMap<>(
                switch (field(position)) {
                    case "createCalendar", "createCategory" -> Map.of("name", "n");
                    case "createEvent" -> Map.of("calendarId", person.calendar(), "time", day);
                    case "importICalendar" -> Map.of("calendarId", person.calendar(), "content", "x");
                    case "cancelImportJob" -> Map.of("id", person.job());
                    case "updateCalendar", "deleteCalendar" -> Map.of("id", person.calendar());
                    case "updateCategory", "deleteCategory" -> Map.of("id", person.category());
                    case "updateEvent", "deleteEvent" -> Map.of("id", person.event());
                    case "moveEvent" -> Map.of("id", person.event(), "calendarId", person.calendar());
                    case "applyChanges" -> Map.of("operations", List.of());
                    case "updatePreferences" -> Map.of();
                    default -> throw new AssertionError("No input is known of " + position.field());
                });
    }

    @SuppressWarnings("unchecked")
    private void put(Map<String, Object> input, Position position, Object value) {
        Map<String, Object> at = input;
        var path = position.path();
        var reached = new ArrayList<>(path.subList(0, 1));
        for (var step : path.subList(1, path.size() - 1)) {
            reached.add(step);
            var here = SchemaPositions.of(source.schema()).get(position.field() + ":" + String.join(".", reached));
            Map<String, Object> inner = new HashMap<>(needed(step));
            at.put(step, here != null && here.isList() ? new ArrayList<>(Collections.singletonList(inner)) : inner);
            at = inner;
        }
        at.put(path.getLast(), value);
    }

    /** What an inner input must have beside the field in question. */
    private static Map<String, Object> needed(String input) {
        return switch (input) {
            case "attendees" -> Map.of("email", "a@example.com");
            case "reminders", "defaultReminders" -> Map.of("minutesBefore", 1);
            case "extendedProperties" -> Map.of("name", "n", "value", "v");
            case "workingHours" -> Map.of("day", "MONDAY", "start", "09:00", "end", "10:00");
            case "ruleParts" -> Map.of("frequency", "YEARLY");
            default -> Map.of();
        };
    }
}
