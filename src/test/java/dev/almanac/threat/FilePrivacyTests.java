package dev.almanac.threat;

import static dev.almanac.icalendar.CalendarFiles.component;
import static dev.almanac.icalendar.CalendarFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.platform.job.JobRuns;
import dev.almanac.platform.postgres.Database;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import dev.almanac.server.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What leaves as a file leaves for those alone who may read the calendar that it comes from, and as that is now. */
@AlmanacTest
@Tag("B15")
class FilePrivacyTests {

    private static final String WINDOW = "{ fromDate: \"2026-03-01\", toDate: \"2026-04-01\" }";

    private static final List<String> OF_CALENDARS = List.of(
            "query($id: ID!) { calendar(id: $id) { iCalendar } }",
            "query($id: ID!) { calendar(id: $id) { iCalendar(window: " + WINDOW + ") } }",
            "query($id: ID!) { node(id: $id) { ... on Calendar { iCalendar } } }",
            "query($id: ID!) { nodes(ids: [$id, $id]) { ... on Calendar { iCalendar } } }");

    private static final List<String> OF_EVENTS = List.of(
            "query($id: ID!) { event(id: $id) { iCalendar } }",
            "query($id: ID!) { node(id: $id) { ... on Event { iCalendar calendar { iCalendar } } } }");

    private static final List<String> OF_JOBS = List.of(
            "query($id: ID!) { importJob(id: $id) { total calendar { iCalendar }"
                    + " components(first: 5) { nodes { uid line outcome message event { iCalendar } } } } }",
            "query($id: ID!) { node(id: $id) { ... on ImportJob { total components(first: 5) { nodes { uid } } } } }");

    /** Everything that answers with a file's text, or with what an import has made of one; by the kind of id that it takes. */
    private static final Map<String, List<String>> DOCUMENTS = Map.of(
            "calendar",
            OF_CALENDARS,
            "event",
            OF_EVENTS,
            "occurrence",
            List.of("query($id: ID!) { node(id: $id) { ... on Occurrence { event { iCalendar } } } }"),
            "job",
            OF_JOBS);

    @Autowired
    Api api;

    @Autowired
    Database database;

    @Autowired
    JobRuns runs;

    @Autowired
    TestClock.Settable clock;

    private FileAnswers answers() {
        return new FileAnswers(api);
    }

    private Person deleted() {
        var person = Person.of(api.somebody(), "Secret");
        person.caller().mutate("deleteEvent", "deletedId", Map.of("id", person.event(), "scope", "ALL"));
        person.caller().mutate("deleteCalendar", "deletedId", Map.of("id", person.calendar()));
        return person;
    }

    @Test
    void noTextIsMadeForWhoMayNotReadTheCalendar() {
        var owner = Person.of(api.somebody(), "Secret");
        var deleted = deleted();
        var stranger = Person.of(api.somebody(), "Own");
        DOCUMENTS.forEach((kind, documents) -> documents.forEach(document -> {
            var missing = Person.missing(owner.id(kind));
            var expected = answers().post(stranger.caller(), document, missing);
            assertThat(answers().post(owner.caller(), document, owner.id(kind)))
                    .as("the owner's, of %s", document)
                    .isNotEqualTo(expected);
            for (var id : List.of(owner.id(kind), deleted.id(kind), Person.missing(owner.id(kind)))) {
                assertThat(answers().post(stranger.caller(), document, id))
                        .as(document)
                        .isEqualTo(expected);
            }
            if (!kind.equals("job")) {
                assertThat(answers().post(deleted.caller(), document, deleted.id(kind)))
                        .as("the deleter's, of %s", document)
                        .isEqualTo(expected);
            }
        }));
    }

