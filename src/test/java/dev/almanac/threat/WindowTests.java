package dev.almanac.threat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.StatementCounter.Statements;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** However much a window holds, an agenda does no more than its page needs. */
@AlmanacTest
@Tag("C16")
class WindowTests {

    private static final String AGENDA =
            "query($w: WindowInput!, $first: Int) { viewer { agenda(window: $w, first: $first) { nodes { start } pageInfo { hasNextPage } } } }";

    @Autowired
    Api api;

    @Autowired
    Statements statements;

    private static Map<String, Object> daily(Caller caller) {
        return Map.of(
                "calendarId", caller.calendar(),
                "title", "daily",
                "recurrence", Map.of("rule", "FREQ=DAILY"),
                "time", Map.of("timed", Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H")));
    }

    @ParameterizedTest
    @CsvSource({
        "fromDate, 2026-01-01, toDate, 3026-01-01, LIMIT_EXCEEDED INVALID_ARGUMENT",
        "fromDate, 0001-01-01, toDate, 9999-12-31, LIMIT_EXCEEDED INVALID_ARGUMENT",
        "from, 2026-01-01T00:00:00Z, to, 3026-01-01T00:00:00Z, LIMIT_EXCEEDED INVALID_ARGUMENT",
        "fromDate, 2026-01-01, toDate, 2027-02-06, LIMIT_EXCEEDED INVALID_ARGUMENT",
        "from, 2026-01-01T00:00:00Z, to, 2027-02-06T00:00:00Z, LIMIT_EXCEEDED INVALID_ARGUMENT",
        "fromDate, 2026-03-03, toDate, 2026-03-02, INVALID_ARGUMENT",
        "fromDate, 2026-03-02, toDate, 2026-03-02, INVALID_ARGUMENT",
        "from, 2026-03-02T09:00:00Z, to, 2026-03-02T09:00:00Z, INVALID_ARGUMENT",
        "from, 2026-03-02T09:00:00Z, to, 2026-03-02T09:00:00+01:00, INVALID_ARGUMENT",
        "fromDate, 2026-03-02, to, 2026-03-03T00:00:00Z, INVALID_ARGUMENT",
        "from, -999999999-01-01T00:00:00Z, to, 2026-03-03T00:00:00Z, VALIDATION_FAILED",
        "from, +1000000-01-01T00:00:00Z, to, 2026-03-03T00:00:00Z, VALIDATION_FAILED"
    })
    void aWindowThatCannotBeIsATypedError(String from, String start, String to, String end, String codes) {
        var caller = api.somebody();
        caller.event(daily(caller));
        statements.clear();
        var answer = caller.send(AGENDA, Map.of("w", Map.of(from, start, to, end)));
        assertThat(Person.code(answer)).isIn((Object[]) codes.split(" ", -1));
        assertThat(statements.sent()).noneMatch(sql -> sql.contains("events"));
    }

    @Test
    void aWindowOf400DaysIsNotTooLong() {
        var caller = api.somebody();
        caller.event(daily(caller));
        var agenda = caller.data(
                AGENDA, Map.of("w", Map.of("fromDate", "2026-01-01", "toDate", "2027-02-05"), "first", 200));
        assertThat(agenda.at("/viewer/agenda/nodes").size()).isEqualTo(200);
    }

    @Test
    void hundredsOfSeriesInAWindowCostAsManyStatementsAsOne() {
        var caller = api.somebody();
        caller.event(daily(caller));
        Map<String, Object> week = Map.of("w", Map.of("fromDate", "2026-03-02", "toDate", "2026-03-09"), "first", 5);
        statements.clear();
        caller.data(AGENDA, week);
        int ofOne = statements.sent().size();
        var content = new StringBuilder("BEGIN:VCALENDAR\r\n");
        for (int i = 0; i < 500; i++) {
            content.append("BEGIN:VEVENT\r\nUID:s%d\r\nDTSTART:20200304T090000Z\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n"
                    .formatted(i));
        }
        caller.mutate(
                "importICalendar",
                "created",
                Map.of("calendarId", caller.calendar(), "content", content + "END:VCALENDAR\r\n"));
        statements.clear();
        JsonNode agenda = caller.data(AGENDA, week).at("/viewer/agenda");
        assertThat(agenda.get("nodes").size()).isEqualTo(5);
        assertThat(agenda.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(statements.sent()).hasSize(ofOne);
    }

    @Test
    void aSeriesIsPagedWithoutAWindow() {
        var caller = api.somebody();
        var id = caller.event(daily(caller));
        var pages =
                "query($id: ID!, $after: String, $from: DateTime) { event(id: $id) { occurrences(first: 200, after: $after, from: $from) {"
                        + " nodes { start } pageInfo { endCursor hasNextPage } } } }";
        var page = caller.data(pages, Map.of("id", id, "from", "7026-01-01T00:00:00Z"))
                .at("/event/occurrences");
        assertThat(page.at("/nodes/0/start").asString()).startsWith("7026-01-01");
        assertThat(page.get("nodes").size()).isEqualTo(200);
        var next = caller.data(
                        pages,
                        Map.of(
                                "id",
                                id,
                                "from",
                                "7026-01-01T00:00:00Z",
                                "after",
                                page.at("/pageInfo/endCursor").asString()))
                .at("/event/occurrences");
        assertThat(next.at("/nodes/0/start").asString()).startsWith("7026-07-20");
    }
}
