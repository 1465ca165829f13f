package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** What belongs to somebody else is missing, wherever its id is put. */
@AlmanacTest
class ForeignIdTests {

    private static final Map<String, Object> DAY = Map.of("allDay", Map.of("first", "2026-03-02"));
    private static final String WINDOW = "{ fromDate: \"2026-03-01\", toDate: \"2026-04-01\" }";

    /** Ids that a client makes: no look-up finds anything by them. */
    private static final List<String> CLIENT_MADE = List.of(
            "Mutation.createCalendar:input.id",
            "Mutation.createCategory:input.id",
            "Mutation.createEvent:input.id",
            "Mutation.applyChanges:input.operations.create.id");

    /** A query by position, with the kinds of ids that it takes; {@code $id} is where they go. */
    private static final Map<String, Attempt> QUERIES = Map.of(
            "Query.node:id",
                    new Attempt(
                            "query($id: ID!) { node(id: $id) { id __typename } }",
                            Map.of(),
                            "calendar",
                            "event",
                            "occurrence",
                            "category",
                            "user",
                            "job"),
            "Query.nodes:ids",
                    new Attempt(
                            "query($id: ID!) { nodes(ids: [$id]) { id __typename } }",
                            Map.of(),
                            "calendar",
                            "event",
                            "occurrence",
                            "category",
                            "user",
                            "job"),
            "Query.calendar:id", new Attempt("query($id: ID!) { calendar(id: $id) { id name } }", Map.of(), "calendar"),
            "Query.importJob:id", new Attempt("query($id: ID!) { importJob(id: $id) { id state } }", Map.of(), "job"),
            "Query.event:id", new Attempt("query($id: ID!) { event(id: $id) { id title } }", Map.of(), "event"),
            "Viewer.agenda:calendars",
                    new Attempt(
                            "query($id: ID!) { viewer { agenda(window: " + WINDOW
                                    + ", calendars: [$id]) { nodes { start } days { count } } } }",
                            Map.of(),
                            "calendar"));

