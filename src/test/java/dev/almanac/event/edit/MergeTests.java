package dev.almanac.event.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two people who began at the same version: what they changed apart is merged, what they changed both is told. */
@AlmanacTest
class MergeTests {

    private static final String SELECTION = """
            event { version title location localStart categories { name } attendees { email name } recurrence { rule } }
            conflict { base { title version } yours { title } theirs { title version } fields }""";

    private final Api api;
    private Caller caller;
    private String event = "";

    MergeTests(@Autowired Api api) {
        this.api = api;
        this.caller = api.somebody();
    }

    @BeforeEach
    void anEvent() {
        caller = api.somebody();
        event = caller.event(Map.of(
                "calendarId", caller.calendar(),
                "title", "Base",
                "time", at("2026-03-02T09:00:00"),
                "recurrence", Map.of("rule", "FREQ=DAILY;COUNT=5"),
                "categories", List.of("Work", "Family"),
                "attendees", List.of(person("ada", "Ada"), person("bob", "Bob"))));
    }

    @Test
    void editsOfDifferentFieldsAreMerged() {
        theirs(Map.of("title", "Theirs"));
        var payload = yours(Map.of("location", "Here", "time", at("2026-03-02T10:00:00")));
        assertThat(payload.get("userErrors")).isEmpty();
        assertThat(payload.at("/event/title").asString()).isEqualTo("Theirs");
        assertThat(payload.at("/event/location").asString()).isEqualTo("Here");
        assertThat(payload.at("/event/localStart").asString()).isEqualTo("2026-03-02T10:00:00");
        assertThat(payload.at("/event/version").asInt()).isEqualTo(3);
    }

    @Test
    void whatOneSideOnlyRepeatsIsTheOthers() {
        theirs(Map.of("title", "Theirs"));
        var payload = yours(Map.of("title", "Base", "location", "Here"));
        assertThat(payload.at("/event/title").asString()).isEqualTo("Theirs");
        theirs(Map.of("title", "Same"));
        assertThat(yours(Map.of("title", "Same")).get("userErrors")).isEmpty();
    }

    @Test
    void theSameFieldIsAConflictThatShowsAllSides() {
        theirs(Map.of("title", "Theirs"));
        var payload = yours(Map.of("title", "Yours"));
        assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
        assertThat(payload.at("/conflict/base/title").asString()).isEqualTo("Base");
        assertThat(payload.at("/conflict/base/version").asInt()).isEqualTo(1);
        assertThat(payload.at("/conflict/yours/title").asString()).isEqualTo("Yours");
        assertThat(payload.at("/conflict/theirs/title").asString()).isEqualTo("Theirs");
        assertThat(payload.at("/conflict/fields").valueStream().map(JsonNode::asString))
                .containsExactly("title");
    }

    @Test
    void whenItHappensIsOne() {
        theirs(Map.of("recurrence", Map.of("rule", "FREQ=DAILY;COUNT=9")));
        assertThat(yours(Map.of("time", at("2026-03-02T10:00:00")))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("CONFLICT");
    }

    @Test
    void eachAttendeeAndCategoryIsItsOwn() {
        theirs(Map.of(
                "attendees", List.of(person("ada", "Ada Lovelace"), person("bob", "Bob")),
                "categories", List.of("Family", "Health")));
        var payload = yours(Map.of(
                "attendees", List.of(person("ada", "Ada"), person("cleo", "Cleo")),
                "categories", List.of("Work", "Family", "Travel")));
        assertThat(payload.get("userErrors")).isEmpty();
        assertThat(payload.at("/event/attendees")
                        .valueStream()
                        .map(each -> each.get("name").asString()))
                .containsExactly("Ada Lovelace", "Cleo");
        assertThat(payload.at("/event/categories")
                        .valueStream()
                        .map(each -> each.get("name").asString()))
                .containsExactly("Family", "Health", "Travel");
        anEvent();
        theirs(Map.of("attendees", List.of(person("ada", "Countess"), person("bob", "Bob"))));
        var both = yours(Map.of("attendees", List.of(person("ada", "Lady"), person("bob", "Bob"))));
        assertThat(both.at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
    }

    @Test
    void whatClientsKeepOfTheirOwnIsComparedToo() {
        theirs(Map.of("externalId", "theirs", "extendedProperties", List.of(Map.of("name", "a", "value", "theirs"))));
        assertThat(conflicts(Map.of("externalId", "yours"))).containsExactly("externalId");
        assertThat(conflicts(Map.of("extendedProperties", List.of(Map.of("name", "a", "value", "yours")))))
                .containsExactly("extendedProperties");
        assertThat(yours(Map.of("extendedProperties", List.of(Map.of("name", "a", "value", "theirs"))))
                        .get("userErrors"))
                .isEmpty();
    }

    /** The fields in which your version and theirs differ, among those that you set. */
    private List<String> conflicts(Map<String, ?> fields) {
        var payload = yours(fields);
        assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
        return payload.at("/conflict/fields")
                .valueStream()
                .map(JsonNode::asString)
                .filter(fields::containsKey)
                .toList();
    }

    @Test
    void occurrencesAreComparedByWhatTheyAre() {
        var ids = caller.data(
                        "query($id: ID!) { event(id: $id) { occurrences(first: 5) { nodes { id } } } }",
                        Map.of("id", event))
                .at("/event/occurrences/nodes")
                .findValuesAsString("id");
        theirs(Map.of("id", ids.get(1), "scope", "THIS", "title", "Theirs"));
        var other = yours(Map.of("id", ids.get(2), "scope", "THIS", "title", "Yours"));
        assertThat(other.get("userErrors")).isEmpty();
        var same = yours(Map.of("id", ids.get(1), "scope", "THIS", "title", "Yours"));
        assertThat(same.at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
        var place = yours(Map.of("id", ids.get(1), "scope", "THIS", "location", "Here"));
        assertThat(place.get("userErrors")).isEmpty();
    }

    @Test
    void aBaseThatIsNotKnownIsNeverMerged() {
        theirs(Map.of("title", "Theirs"));
        var input = new HashMap<String, Object>(Map.of("id", event, "location", "Here", "ifVersion", 99));
        var payload = caller.mutate("updateEvent", SELECTION, input);
        assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo("CONFLICT");
        assertThat(payload.at("/conflict/base").isNull()).isTrue();
    }

    private void theirs(Map<String, ?> fields) {
        var input = new HashMap<String, Object>(Map.of("id", event));
        input.putAll(fields);
        assertThat(caller.mutate("updateEvent", "event { id }", input).get("userErrors"))
                .isEmpty();
    }

    private JsonNode yours(Map<String, ?> fields) {
        var input = new HashMap<String, Object>(Map.of("id", event, "ifVersion", 1));
        input.putAll(fields);
        return caller.mutate("updateEvent", SELECTION, input);
    }

    private static Map<String, ?> person(String name, String shown) {
        return Map.of("email", name + "@example.com", "name", shown);
    }

    private static Map<String, ?> at(String start) {
        return Map.of("timed", Map.of("start", start, "duration", "PT1H", "timeZone", "Europe/Zurich"));
    }
}
