package dev.almanac.icalendar.job;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.icalendar.graphql.ImportJobNode;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Imports in the background, whose job runs where a test has it run. */
@AlmanacTest
class ImportJobTests {

    private static final String JOB =
            "id state total done created updated unchanged skipped failed removed code calendar { id name }";

    @Autowired
    Api api;

    @Autowired
    JobRuns runs;

    @Autowired
    ImportWork work;

    @Autowired
    ImportJobStore store;

    @Autowired
    Database database;

    @Autowired
    TestClock.Settable clock;

    @AfterEach
    void endAll() {
        database.update("UPDATE import_jobs SET state = 'CANCELLED', ended_at = created_at WHERE ended_at IS NULL")
                .block();
    }

    private void run() {
        runs.run("imports").block();
    }

    private static String events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> component("VEVENT", "UID:" + i, "DTSTART:20260302T090000Z", "SUMMARY:" + i))
                .collect(Collectors.joining());
    }

    private static String begin(Caller caller, Map<String, ?> more) {
        var input = new HashMap<String, Object>(more);
        input.put("background", true);
        var payload = caller.mutate("importICalendar", "job { id }", input);
        assertThat(payload.get("userErrors")).isEmpty();
        return payload.at("/job/id").asString();
    }

    private static JsonNode job(Caller caller, String id) {
        return caller.data("query($id: ID!) { importJob(id: $id) { " + JOB + " } }", Map.of("id", id))
                .get("importJob");
    }

    private static List<String> titles(Caller caller) {
        List<String> titles = new ArrayList<>();
        var after = "";
        do {
            var page = caller.data("{ viewer { calendars(first: 1) { nodes { events(first: 200" + after
                            + ") { nodes { title } pageInfo { hasNextPage endCursor } } } } } }")
                    .at("/viewer/calendars/nodes/0/events");
            page.get("nodes").forEach(node -> titles.add(node.get("title").asString()));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? ", after: \"" + page.at("/pageInfo/endCursor").asString() + "\""
                    : "";
        } while (!after.isEmpty());
        return titles;
    }

    @Test
    void aFileIsWrittenInStepsAndTellsHowFarItIs() {
        var caller = api.somebody();
        // Of one event, one component comes first and one last.
        var first = component("VEVENT", "UID:far", "RECURRENCE-ID:20260303", "DTSTART:20260304", "SUMMARY:Moved");
        var last = component("VEVENT", "UID:far", "DTSTART:20260302", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Far");
        var text = file(first, events(0, 450), component("VTODO", "UID:todo"), component("VEVENT", "UID:bad"), last);
        var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", text));
        assertThat(job(caller, id).get("state").asString()).isEqualTo("WAITING");
        assertThat(job(caller, id).get("total").asInt()).isEqualTo(453);
        assertThat(titles(caller)).isEmpty();
        run();
        var done = job(caller, id);
        assertThat(done.get("state").asString()).isEqualTo("DONE");
        assertThat(done.get("done").asInt()).isEqualTo(453);
        assertThat(done.get("created").asInt()).isEqualTo(451);
        assertThat(done.get("skipped").asInt()).isEqualTo(1);
        assertThat(done.get("failed").asInt()).isEqualTo(1);
        assertThat(titles(caller)).hasSize(451).contains("Far").doesNotContain("Moved");
        var again = begin(caller, Map.of("calendarId", caller.calendar(), "content", text));
        run();
        assertThat(job(caller, again).get("unchanged").asInt()).isEqualTo(451);
    }

    @Test
    void aSeriesThatTheFileCutsIsKeptInItsParts() {
        var caller = api.somebody();
        var later = component(
                "VEVENT",
                "UID:cut",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260305T090000Z",
                "DTSTART:20260305T110000Z",
                "SUMMARY:Late");
        var series =
                component("VEVENT", "UID:cut", "DTSTART:20260302T090000Z", "RRULE:FREQ=DAILY;COUNT=6", "SUMMARY:Early");
        var text = file(later, series, events(0, 1));
        for (var outcome : List.of("created", "unchanged")) {
            var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", text, "mode", "REPLACE"));
            run();
            var done = job(caller, id);
            assertThat(done.get("state").asString()).isEqualTo("DONE");
            assertThat(done.get(outcome).asInt()).isEqualTo(3);
            assertThat(done.get("removed").asInt()).isZero();
            assertThat(titles(caller)).containsExactlyInAnyOrder("Early", "Late", "0");
        }
    }

    @Test
    void whatTheFileSaysOfAUidCountsBeforeWhatFollowsFromACutHoweverFarApart() {
        var series = component("VEVENT", "UID:cut", "DTSTART:20260302T090000Z", "RRULE:FREQ=DAILY;COUNT=6")
                + component(
                        "VEVENT",
                        "UID:cut",
                        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260305T090000Z",
                        "DTSTART:20260305T110000Z",
                        "SUMMARY:Follows");
        var own = component("VEVENT", "UID:cut-20260305T090000", "DTSTART:20260305", "SUMMARY:Own");
        for (var text : List.of(file(own, events(0, 250), series), file(series, events(0, 250), own))) {
            var caller = api.somebody();
            var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", text));
            run();
            assertThat(job(caller, id).get("created").asInt()).isEqualTo(252);
            assertThat(job(caller, id).get("updated").asInt()).isZero();
            assertThat(titles(caller)).hasSize(252).contains("Own").doesNotContain("Follows");
        }
    }

    @Test
    void whatBecameOfItsComponentsIsReadInPages() {
        var caller = api.somebody();
        var id = begin(
                caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 5), component("VTODO"))));
        run();
        var document = "query($id: ID!, $after: String) { importJob(id: $id) { components(first: 4, after: $after) {"
                + " nodes { uid line outcome code event { title } } pageInfo { hasNextPage endCursor } } } }";
        var page = caller.data(document, Map.of("id", id)).at("/importJob/components");
        assertThat(page.get("nodes")).hasSize(4);
        assertThat(page.at("/nodes/1/event/title").asString()).isEqualTo("1");
        var cursor = page.at("/pageInfo/endCursor").asString();
        var rest = caller.data(document, Map.of("id", id, "after", cursor)).at("/importJob/components");
        assertThat(rest.get("nodes").toString())
                .isEqualTo(
                        "[{\"uid\":\"4\",\"line\":23,\"outcome\":\"CREATED\",\"code\":null,\"event\":{\"title\":\"4\"}},"
                                + "{\"uid\":null,\"line\":28,\"outcome\":\"SKIPPED\",\"code\":\"UNSUPPORTED_COMPONENT\",\"event\":null}]");
        assertThat(rest.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void itReplacesACalendarAndWritesNothingWhereNothingIsToBeWritten() {
        var caller = api.somebody();
        caller.mutate(
                "importICalendar", "created", Map.of("calendarId", caller.calendar(), "content", file(events(0, 300))));
        var input = Map.of("calendarId", caller.calendar(), "content", file(events(298, 301)), "mode", "REPLACE");
        var dry = new HashMap<String, Object>(input);
        dry.put("dryRun", true);
        var tried = begin(caller, dry);
        run();
        assertThat(titles(caller)).hasSize(300);
        var id = begin(caller, input);
        run();
        assertThat(titles(caller)).containsExactlyInAnyOrder("298", "299", "300");
        for (var job : List.of(job(caller, tried), job(caller, id))) {
            assertThat(job.get("created").asInt()).isEqualTo(1);
            assertThat(job.get("unchanged").asInt()).isEqualTo(2);
            assertThat(job.get("removed").asInt()).isEqualTo(298);
        }
    }

    @Test
    void ofTwoThatTakeTheSameStepOneWrites() {
        var caller = api.somebody();
        var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 400))));
        Mono.when(work.run(), work.run(), work.run()).block();
        var job = job(caller, id);
        assertThat(job.get("state").asString()).isEqualTo("DONE");
        assertThat(job.get("created").asInt()).isEqualTo(400);
        assertThat(job.get("done").asInt()).isEqualTo(400);
        assertThat(titles(caller)).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void aStepThatWasOvertakenWritesNothing() {
        var caller = api.somebody();
        var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 3))));
        var uuid = Objects.requireNonNull(TypedId.parse(ImportJobNode.PREFIX, id));
        var seen = Objects.requireNonNull(store.next(clock.instant()).block());
        assertThat(seen.id()).isEqualTo(uuid);
        run();
        // As another server would that has seen it before.
        assertThat(store.advance(seen, new ImportJob.Place(9, null), 1, List.of(), 0, clock.instant())
                        .block())
                .isFalse();
        assertThat(job(caller, id).get("done").asInt()).isEqualTo(3);
    }

    @Test
    void aCancelledImportWritesNoMore() {
        var caller = api.somebody();
        var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 3))));
        var cancelled = caller.mutate("cancelImportJob", "job { state endedAt }", Map.of("id", id));
        assertThat(cancelled.at("/job/state").asString()).isEqualTo("CANCELLED");
        run();
        assertThat(titles(caller)).isEmpty();
        var done = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 3))));
        run();
        assertThat(caller.mutate("cancelImportJob", "job { state }", Map.of("id", done))
                        .at("/job/state")
                        .asString())
                .isEqualTo("DONE");
    }

    @Test
    void itFailsWithAReasonWhereItsCalendarIsGone() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var id = begin(caller, Map.of("calendarId", calendar, "content", file(events(0, 3))));
        caller.mutate("deleteCalendar", "deletedId", Map.of("id", calendar));
        run();
        var job = job(caller, id);
        assertThat(job.get("state").asString()).isEqualTo("FAILED");
        assertThat(job.get("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(job.get("calendar").isNull()).isTrue();
    }

    @Test
    void oneThatAlwaysFailsGivesUpAndHoldsUpNoOther() {
        var caller = api.somebody();
        var broken = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 3))));
        database.update(
                        "UPDATE import_components SET line = -1 WHERE job_id = $1 AND ordinal = 1",
                        Objects.requireNonNull(TypedId.parse(ImportJobNode.PREFIX, broken)))
                .block();
        database.update("ALTER TABLE import_results ADD CONSTRAINT planted CHECK (line > 0)")
                .block();
        try {
            var good = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(5, 6))));
            for (int i = 0; i < 5; i++) {
                run();
                clock.set(clock.instant().plusSeconds(60));
            }
            assertThat(job(caller, good).get("state").asString()).isEqualTo("DONE");
            assertThat(job(caller, broken).get("code").asString()).isEqualTo("INTERNAL");
            assertThat(job(caller, broken).get("done").asInt()).isZero();
        } finally {
            database.update("ALTER TABLE import_results DROP CONSTRAINT planted")
                    .block();
            clock.set(TestClock.START);
        }
    }

    @Test
    void whatIsStagedGoesAndLaterAllOfIt() {
        var caller = api.somebody();
        var id = begin(caller, Map.of("calendarId", caller.calendar(), "content", file(events(0, 3))));
        var uuid = Objects.requireNonNull(TypedId.parse(ImportJobNode.PREFIX, id));
        run();
        runs.run("import-retention").block();
        assertThat(staged(uuid)).isZero();
        assertThat(job(caller, id).get("state").asString()).isEqualTo("DONE");
        clock.set(clock.instant().plus(Duration.ofDays(8)));
        try {
            runs.run("import-retention").block();
        } finally {
            clock.set(TestClock.START);
        }
        assertThat(job(caller, id).isNull()).isTrue();
    }

    private long staged(UUID job) {
        return Objects.requireNonNull(database.query(
                        "SELECT (SELECT count(*) FROM import_components WHERE job_id = $1)"
                                + " + (SELECT count(*) FROM import_units WHERE job_id = $1)",
                        row -> Objects.requireNonNull(row.get(0, Long.class)),
                        job)
                .single()
                .block());
    }

    @Test
    void whatCannotBeginIsRefused() {
        var caller = api.somebody();
        var input = new HashMap<String, Object>(Map.of("content", "Hello", "background", true));
        assertThat(code(caller, input)).isEqualTo("NOT_ICALENDAR");
        input.put("content", file(events(0, 1)));
        input.put("calendarId", api.somebody().calendar());
        assertThat(code(caller, input)).isEqualTo("NOT_FOUND");
        input.put("calendarId", caller.calendar());
        for (int i = 0; i < 3; i++) {
            assertThat(code(caller, input)).isEmpty();
        }
        assertThat(code(caller, input)).isEqualTo("TOO_MANY");
    }

    private static String code(Caller caller, Map<String, ?> input) {
        return caller.mutate("importICalendar", "job { id }", input)
                .at("/userErrors/0/code")
                .asString("");
    }

    @Test
    void aRepeatedRequestAnswersTheSameJobAndMakesNoSecondCalendar() {
        var caller = api.somebody();
        var input = Map.of("content", file(events(0, 1)), "idempotencyKey", "once");
        assertThat(begin(caller, input)).isEqualTo(begin(caller, input));
        assertThat(caller.data("{ viewer { calendars(first: 9) { nodes { id } } } }")
                        .at("/viewer/calendars/nodes"))
                .hasSize(2);
    }
}