    @Test
    void noFileIsSentToWhoMayNotReadTheCalendar() {
        var owner = Person.of(api.somebody(), "Secret");
        var deleted = deleted();
        var stranger = Person.of(api.somebody(), "Own");
        var own = answers().get("GET", owner.caller().token(), FileAnswers.export(owner.calendar()), "");
        assertThat(own.body()).contains("SUMMARY:Secret");
        var tag = own.headers().getOrDefault("etag", List.of("")).getFirst();
        for (var method : List.of("GET", "HEAD")) {
            for (var known : List.of("", tag, "W/" + tag, "*")) {
                var missing = FileAnswers.export(Person.missing(owner.calendar()));
                var expected = answers().get(method, stranger.caller().token(), missing, known);
                assertThat(expected.status()).isEqualTo(404);
                assertThat(expected.body()).isEmpty();
                assertThat(expected.headers()).doesNotContainKeys("etag", "content-disposition", "content-type");
                assertThat(answers()
                                .get(method, owner.caller().token(), FileAnswers.export(owner.calendar()), known)
                                .status())
                        .isEqualTo(known.contains(tag) ? 304 : 200);
                for (var caller : List.of(stranger, deleted)) {
                    for (var id : List.of(owner.calendar(), deleted.calendar(), Person.missing(owner.calendar()))) {
                        assertThat(answers().get(method, caller.caller().token(), FileAnswers.export(id), known))
                                .as("%s with %s", method, known)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void noImportIsToldOfToAnotherAndNoneGoesToAForeignCalendar() {
        var owner = Person.of(api.somebody(), "Secret");
        var deleted = deleted();
        var stranger = Person.of(api.somebody(), "Own").caller().token();
        var job = answers().get("GET", stranger, "/import/" + Person.missing(owner.job()), "");
        assertThat(job.status()).isEqualTo(404);
        for (var id : List.of(owner.job(), deleted.job())) {
            assertThat(answers().get("GET", stranger, "/import/" + id, "")).isEqualTo(job);
        }
        var into = answers().put(stranger, "/import?calendarId=" + Person.missing(owner.calendar()));
        assertThat(into.status()).isEqualTo(404);
        for (var id : List.of(owner.calendar(), deleted.calendar())) {
            for (var more : List.of("", "&dryRun=true", "&mode=REPLACE", "&background=true")) {
                assertThat(answers().put(stranger, "/import?calendarId=" + id + more))
                        .as(more)
                        .isEqualTo(into);
            }
        }
    }

    private String tokenOfYesterday(String address) {
        var now = clock.instant();
        clock.set(now.minus(Duration.ofDays(1)));
        try {
            return api.caller(address).token();
        } finally {
            clock.set(now);
        }
    }

    /** Nobody is told whether there is such a calendar, nor whether the copy at hand is good. */
    @Test
    void withoutAGoodTokenNothingIsSaid() {
        var address = UUID.randomUUID() + "@example.com";
        var owner = Person.of(api.caller(address), "Secret");
        var path = FileAnswers.export(owner.calendar());
        var tag = answers()
                .get("GET", owner.caller().token(), path, "")
                .headers()
                .getOrDefault("etag", List.of(""))
                .getFirst();
        var expired = tokenOfYesterday(address);
        for (var token : List.of("", "wrong", expired, owner.caller().token() + "x", expired + "." + expired)) {
            for (var method : List.of("GET", "HEAD", "DELETE")) {
                for (var known : List.of("", tag, "*")) {
                    var answer = answers().get(method, token, path, known);
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.body()).isEmpty();
                    assertThat(answer.headers())
                            .doesNotContainKeys("etag", "content-type", "content-disposition", "allow")
                            .containsKey("www-authenticate");
                    assertThat(answers()
                                    .get(method, token, FileAnswers.export(Person.missing(owner.calendar())), known))
                            .isEqualTo(answer);
                }
            }
            assertThat(answers().get("GET", token, "/import/" + owner.job(), ""))
                    .isEqualTo(answers().get("GET", token, "/import/" + Person.missing(owner.job()), ""))
                    .extracting(FileAnswers.Answer::status)
                    .isEqualTo(401);
            assertThat(answers().put(token, "/import?calendarId=" + owner.calendar()))
                    .isEqualTo(answers().put(token, "/import?calendarId=" + Person.missing(owner.calendar())))
                    .extracting(FileAnswers.Answer::status)
                    .isEqualTo(401);
        }
    }

    private static String created(Caller caller, String name) {
        return caller.mutate("createCalendar", "calendar { id }", Map.of("name", name))
                .at("/calendar/id")
                .asString();
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id.substring(4));
    }

    /** Gives the calendar to somebody else, as sharing will: who had it has it no more. */
    private void giveAway(String calendar, Person to) {
        Await.done(database.update(
                "UPDATE calendar_members SET user_id = $2 WHERE calendar_id = $1", uuid(calendar), uuid(to.user())));
    }

    /** Every text in which this event is, without folds. */
    private Map<String, String> texts(Caller caller, String calendar, String event) {
        Map<String, String> texts = new TreeMap<>();
        texts.put(
                "stream",
                answers()
                        .get("GET", caller.token(), FileAnswers.export(calendar), "")
                        .body());
        texts.put(
                "calendar",
                answers().post(caller, OF_CALENDARS.getFirst(), calendar).body());
        texts.put(
                "window", answers().post(caller, OF_CALENDARS.get(1), calendar).body());
        texts.put("event", answers().post(caller, OF_EVENTS.getFirst(), event).body());
        texts.replaceAll((_, text) -> text.replace("\r\n ", "").replace("\\r\\n ", ""));
        return texts;
    }

    private record Split(String first, String second, String firstUid, String secondUid) {}

    private static Split split(Caller caller, String calendar) {
        var first = caller.event(Map.of(
                "calendarId",
                calendar,
                "title",
                "Class",
                "recurrence",
                Map.of("rule", "FREQ=WEEKLY;COUNT=8"),
                "time",
                Map.of("timed", Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H"))));
        var third = caller.data(
                        "query($id: ID!) { event(id: $id) { occurrences(first: 3) { nodes { id } } } }",
                        Map.of("id", first))
                .at("/event/occurrences/nodes/2/id")
                .asString();
        var second = caller.mutate(
                        "updateEvent",
                        "event { id uid }",
                        Map.of("id", third, "title", "Lab", "scope", "THIS_AND_FOLLOWING"))
                .get("event");
        var uid = caller.data("query($id: ID!) { event(id: $id) { uid } }", Map.of("id", first))
                .at("/event/uid")
                .asString();
        return new Split(
                first, second.get("id").asString(), uid, second.get("uid").asString());
    }

    @Test
    void aPartOfASeriesInAnotherCalendarIsNotNamed() {
        var owner = api.somebody();
        var calendar = owner.calendar();
        var split = split(owner, calendar);
        texts(owner, calendar, split.first())
                .forEach((how, text) -> assertThat(text).as(how).contains("RELTYPE=NEXT:" + split.secondUid()));
        texts(owner, calendar, split.second())
                .forEach((how, text) -> assertThat(text).as(how).contains("RELTYPE=FIRST:" + split.firstUid()));
        var other = created(owner, "Other");
        owner.mutate("moveEvent", "event { id }", Map.of("id", split.second(), "calendarId", other));
        for (var moved : List.of("own", "foreign")) {
            if (moved.equals("foreign")) {
                giveAway(other, Person.of(api.somebody(), "Next"));
            }
            texts(owner, calendar, split.first())
                    .forEach((how, text) -> assertThat(text)
                            .as("%s, %s", how, moved)
                            .contains("SUMMARY:Class")
                            .doesNotContain(split.secondUid(), "RELATED-TO"));
        }
    }

    @Test
    void whatIsInTheTrashIsInNoFile() {
        var owner = api.somebody();
        var calendar = owner.calendar();
        var split = split(owner, calendar);
        var timed = new HashMap<String, Object>(Map.of("start", "2026-03-04T09:00:00", "timeZone", "America/Lima"));
        timed.put("duration", "PT1H");
        var thrown =
                owner.event(Map.of("calendarId", calendar, "title", "Thrown away", "time", Map.of("timed", timed)));
        texts(owner, calendar, thrown)
                .forEach((how, text) -> assertThat(text).as(how).contains("Thrown away", "TZID:America/Lima"));
        owner.mutate("deleteEvent", "deletedId", Map.of("id", thrown, "scope", "ALL"));
        owner.mutate("deleteEvent", "deletedId", Map.of("id", split.second(), "scope", "ALL"));
        texts(owner, calendar, split.first())
                .forEach((how, text) -> assertThat(text)
                        .as(how)
                        .contains("SUMMARY:Class")
                        .doesNotContain("Thrown away", "America/Lima", "Lab", split.secondUid(), "RELATED-TO"));
    }

    @Test
    void whatAnImportHasWrittenIsShownAsLongAsItMayBeRead() {
        var owner = api.somebody();
        var calendar = created(owner, "Target");
        var job = owner.mutate(
                        "importICalendar",
                        "job { id }",
                        Map.of(
                                "calendarId",
                                calendar,
                                "background",
                                true,
                                "content",
                                file(component("VEVENT", "UID:one", "DTSTART:20260302", "SUMMARY:Secret"))))
                .at("/job/id")
                .asString();
        runs.run("imports").block();
        var document = OF_JOBS.getFirst();
        assertThat(answers().post(owner, document, job).body()).contains("CREATED", "SUMMARY:Secret", "Target");
        giveAway(calendar, Person.of(api.somebody(), "Next"));
        assertThat(answers().post(owner, document, job).body())
                .contains("\"uid\":\"one\",\"line\":3,\"outcome\":\"CREATED\",\"message\":null,\"event\":null")
                .contains("\"calendar\":null")
                .doesNotContain("Secret", "Target");
    }
}
