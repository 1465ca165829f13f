package dev.almanac.change;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.postgres.Rows;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class ChangeLogTests {

    private static final Map<String, Object> DAY = Map.of("allDay", Map.of("first", "2026-03-02"));

    @Autowired
    Api api;

    @Autowired
    Database database;

    private static UUID uuid(String id) {
        return Objects.requireNonNull(TypedId.parse(id)).uuid();
    }

    private List<String> changes(String calendar) {
        return value(database.query("""
                        SELECT position || ' ' || kind || ' ' || entity_type || ' v' || entity_version || ' ' || array_to_string(fields, ',')
                        FROM changes WHERE stream_id = $1 ORDER BY position""", row -> Rows.required(row, 0, String.class), uuid(calendar))
                .collectList());
    }

    private static String event(Caller caller, String calendar, String title) {
        return caller.event(Map.of("calendarId", calendar, "title", title, "time", DAY));
    }

    @Test
    void everyWriteLeavesItsChangeInTheStreamOfTheCalendar() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var event = event(caller, calendar, "One");
        caller.mutate("updateEvent", "event { id }", Map.of("id", event, "title", "Two", "location", "Here"));
        caller.mutate("updateEvent", "event { id }", Map.of("id", event, "title", "Two"));
        caller.mutate("updateCalendar", "calendar { id }", Map.of("id", calendar, "name", "C"));
        caller.mutate("deleteEvent", "deletedId", Map.of("id", event));
        assertThat(changes(calendar))
                .containsExactly(
                        "1 CREATED Calendar v1 ",
                        "2 CREATED Membership v1 ",
                        "3 CREATED Event v1 ",
                        "4 UPDATED Event v2 title,location",
                        "5 UPDATED Calendar v2 name",
                        "6 DELETED Event v3 ");
    }

    @Test
    void positionsHaveNoGapsHoweverManyWriteAtOnce() throws Exception {
        var caller = api.somebody();
        var calendar = caller.calendar();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> events = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> event(caller, calendar, "e" + i)))
                    .toList();
            for (var event : events) {
                event.get();
            }
        }
        var positions = changes(calendar).stream()
                .map(change -> change.split(" ", 2)[0])
                .toList();
        assertThat(positions)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 42).mapToObj(Integer::toString).toList());
    }

    @Test
    void aDeletedCalendarTakesNoMoreChanges() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var event = event(caller, calendar, "One");
        caller.mutate("deleteCalendar", "deletedId", Map.of("id", calendar));
        assertThat(changes(calendar)).last().asString().contains("DELETED Calendar v2");
        var closed = value(database.query(
                        "SELECT closed FROM streams WHERE id = $1",
                        row -> Rows.required(row, 0, Boolean.class),
                        uuid(calendar))
                .single());
        assertThat(closed).isTrue();
        assertThat(caller.mutate("updateEvent", "event { id }", Map.of("id", event, "title", "x"))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(caller.data("query($id: ID!) { event(id: $id) { id } }", Map.of("id", event))
                        .get("event")
                        .isNull())
                .isTrue();
    }

    @Test
    void anEditOfAnotherVersionIsAConflictThatTellsWhatIsStored() {
        var caller = api.somebody();
        var event = event(caller, caller.calendar(), "One");
        caller.mutate("updateEvent", "event { id }", Map.of("id", event, "title", "Theirs"));
        var payload = caller.mutate(
                "updateEvent",
                "event { id } conflict { base { title version } yours { title attendees { email } } theirs { title version } fields }",
                Map.of(
                        "id",
                        event,
                        "ifVersion",
                        1,
                        "title",
                        "Yours",
                        "attendees",
                        List.of(Map.of("email", "a@example.com"))));
        assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
        assertThat(payload.get("conflict").toString()).isEqualTo("""
                        {"base":{"title":"One","version":1},"yours":{"title":"Yours","attendees":[{"email":"a@example.com"}]},\
                        "theirs":{"title":"Theirs","version":2},"fields":["title","attendees"]}""");
    }

    @Test
    void aStatementThatFailsTakesTheWholeMutationBack() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var function = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE 'no'; END $f$";
        value(database.update(function));
        value(database.update("CREATE TRIGGER refuse BEFORE INSERT ON changes FOR EACH ROW WHEN (NEW.stream_id = '"
                + uuid(calendar)
                + "') EXECUTE FUNCTION refuse()"));
        try {
            var answer = caller.send(
                    "mutation($input: CreateEventInput!) { createEvent(input: $input) { event { id } } }",
                    Map.of("input", Map.of("calendarId", calendar, "time", DAY, "idempotencyKey", "key")));
            assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INTERNAL");
            assertThat(answer.toString()).doesNotContain("refuse").doesNotContain("RAISE");
        } finally {
            value(database.update("DROP FUNCTION refuse CASCADE"));
        }
        assertThat(changes(calendar)).hasSize(2);
        var left = value(database.query(
                        "SELECT (SELECT count(*) FROM event_series WHERE calendar_id = $1)"
                                + " + (SELECT count(*) FROM events WHERE calendar_id = $1)",
                        row -> Rows.required(row, 0, Long.class),
                        uuid(calendar))
                .single());
        assertThat(left).isZero();
        var again = caller.mutate(
                "createEvent", "event { id }", Map.of("calendarId", calendar, "time", DAY, "idempotencyKey", "key"));
        assertThat(again.get("userErrors").size()).isZero();
        assertThat(changes(calendar)).hasSize(3);
    }
}
