package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A zone that is written says, to another reader, what the zone says. */
class ZoneLinesTests {

    private static final LocalDateTime FROM = LocalDateTime.of(2024, 6, 1, 12, 0);

    static Stream<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                // What ical4j reads becomes a zone of the JVM.
                .filter(name -> !name.startsWith("SystemV/") && !name.startsWith("ical4j"))
                .sorted()
                .map(ZoneId::of);
    }

    private static String text(ZoneId zone, LocalDateTime from, @Nullable LocalDateTime until) {
        return new ContentText()
                .begin("VCALENDAR")
                .add(ContentLine.of("VERSION", "2.0"))
                .add(ContentLine.of("PRODID", "-//Almanac//Almanac//EN"))
                .addAll(ZoneLines.of(zone, from, until))
                .end("VCALENDAR")
                .toString();
    }

    /** On both sides of each transition, and at noon of days in between. */
    private static List<Instant> samples(ZoneId zone, LocalDateTime from, LocalDateTime until) {
        var rules = zone.getRules();
        var end = until.toInstant(ZoneOffset.UTC);
        List<Instant> samples = new ArrayList<>();
        for (var at = from.toInstant(ZoneOffset.UTC); at.isBefore(end); at = at.plus(Duration.ofDays(41))) {
            samples.add(at);
        }
        var next = rules.nextTransition(from.toInstant(ZoneOffset.UTC));
        while (next != null && next.getInstant().isBefore(end)) {
            samples.add(next.getInstant().minusSeconds(1));
            samples.add(next.getInstant());
            next = rules.nextTransition(next.getInstant());
        }
        return samples;
    }

    private static void agrees(ZoneId zone, LocalDateTime from, @Nullable LocalDateTime until, LocalDateTime sampled)
            throws Exception {
        var text = text(zone, from, until);
        var read = IndependentZone.read(text, sampled);
        for (var at : samples(zone, from, sampled)) {
            assertThat(read.offset(at))
                    .as("%s at %s in%n%s", zone, at, text)
                    .isEqualTo(zone.getRules().getOffset(at));
        }
    }

    @Test
    void aZoneThatIsUsedForEverAgreesFromThenOn() throws Exception {
        for (var zone : zones().toList()) {
            agrees(zone, FROM, null, FROM.plusYears(14));
        }
    }

    @Test
    void aZoneThatIsUsedInThePastAgreesThen() throws Exception {
        var from = LocalDateTime.of(1994, 2, 3, 4, 5);
        for (var zone : zones().toList()) {
            agrees(zone, from, from.plusYears(3), from.plusYears(3));
        }
    }

    @Test
    void aZoneAgreesSinceBeforeItsFirstTransition() throws Exception {
        // Not of zones less than an hour behind UTC: ical4j loses their sign.
        for (var zone : List.of("Europe/Zurich", "America/New_York", "Asia/Kolkata", "America/Nuuk")) {
            var from = LocalDateTime.of(1850, 1, 1, 0, 0);
            agrees(ZoneId.of(zone), from, null, LocalDateTime.of(1990, 1, 1, 0, 0));
        }
    }

    @Test
    void aFixedOffsetIsOneObservance() throws Exception {
        var zone = ZoneId.of("+05:30");
        assertThat(text(zone, FROM, null)).containsOnlyOnce("BEGIN:STANDARD").contains("TZOFFSETTO:+0530\r\n");
        agrees(zone, FROM, null, FROM.plusYears(1));
    }

    @Test
    void anyZoneIsWrittenShort() {
        assertThat(zones().map(zone -> text(zone, FROM, null).length())).allMatch(length -> length < 6_000);
    }
}
