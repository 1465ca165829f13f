package dev.almanac.local.sample;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.account.AccountService;
import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.CalendarService;
import dev.almanac.category.CategoryService;
import dev.almanac.change.Problems;
import dev.almanac.event.EventParts;
import dev.almanac.event.EventRules;
import dev.almanac.event.bulk.EventBatch;
import dev.almanac.local.Person;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.security.SecuritySettings;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import dev.almanac.server.TestClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.JsonNode;

@AlmanacTest
class SampleDataTests {

    private static final String ALL = """
            { viewer {
              preferences { timeZone locale weekStart }
              calendars(first: 50) { nodes { name color eventCount } }
              categories(first: 50) { nodes { name color } }
            } }""";

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Api api;

    @Autowired
    SecuritySettings settings;

    @Autowired
    TestClock.Settable clock;

    @Autowired
    EventRules rules;

    private SampleData data;
    private Person person;

    @BeforeEach
    void somebodyNew() {
        clock.set(TestClock.START);
        data = beans.createBean(SampleData.class);
        person = new Person(UUID.randomUUID() + "@example.com", "Somebody New");
    }

    private boolean fill() {
        return value(data.fill(person.identity(settings.issuer())));
    }

    private JsonNode all() {
        return api.caller(person.email()).data(ALL).get("viewer");
    }

    private static List<String> texts(JsonNode viewer, String list, String field) {
        return StreamSupport.stream(viewer.get(list).get("nodes").spliterator(), false)
                .map(node -> node.get(field).asString())
                .toList();
    }

    @Test
    void aNewPersonGetsSixCalendarsAndEightCategories() {
        assertThat(fill()).isTrue();
        var viewer = all();
        assertThat(viewer.at("/preferences/timeZone").asString()).isEqualTo("Europe/Zurich");
        assertThat(viewer.at("/preferences/locale").asString()).isEqualTo("en-GB");
        assertThat(texts(viewer, "calendars", "name"))
                .containsExactly("Work", "Personal", "Family", "Team", "Holidays", "Birthdays");
        assertThat(texts(viewer, "calendars", "color")).doesNotHaveDuplicates();
        assertThat(texts(viewer, "calendars", "eventCount")).doesNotContain("0");
        assertThat(texts(viewer, "categories", "name")).hasSize(8);
        assertThat(texts(viewer, "categories", "color")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dev.almanac.local.sample.SampleLifeTests#days")
    void nothingOfItBreaksTheRules(LocalDate today) {
        var problems = new Problems();
        SampleLifeTests.contents(today).forEach(event -> rules.check(event, problems));
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void theAgendaOfTheWeekShowsWhatWasMovedAndWhatWasCancelled() {
        fill();
        var window = Map.of("fromDate", "2026-03-02", "toDate", "2026-03-16");
        var nodes =
                api.caller(person.email()).data("""
                        query($window: WindowInput!) { viewer { agenda(window: $window, first: 200) {
                          nodes { ... on Occurrence { title status overridden localStart originalStart } }
                        } } }""", Map.of("window", window)).at("/viewer/agenda/nodes");
        assertThat(nodes)
                .hasSizeGreaterThan(40)
                .anyMatch(node -> node.get("title").asString().equals("Stand-up, with visitors")
                        && node.get("localStart").asString().equals("2026-03-04T11:00:00")
                        && node.get("originalStart").asString().equals("2026-03-04T09:15:00"))
                .anyMatch(node -> node.get("status").asString().equals("CANCELLED"));
    }

    @Test
    void itIsGivenOnce() {
        fill();
        var first = all();
        assertThat(fill()).isFalse();
        assertThat(all()).isEqualTo(first);
    }

    @Test
    void whoHasBegunIsLeftAlone() {
        var caller = api.caller(person.email());
        caller.mutate("createCategory", "category { id }", Map.of("name", "Mine"));
        assertThat(fill()).isFalse();
        assertThat(texts(all(), "calendars", "name")).containsExactly("Calendar");
    }

    @Test
    void whatIsNotFinishedLeavesNothing() {
        var cut = new SampleData(
                beans.getBean(AccountService.class),
                beans.getBean(CalendarService.class),
                beans.getBean(CalendarAccess.class),
                beans.getBean(CategoryService.class),
                beans.getBean(EventParts.class),
                beans.getBean(EventBatch.class),
                beans.getBean(Database.class),
                beans.getBean(Ids.class),
                new StoppingClock(4));
        assertThatThrownBy(() -> value(cut.fill(person.identity(settings.issuer()))))
                .hasMessage("stopped");
        assertThat(texts(all(), "calendars", "name")).containsExactly("Calendar");
        assertThat(texts(all(), "categories", "name")).isEmpty();
        assertThat(fill()).isTrue();
    }

    /** Cannot be read any more after a while. */
    private static final class StoppingClock extends Clock {

        private final AtomicInteger left;

        StoppingClock(int readings) {
            left = new AtomicInteger(readings);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("stopped");
            }
            return TestClock.START;
        }
    }
}