    /** The other fields of an input, by position. */
    private static final Map<String, Attempt> INPUTS = Map.of(
            "Mutation.createEvent:input.calendarId", new Attempt("", Map.of("title", "t", "time", DAY), "calendar"),
            "Mutation.importICalendar:input.calendarId",
                    new Attempt("", Map.of("content", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "calendar"),
            "Mutation.cancelImportJob:input.id", new Attempt("", Map.of(), "job"),
            "Mutation.updateCalendar:input.id", new Attempt("", Map.of("name", "Mine"), "calendar"),
            "Mutation.deleteCalendar:input.id", new Attempt("", Map.of(), "calendar"),
            "Mutation.updateCategory:input.id", new Attempt("", Map.of("name", "Mine"), "category"),
            "Mutation.deleteCategory:input.id", new Attempt("", Map.of(), "category"),
            "Mutation.updateEvent:input.id",
                    new Attempt("", Map.of("title", "Mine", "scope", "ALL"), "event", "occurrence"),
            "Mutation.deleteEvent:input.id", new Attempt("", Map.of("scope", "ALL"), "event", "occurrence"));

    private static final String MISSING = "evt_" + new UUID(7, 7);

    /** Edits inside of others, and those that take two ids. */
    private static final Map<String, Attempt> EDITS = Map.of(
            "Mutation.moveEvent:input.id", new Attempt("", Map.of("calendarId", "cal_" + new UUID(7, 7)), "event"),
            "Mutation.moveEvent:input.calendarId", new Attempt("", Map.of("id", MISSING), "calendar"),
            "Mutation.applyChanges:input.operations.create.calendarId",
                    batch("create: { calendarId: $id, time: { allDay: { first: \"2026-03-02\" } } }", "calendar"),
            "Mutation.applyChanges:input.operations.update.id",
                    batch("update: { id: $id, title: \"Mine\", scope: ALL }", "event", "occurrence"),
            "Mutation.applyChanges:input.operations.delete.id",
                    batch("delete: { id: $id, scope: ALL }", "event", "occurrence"),
            "Mutation.applyChanges:input.operations.move.id",
                    batch("move: { id: $id, calendarId: \"cal_" + new UUID(7, 7) + "\" }", "event"),
            "Mutation.applyChanges:input.operations.move.calendarId",
                    batch("move: { id: \"" + MISSING + "\", calendarId: $id }", "calendar"),
            "Query.previewEventChange:input.update.id",
                    preview("update: { id: $id, title: \"Mine\", scope: ALL }", "event", "occurrence"),
            "Query.previewEventChange:input.delete.id",
                    preview("delete: { id: $id, scope: ALL }", "event", "occurrence"),
            "Query.previewEventChange:input.move.calendarId",
                    preview("move: { id: \"" + MISSING + "\", calendarId: $id }", "calendar"));

    /** Apart, since a map of more entries has no short form. */
    private static final Map<String, Attempt> MORE_EDITS = Map.of(
            "Query.previewEventChange:input.move.id",
            preview("move: { id: $id, calendarId: \"cal_" + new UUID(7, 7) + "\" }", "event"));

    private static Attempt batch(String operation, String... kinds) {
        return new Attempt(
                "mutation($id: ID!) { applyChanges(input: { operations: [{ " + operation
                        + " }] }) { results { deletedId } userErrors { code message path } } }",
                Map.of(),
                kinds);
    }

    private static Attempt preview(String change, String... kinds) {
        return new Attempt(
                "query($id: ID!) { previewEventChange(input: { " + change
                        + " }) { token removed { id } userErrors { code message path } } }",
                Map.of(),
                kinds);
    }

    @Autowired
    Api api;

    @Autowired
    GraphQlSource source;

    private record Attempt(String document, Map<String, Object> rest, List<String> kinds) {

        Attempt(String document, Map<String, Object> rest, String... kinds) {
            this(document, rest, List.of(kinds));
        }

        String document(String position) {
            if (!document.isEmpty()) {
                return document;
            }
            var field = position.substring("Mutation.".length(), position.indexOf(':'));
            return "mutation($input: %sInput!) { %s(input: $input) { userErrors { code message path } } }"
                    .formatted(Character.toUpperCase(field.charAt(0)) + field.substring(1), field);
        }

        Map<String, Object> variables(String position, String id) {
            if (!document.isEmpty()) {
                return Map.of("id", id);
            }
            var input = new HashMap<>(rest);
            input.put(position.substring(position.lastIndexOf('.') + 1), id);
            return Map.of("input", input);
        }
    }

    private static Map<String, Attempt> attempts() {
        Map<String, Attempt> attempts = new TreeMap<>(QUERIES);
        attempts.putAll(INPUTS);
        attempts.putAll(EDITS);
        attempts.putAll(MORE_EDITS);
        return attempts;
    }

    @Test
    @Tag("B2")
    void everyIdThatComesInIsTried() {
        var positions = new TreeSet<String>();
        SchemaPositions.of(source.schema()).values().stream()
                .filter(position -> position.typeName().equals("ID"))
                .forEach(position -> positions.add(position.name()));
        var tried = new TreeSet<>(attempts().keySet());
        tried.addAll(CLIENT_MADE);
        assertThat(positions).isEqualTo(tried);
    }

    @Test
    @Tag("B1")
    @Tag("B2")
    void aForeignOrDeletedIdIsTreatedAsAMissingOne() {
        var owner = Person.of(api.somebody(), "Secret");
        var deleted = Person.of(api.somebody(), "Secret");
        deleted.caller().mutate("deleteCalendar", "deletedId", Map.of("id", deleted.calendar()));
        deleted.caller().mutate("deleteCategory", "deletedId", Map.of("id", deleted.category()));
        var stranger = api.somebody();
        stranger.calendar();
        int[] tried = {0};
        attempts()
                .forEach((position, attempt) -> attempt.kinds().forEach(kind -> {
                    var missing = Person.missing(owner.id(kind));
                    var document = attempt.document(position);
                    var expected = Person.text(stranger, document, attempt.variables(position, missing), missing);
                    for (var caller : List.of(stranger, deleted.caller())) {
                        for (var thing : List.of(owner, deleted)) {
                            var id = thing.id(kind);
                            if (caller.equals(deleted.caller())
                                    && thing.equals(deleted)
                                    && List.of("user", "job").contains(kind)) {
                                continue;
                            }
                            assertThat(Person.text(caller, document, attempt.variables(position, id), id))
                                    .as("%s of kind %s", position, kind)
                                    .isEqualTo(expected)
                                    .doesNotContain("Secret", "INTERNAL");
                            tried[0]++;
                        }
                    }
                }));
        assertThat(tried[0]).isGreaterThan(60);
        assertThat(owner.caller()
                        .data("query($id: ID!) { event(id: $id) { title } }", Map.of("id", owner.event()))
                        .at("/event/title")
                        .asString())
                .isEqualTo("Secret");
    }

    @Test
    @Tag("B1")
    void nodesKeepTheirPlacesAmongForeignOnes() {
        var owner = Person.of(api.somebody(), "Secret");
        var own = Person.of(api.somebody(), "Mine");
        var ids = List.of(
                owner.event(),
                own.event(),
                Person.missing(own.event()),
                owner.occurrence(),
                own.occurrence(),
                own.calendar(),
                owner.category());
        var nodes = own.caller()
                .data("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids))
                .get("nodes");
        assertThat(nodes.valueStream()
                        .map(node -> node.isNull() ? "" : node.get("id").asString()))
                .containsExactly("", own.event(), "", "", own.occurrence(), own.calendar(), "");
    }

    @Test
    @Tag("B3")
    void anOccurrencesIdOfAnotherSeriesOrFormFindsNothing() {
        var own = Person.of(api.somebody(), "Mine");
        var foreign = Person.of(api.somebody(), "Secret");
        var document = "query($id: ID!) { node(id: $id) { id __typename } }";
        var slot = own.occurrence().substring(40);
        var mixed = foreign.occurrence().substring(0, 40) + slot;
        assertThat(own.caller().data(document, Map.of("id", mixed)).get("node").isNull())
                .isTrue();
        // A slot that the own series does not have is gone, not another occurrence.
        var other = own.occurrence().substring(0, 40) + slot.replace("202603", "202601");
        assertThat(own.caller()
                        .data(document, Map.of("id", other))
                        .at("/node/__typename")
                        .asString())
                .isEqualTo("Gone");
        // Of an event's id that is not the root of a series, an occurrence's id is none.
        var event = own.caller().event(Map.of("calendarId", own.calendar(), "title", "t", "time", DAY));
        var notThere = own.occurrence().substring(0, 4) + event.substring(4) + "_20260303T000000";
        assertThat(own.caller().send(document, Map.of("id", notThere)).toString())
                .doesNotContain("\"Occurrence\"");
        for (var wrong : List.of(
                own.occurrence() + "0",
                own.occurrence() + " ",
                own.occurrence().replace('T', 't'),
                own.occurrence().replace("202603", "202613"),
                own.occurrence().replace("occ_", "evt_"),
                own.event().replace("evt_", "occ_"),
                own.event().substring(0, 4) + own.event().substring(4).replace("-", ""))) {
            assertThat(Person.code(own.caller().send(document, Map.of("id", wrong))))
                    .as(wrong)
                    .isEqualTo("INVALID_ID");
            assertThat(own.caller()
                            .mutate("deleteEvent", "deletedId", Map.of("id", wrong))
                            .at("/userErrors/0/code")
                            .asString())
                    .as(wrong)
                    .isEqualTo("INVALID_ID");
        }
    }
}
