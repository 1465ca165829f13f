package dev.almanac.event.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Derivation;
import dev.almanac.event.Details;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.Hours;
import dev.almanac.recurrence.Expansion;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of occurrences asks the expansion for what it shows, wherever in time it is. */
@Tag("C16")
class PageStepsTests {

    private static final int PAGE = 10;
    private static final LocalDateTime START = LocalDateTime.of(1970, 1, 1, 9, 0);
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    // Hours of the days that a zone may be apart from UTC, and of those that are read ahead for the order around
    // transitions.
    private static final int NEAR = 48 + 2 * 26 + 2;

    /** Counts the starts that are asked for. */
    private static final class Counted implements Expansion {
        private final Expansion expansion;
        private int steps;

        Counted(Expansion expansion) {
            this.expansion = expansion;
        }

        @Override
        public Iterator<LocalDateTime> from(LocalDateTime from) {
            var starts = expansion.from(from);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return starts.hasNext();
                }

                @Override
                public LocalDateTime next() {
                    steps++;
                    return starts.next();
                }
            };
        }

        @Override
        public boolean contains(LocalDateTime start) {
            steps++;
            return expansion.contains(start);
        }

        @Override
        public Optional<LocalDateTime> first() {
            return expansion.first();
        }

        @Override
        public Optional<LocalDateTime> last() {
            return expansion.last();
        }

        @Override
        public boolean endless() {
            return expansion.endless();
        }

        @Override
        public boolean ruleIsEmpty() {
            return expansion.ruleIsEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY",
                "FREQ=HOURLY",
                "FREQ=WEEKLY;BYDAY=MO,FR",
                "FREQ=MONTHLY;BYDAY=2TU",
                "FREQ=YEARLY",
                "FREQ=DAILY;UNTIL=99991231"
            })
    void aPageIsAllThatIsExpanded(String rule) {
        var contents = Hours.series(START, ZONE, rule, List.of());
        for (var from : List.of("1970-01-01T00:00:00Z", "2026-03-08T00:00:00Z", "9900-01-01T00:00:00Z")) {
            var counted = new Counted(contents.event().expansion());
            var page = OccurrenceService.page(new Derivation(contents, counted), Instant.parse(from), null, PAGE, ZONE);
            assertThat(page.items()).hasSize(PAGE);
            assertThat(counted.steps).as(rule + " from " + from).isLessThanOrEqualTo(PAGE + NEAR);
            var next = new Counted(contents.event().expansion());
            OccurrenceService.page(
                    new Derivation(contents, next), null, page.items().getLast().place(), PAGE, ZONE);
            assertThat(next.steps).as(rule + " after " + from).isLessThanOrEqualTo(PAGE + NEAR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 10_000})
    @Tag("C19")
    void overridesAreAskedForOnceEach(int overrides) {
        var own = IntStream.range(0, overrides)
                .mapToObj(day ->
                        new EventOverride(START.plusDays(day), Set.of(Field.TITLE), null, Details.NONE, null, null))
                .toList();
        var contents = Hours.series(START, ZONE, "FREQ=DAILY", own);
        var counted = new Counted(contents.event().expansion());
        var page = OccurrenceService.page(
                new Derivation(contents, counted), Instant.parse("2026-03-08T00:00:00Z"), null, PAGE, ZONE);
        assertThat(page.items()).hasSize(PAGE);
        assertThat(counted.steps).isLessThanOrEqualTo(overrides + PAGE + NEAR);
    }
}
