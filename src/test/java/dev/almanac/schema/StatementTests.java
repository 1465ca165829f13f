package dev.almanac.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.schema.Documents.Document;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.StatementCounter.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * How many statements an operation sends depends on its depth, never on how many rows it meets.
 *
 * <p>src/docs/statements.md says how many; {@code -Dalmanac.docs=true} writes it anew.
 */
@AlmanacTest
class StatementTests {

    private static final Path TABLE = Path.of("src/docs/statements.md");
    private static final int MANY = 10;

    private final Api api;
    private final Statements statements;

    StatementTests(@Autowired Api api, @Autowired Statements statements) {
        this.api = api;
        this.statements = statements;
    }

    private List<Document> documents() {
        return Stream.concat(Documents.ofClients().stream(), Documents.examples().stream())
                .toList();
    }

    private Map<Document, List<String>> measured(int times) {
        var household = new Household(api.somebody(), times);
        Map<Document, List<String>> measured = new LinkedHashMap<>();
        for (var document : documents()) {
            var variables = household.variables(document.operation());
            statements.clear();
            var data = household.caller().data(document.text(), variables);
            measured.put(document, statements.sent());
            assertThat(data.findValues("userErrors")).allMatch(JsonNode::isEmpty);
        }
        return measured;
    }

    @Test
    void countsDoNotGrowWithTheRows() throws IOException {
        var once = measured(1);
        var often = measured(MANY);
        assertThat(often)
                .allSatisfy((document, sent) ->
                        assertThat(sent).as(document.toString()).hasSameSizeAs(once.getOrDefault(document, List.of())));
        var rows = once.entrySet().stream()
                .map(entry -> "| %s | `%s` | %d |"
                        .formatted(
                                entry.getKey().where(),
                                entry.getKey().operation(),
                                entry.getValue().size()))
                .toList();
        if (Boolean.getBoolean("almanac.docs")) {
            Files.writeString(TABLE, table(rows));
        }
        var written = Files.readString(TABLE);
        if (Documents.acceptance() == null) {
            assertThat(written.lines()).containsAll(rows);
        } else {
            assertThat(written).isEqualTo(table(rows));
        }
    }

    @Test
    void theAgendaOfSixCalendarsTakesAtMostSix() {
        var household = new Household(api.somebody(), 1);
        var agenda = Documents.examples().stream()
                .filter(document -> document.operation().equals("Agenda"))
                .findFirst()
                .orElseThrow();
        statements.clear();
        var data = household.caller().data(agenda.text(), household.variables("Agenda"));
        assertThat(data.at("/viewer/agenda/nodes").size()).isEqualTo(16);
        assertThat(statements.sent()).hasSizeBetween(1, 6);
    }

    @Test
    void theListsOfManyCalendarsAreReadTogether() {
        var document = """
                query($window: WindowInput!) { viewer { calendars(first: 60) { nodes {
                  eventCount
                  events(first: 3) { nodes { id calendar { id } attendees { email } occurrences(first: 2) { nodes { id start } } } pageInfo { hasNextPage } }
                  agenda(window: $window, first: 3) { nodes { start ... on Occurrence { title reminders { minutesBefore } } } days { count } }
                } } } }""";
        var window = Map.of("window", Map.of("fromDate", "2026-03-02", "toDate", "2026-03-09"));
        var counts = Stream.of(1, MANY)
                .map(times -> {
                    var caller = new Household(api.somebody(), times).caller();
                    statements.clear();
                    caller.data(document, window);
                    return statements.sent().stream().sorted().collect(Collectors.joining("\n\n"));
                })
                .distinct();
        assertThat(counts).hasSize(1);
    }

    private static String table(List<String> rows) {
        return """
                # Statements of each operation

                How many SQL statements an operation sends, finding out who is calling included. A number depends on the operation's depth,
                never on how many rows it meets: each is measured again with ten times the calendars, events, attendees and categories.

                | Whose | Operation | Statements |
                | --- | --- | ---: |
                %s
                """.formatted(String.join("\n", rows));
    }
}
