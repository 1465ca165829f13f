package dev.almanac.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class EventLifeTests {

    @Autowired
    Api api;

    @Test
    void anEventIsCreatedReadChangedAndDeleted() {
        var caller = api.somebody();
        var event = caller.event(Map.of(
                "calendarId", caller.calendar(),
                "title", "Stand-up",
                "time",
                        Map.of(
                                "timed",
                                Map.of(
                                        "start",
                                        "2026-03-02T09:00:00",
                                        "duration",
                                        "PT15M",
                                        "timeZone",
                                        "Europe/Zurich")),
                "recurrence", Map.of("rule", "FREQ=DAILY"),
                "categories", List.of("Work")));
        var changed = caller.mutate("updateEvent", "event { version title }", Map.of("id", event, "title", "Daily"));
        assertThat(changed.at("/event/version").asInt()).isEqualTo(2);
        var deleted = caller.mutate("deleteEvent", "deletedId", Map.of("id", event, "ifVersion", 2));
        assertThat(deleted.get("deletedId").asString()).isEqualTo(event);
        var answer = caller.data("query($id: ID!) { event(id: $id) { id } node(id: $id) { id } }", Map.of("id", event));
        assertThat(answer.get("event").isNull()).isTrue();
        assertThat(answer.get("node").isNull()).isTrue();
    }
}
