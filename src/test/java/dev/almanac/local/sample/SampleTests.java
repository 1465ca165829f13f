package dev.almanac.local.sample;

import static dev.almanac.server.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.account.AccountService;
import dev.almanac.calendar.CalendarAccess;
import dev.almanac.event.Derivation;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride.Field;
import dev.almanac.event.Horizon;
import dev.almanac.event.Occurrence;
import dev.almanac.platform.security.Identity;
import dev.almanac.server.AlmanacTest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@AlmanacTest
class SampleTests {

    @Autowired
    SampleData sample;

    @Autowired
    AccountService accounts;

    @Autowired
    CalendarAccess access;

    private static List<EventContents> contents(LocalDate today) {
        return SampleLife.around(today).stream()
                .map(event -> event.contents(UUID.randomUUID(), UUID.randomUUID(), java.time.Instant.EPOCH))
                .toList();
    }

    static Stream<LocalDate> days() {
        return Stream.concat(
                Stream.of(LocalDate.of(2028, 2, 29), LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1)),
                IntStream.range(0, 37).mapToObj(i -> LocalDate.of(2026, 1, 30).plusDays(31L * i)));
    }

    @ParameterizedTest
    @MethodSource("days")
    void itIsALifeOfTwoYearsWhateverTheDay(LocalDate today) {
        var life = contents(today);
        var horizon = new Horizon(
                today.minusYears(1).atStartOfDay(), today.plusYears(1).atStartOfDay());
        List<Occurrence> occurrences = life.stream()
                .flatMap(event -> new Derivation(event).rows(horizon).stream())
                .filter(occurrence -> horizon.contains(occurrence.localStart()))
                .toList();
        assertThat(occurrences).hasSizeBetween(1_300, 1_800);
        var overrides =
                life.stream().flatMap(event -> event.overrides().stream()).toList();
        assertThat(overrides).anyMatch(override -> override.fields().contains(Field.TIME));
        assertThat(overrides).anyMatch(override -> override.fields().contains(Field.STATUS));
        // Each override is of an occurrence that its series has.
        assertThat(occurrences.stream().filter(Occurrence::overridden)).hasSameSizeAs(overrides);
        assertThat(occurrences).anyMatch(o -> o.zone() != null && !o.zone().equals(o.endZone()));
        assertThat(occurrences).anyMatch(o -> o.local() && !o.allDay());
    }

    @Test
    void aPersonIsGivenItOnce() {
        var identity = new Identity("https://issuer.example", UUID.randomUUID().toString(), null, false, "Ada");
        value(sample.fill(identity).thenReturn(true));
        value(sample.fill(identity).thenReturn(true));
        var viewer = value(accounts.signIn(identity));
        assertThat(value(access.of(viewer)).all().stream()
                        .map(calendar -> calendar.calendar().name()))
                .containsExactly("Work", "Personal", "Family", "Team", "Holidays", "Birthdays");
    }
}
