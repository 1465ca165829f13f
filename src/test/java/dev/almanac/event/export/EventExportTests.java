package dev.almanac.event.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.event.agenda.Window;
import dev.almanac.event.export.EventExport.Found;
import dev.almanac.platform.security.Viewer;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.Api.Caller;
import dev.almanac.server.Await;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is read whole, asked for by one who has it and by one who has not; whoever asks need not have looked before. */
@AlmanacTest
@Tag("B15")
class EventExportTests {

    private static final long MUCH = 1 << 20;

    private static final Window MARCH =
            Window.ofDates(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1), ZoneOffset.UTC);

    @Autowired
    Api api;

    @Autowired
    EventExport exports;

    @Autowired
    CalendarAccess access;

    private record Owned(Caller caller, UUID calendar, UUID event) {}

    private Owned owned() {
        var caller = api.somebody();
        var calendar = caller.calendar();
        var event = caller.event(Map.of(
                "calendarId",
                calendar,
                "title",
                "Secret",
                "time",
                Map.of(
                        "timed",
                        Map.of("start", "2026-03-02T09:00:00", "duration", "PT1H", "timeZone", "Europe/Zurich"))));
        return new Owned(caller, uuid(calendar), uuid(event));
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id.substring(4));
    }

    private ViewerCalendars calendars(Caller caller) {
        var user = uuid(
                caller.data("{ viewer { user { id } } }").at("/viewer/user/id").asString());
        return Await.value(access.of(new Viewer(user, ZoneOffset.UTC, Locale.ROOT)));
    }

    /** The titles that are found in each way there is. */
    private Map<String, List<String>> titles(ViewerCalendars calendars, Owned owned) {
        return Map.of(
                "of calendars",
                found(Await.value(exports.ofCalendars(calendars, List.of(owned.calendar()), null, MUCH))),
                "of calendars, in a window",
                found(Await.value(exports.ofCalendars(calendars, List.of(owned.calendar()), MARCH, MUCH))),
                "of events",
                found(Await.value(exports.ofEvents(calendars, List.of(owned.event()), MUCH))),
                "all",
                titles(Await.value(exports.all(calendars, owned.calendar())
                        .flatMapIterable(page -> page)
                        .collectList())),
                "zones",
                Await.value(exports.zones(calendars, owned.calendar()).collectList()).stream()
                        .map(use -> use.zone().getId())
                        .toList());
    }

    private static List<String> found(Map<UUID, Found> found) {
        return found.values().stream()
                .flatMap(one -> titles(((Found.Events) one).events()).stream())
                .toList();
    }

    private static List<String> titles(List<WholeEvent> events) {
        return events.stream()
                .map(event -> event.contents().event().details().title())
                .toList();
    }

    @Test
    void onlyWhoMayReadACalendarIsGivenItsEvents() {
        var owned = owned();
        var own = titles(calendars(owned.caller()), owned);
        assertThat(own.get("zones")).containsExactly("Europe/Zurich");
        assertThat(own).allSatisfy((how, titles) -> assertThat(titles).as(how).hasSize(1));
        assertThat(titles(calendars(owned().caller()), owned))
                .allSatisfy((how, titles) -> assertThat(titles).as(how).isEmpty());
    }

    @Test
    void howMuchThereIsOfAForeignCalendarIsNotToldEither() {
        var owned = owned();
        var stranger = calendars(owned().caller());
        var own = calendars(owned.caller());
        var calendar = List.of(owned.calendar());
        var event = List.of(owned.event());
        assertThat(Await.value(exports.ofCalendars(own, calendar, null, 1)).values())
                .hasOnlyElementsOfType(Found.TooMuch.class);
        assertThat(Await.value(exports.ofCalendars(own, calendar, MARCH, 1)).values())
                .hasOnlyElementsOfType(Found.TooMuch.class);
        assertThat(Await.value(exports.ofEvents(own, event, 1)).values()).hasOnlyElementsOfType(Found.TooMuch.class);
        var nothing = new Found.Events(List.of());
        assertThat(Await.value(exports.ofCalendars(stranger, calendar, null, 1)))
                .containsValue(nothing);
        assertThat(Await.value(exports.ofCalendars(stranger, calendar, MARCH, 1)))
                .containsValue(nothing);
        assertThat(Await.value(exports.ofEvents(stranger, event, 1))).containsValue(nothing);
    }
}
