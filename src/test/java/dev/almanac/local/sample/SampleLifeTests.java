package dev.almanac.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Derivation;
import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.Horizon;
import dev.almanac.event.Occurrence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleLifeTests {

    private static final UUID ID = new UUID(1, 1);

    /** Month ends, leap days, holidays, nights of change, and days of no account. */
    static Stream<LocalDate> days() {
        var random = new Random(5545);
        return Stream.concat(
                Stream.of(
                                "2024-02-29",
                                "2028-02-29",
                                "2027-02-28",
                                "2027-03-01",
                                "2026-01-31",
                                "2026-12-31",
                                "2027-01-01",
                                "2026-03-29",
                                "2026-10-25",
                                "2026-04-03",
                                "2026-12-25",
                                "2032-02-29")
                        .map(LocalDate::parse),
                random.ints(30, 0, 3_000).mapToObj(LocalDate.of(2025, 6, 1)::plusDays));
    }

    static List<EventContents> contents(LocalDate today) {
        return SampleLife.around(today).stream()
                .map(event -> event.contents(ID, ID, Instant.EPOCH))
                .toList();
    }

    /** What starts in the two years, by the wall clock. */
    private static List<Occurrence> occurrences(Collection<EventContents> contents, LocalDate today) {
        var years = new Horizon(
                today.minusYears(1).atStartOfDay(), today.plusYears(1).atStartOfDay());
        return contents.stream()
                .flatMap(event -> new Derivation(event).rows(years).stream())
                .filter(occurrence -> years.contains(occurrence.localStart()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("days")
    void fromEveryDayItLooksLikeALife(LocalDate today) {
        var contents = contents(today);
        assertThat(occurrences(contents, today)).hasSizeBetween(1_300, 1_800);
        assertThat(contents.stream().flatMap(event -> event.overrides().stream()))
                .anyMatch(override -> override.fields().contains(Field.TIME))
                .anyMatch(override -> override.fields().contains(Field.TITLE))
                .anyMatch(override -> override.fields().contains(Field.ATTENDEES))
                .anyMatch(override -> override.fields().contains(Field.STATUS));
        assertThat(contents)
                .anyMatch(event -> event.event().details().visibility() == Visibility.PRIVATE)
                .anyMatch(event -> event.event().details().status() == Status.TENTATIVE)
                .anyMatch(event -> event.event().time().duration().days() > 32);
        assertThat(SampleLife.around(today).stream().map(SampleEvent::calendar).distinct())
                .containsExactlyInAnyOrder(SampleCalendar.values());
    }

    @ParameterizedTest
    @MethodSource("days")
    void everyOverrideIsOfAnOccurrence(LocalDate today) {
        for (var event : contents(today)) {
            var expansion = event.event().expansion();
            assertThat(event.overrides()).allMatch(override -> expansion.contains(override.slot()));
        }
    }

    @ParameterizedTest
    @MethodSource("days")
    void theFlightOfNextMonthGoesFromZoneToZone(LocalDate today) {
        assertThat(occurrences(contents(today), today)).anySatisfy(flight -> {
            assertThat(flight.zone()).isEqualTo(SampleLife.HOME);
            assertThat(flight.endZone()).isEqualTo(SampleLife.NEW_YORK);
            assertThat(flight.localStart().toLocalDate().withDayOfMonth(1))
                    .isEqualTo(today.withDayOfMonth(1).plusMonths(1));
            assertThat(Duration.between(flight.start(), flight.end()))
                    .isBetween(Duration.ofHours(8), Duration.ofHours(11));
        });
    }

    @ParameterizedTest
    @MethodSource("days")
    void theWeekOfTheDayIsBusy(LocalDate today) {
        var monday = today.with(DayOfWeek.MONDAY);
        assertThat(occurrences(contents(today), today).stream()
                        .map(occurrence -> occurrence.localStart().toLocalDate())
                        .filter(day -> !day.isBefore(monday) && day.isBefore(monday.plusWeeks(1))))
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("days")
    void nightsOfChangeLastAsLongAsTheyDo(LocalDate today) {
        var nights = occurrences(contents(today), today).stream()
                .filter(occurrence -> occurrence.title().startsWith("Night "))
                .map(night -> Duration.between(night.start(), night.end()));
        assertThat(nights)
                .hasSizeBetween(3, 5)
                .containsOnly(Duration.ofHours(7), Duration.ofHours(10).plusMinutes(40));
    }

    @Test
    void theSameDayShowsTheSameLife() {
        var day = LocalDate.of(2026, 3, 2);
        assertThat(contents(day)).isEqualTo(contents(day)).isNotEqualTo(contents(day.plusDays(1)));
    }

    // As published, with the earliest and latest dates that Easter can have.
    @ParameterizedTest
    @CsvSource({"1943-04-25", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2285-03-22"})
    void easterIsOnTheComputedSunday(LocalDate easter) {
        assertThat(PublicHolidays.easter(easter.getYear())).isEqualTo(easter);
    }

    @Test
    void publicHolidaysAreOnTheirDays() {
        assertThat(PublicHolidays.of(2026))
                .hasSize(8)
                .containsEntry(LocalDate.of(2026, 4, 3), "Good Friday")
                .containsEntry(LocalDate.of(2026, 5, 14), "Ascension Day")
                .containsEntry(LocalDate.of(2026, 5, 25), "Whit Monday");
    }
}
