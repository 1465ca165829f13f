package dev.almanac.icalendar.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for the zone of the IANA database that a definition describes. */
final class ZoneComparison {

    /** Zones that agree for so long at least are preferred: an event of one day agrees with many. */
    private static final int YEARS = 4;

    /** No zone has plans for later. */
    private static final LocalDateTime LAST = LocalDateTime.of(2_100, 1, 1, 0, 0);

    // Windows ends a day a second early, and writes its onsets so.
    private static final Duration NEAR = Duration.ofMinutes(30);

    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_SAMPLES = 600;

    private final ZoneDefinition definition;
    private final String name;

    /** Whole years, the last excluded: few for the events of a file, so that each is compared once. */
    record Years(int first, int last) {

        static Years of(Life life) {
            int first = life.from().getYear();
            int last = Math.min(life.until().getYear() + 1, LAST.getYear());
            return new Years(first, Math.max(last, first + YEARS));
        }

        LocalDateTime from() {
            return LocalDateTime.of(first, 1, 1, 0, 0);
        }

        LocalDateTime until() {
            return LocalDateTime.of(last, 1, 1, 0, 0);
        }
    }

    private record Sample(Instant at, ZoneOffset offset) {}

    private ZoneComparison(ZoneDefinition definition, String name) {
        this.definition = definition;
        this.name = name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** The zone that agrees in whole years, of which a life is a part. */
    static Optional<ZoneId> broad(ZoneDefinition definition, String name, Years years) {
        return new ZoneComparison(definition, name).best(years.from(), years.until());
    }

    /** The zone that agrees in a life, or in the first year of it; else the definition. */
    static ZoneMatch narrow(ZoneDefinition definition, String name, Life life) {
        var comparison = new ZoneComparison(definition, name);
        var from = life.from();
        var until = life.until().isAfter(LAST) ? LAST : life.until();
        var same = comparison.best(from, until.isAfter(from) ? until : from);
        if (same.isPresent()) {
            return new ZoneMatch.Same(same.get());
        }
        var first = life.recurs() ? comparison.best(from, from.plusYears(1)) : Optional.<ZoneId>empty();
        return first.isPresent() ? new ZoneMatch.Similar(first.get()) : new ZoneMatch.Offsets(definition);
    }

    /** Of several that agree the best known, or one whose city the name says. */
    private Optional<ZoneId> best(LocalDateTime from, LocalDateTime until) {
        var samples = samples(instant(from), instant(until));
        return ZoneNames.all().stream()
                .filter(zone -> samples.stream()
                        .allMatch(
                                sample -> zone.getRules().getOffset(sample.at()).equals(sample.offset())))
                .min(Comparator.comparing((ZoneId zone) -> !name.contains(city(zone)))
                        .thenComparing(
                                zone -> definition.fixed() != zone.getId().startsWith("Etc/GMT"))
                        .thenComparingInt(ZoneNames::rank)
                        .thenComparing(zone -> zone.getId().indexOf('/') < 0)
                        .thenComparing(ZoneId::getId));
    }

    private Instant instant(LocalDateTime local) {
        return local.toInstant(definition.offset(local));
    }

    private static String city(ZoneId zone) {
        var id = zone.getId().toLowerCase(Locale.ROOT);
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** The offsets at both ends, in each month as far as they are not too many, and on both sides of each onset, a little off it. */
    private List<Sample> samples(Instant from, Instant until) {
        List<Sample> samples = new ArrayList<>();
        samples.add(sample(from));
        samples.add(sample(until));
        var step = Duration.between(from, until).dividedBy(MOST_SAMPLES);
        for (var at = from; at.isBefore(until); at = at.plus(step.compareTo(MONTH) > 0 ? step : MONTH)) {
            samples.add(sample(at));
        }
        for (var onset : definition.onsets().subMap(from, until).keySet()) {
            for (var near : List.of(onset.minus(NEAR), onset.plus(NEAR))) {
                if (near.isAfter(from) && near.isBefore(until)) {
                    samples.add(sample(near));
                }
            }
        }
        return samples;
    }

    private Sample sample(Instant at) {
        return new Sample(at, definition.offset(at));
    }
}
