package dev.almanac.icalendar.time;

import dev.almanac.icalendar.text.ContentTree;
import dev.almanac.icalendar.text.ImportFault;
import dev.almanac.icalendar.text.PartReading.Part;
import dev.almanac.icalendar.text.Texts;
import dev.almanac.recurrence.InvalidRecurrenceException;
import dev.almanac.recurrence.RecurrenceRule;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import dev.almanac.recurrence.Until;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A VTIMEZONE (RFC 5545 §3.6.5): the offsets that it says, and the zone of the IANA database that has the same.
 *
 * @param first the offset before the first onset
 * @param onsets the offsets from these instants on
 */
record ZoneDefinition(ZoneOffset first, NavigableMap<Instant, ZoneOffset> onsets) {

    private static final int MOST_OBSERVANCES = 200;
    private static final int MOST_ONSETS = 5_000;
    private static final LocalDateTime LAST = LocalDateTime.of(2_200, 1, 1, 0, 0);

    /** How many years are compared; where no zone agrees for so long, the first alone. */
    private static final int YEARS = 4;

    // Windows ends a day a second early, and writes its onsets so.
    private static final Duration NEAR = Duration.ofMinutes(30);

    private record Sample(Instant at, ZoneOffset offset) {}

    /** The definition; empty where it cannot be read or is out of all proportion. */
    static Optional<ZoneDefinition> read(Part part) {
        try {
            var observances = ContentTree.read(part).components();
            if (observances.isEmpty() || observances.size() > MOST_OBSERVANCES) {
                return Optional.empty();
            }
            var onsets = new TreeMap<Instant, ZoneOffset>();
            int budget = MOST_ONSETS;
            @Nullable ZoneOffset first = null;
            @Nullable Instant earliest = null;
            for (var observance : observances) {
                var before = offset(observance.raw("TZOFFSETFROM"));
                var after = offset(observance.raw("TZOFFSETTO"));
                var starts = starts(observance, before, budget);
                budget -= starts.size();
                for (var start : starts) {
                    var onset = start.toInstant(before);
                    onsets.put(onset, after);
                    if (earliest == null || onset.isBefore(earliest)) {
                        earliest = onset;
                        first = before;
                    }
                }
            }
            return first == null ? Optional.empty() : Optional.of(new ZoneDefinition(first, onsets));
        } catch (ImportFault | DateTimeException | InvalidRecurrenceException e) {
            return Optional.empty();
        }
    }

    /** The zone that agrees from the beginning of a year on; where several do, the best known, or one whose city the name says. */
    Optional<ZoneId> zone(String name, int year) {
        var lower = name.toLowerCase(Locale.ROOT).replace(' ', '_');
        var agreeing = agreeing(samples(year, YEARS));
        if (agreeing.isEmpty()) {
            agreeing = agreeing(samples(year, 1));
        }
        return agreeing.stream()
                .min(Comparator.comparing((ZoneId zone) -> !lower.contains(city(zone)))
                        .thenComparing(zone -> fixed() != zone.getId().startsWith("Etc/GMT"))
                        .thenComparingInt(ZoneNames::rank)
                        .thenComparing(zone -> zone.getId().indexOf('/') < 0)
                        .thenComparing(ZoneId::getId));
    }

    private boolean fixed() {
        return onsets.values().stream().distinct().count() == 1;
    }

    private static String city(ZoneId zone) {
        var id = zone.getId().toLowerCase(Locale.ROOT);
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static List<ZoneId> agreeing(List<Sample> samples) {
        return ZoneNames.all().stream()
                .filter(zone -> {
                    var rules = zone.getRules();
                    return samples.stream()
                            .allMatch(sample -> rules.getOffset(sample.at()).equals(sample.offset()));
                })
                .toList();
    }

    /** The offsets in each month, and on both sides of each onset, a little off it. */
    private List<Sample> samples(int year, int years) {
        List<Sample> samples = new ArrayList<>();
        var from = LocalDate.of(year, 1, 1);
        for (int month = 0; month < 12 * years; month++) {
            samples.add(sample(from.plusMonths(month).atTime(12, 0).toInstant(ZoneOffset.UTC)));
        }
        var start = from.atStartOfDay().toInstant(ZoneOffset.UTC);
        var end = from.plusYears(years).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (var onset : onsets.subMap(start, end).keySet()) {
            samples.add(sample(onset.minus(NEAR)));
            samples.add(sample(onset.plus(NEAR)));
        }
        return samples;
    }

    private Sample sample(Instant at) {
        var onset = onsets.floorEntry(at);
        return new Sample(at, onset == null ? first : onset.getValue());
    }

    private static List<LocalDateTime> starts(ContentTree observance, ZoneOffset before, int most) throws ImportFault {
        var property = observance.first("DTSTART");
        if (property == null) {
            return List.of();
        }
        var noZones = new Zones(List.of());
        var start =
                Moment.read(property, property.value(), noZones, "INVALID_TIME").digits();
        List<LocalDateTime> rdates = new ArrayList<>();
        for (var dates : observance.all("RDATE")) {
            for (var value : Texts.list(dates.value())) {
                var date = Moment.read(dates, value, noZones, "INVALID_TIME");
                rdates.add(
                        switch (date) {
                            case Moment.Day(var day) -> day.atTime(start.toLocalTime());
                            case Moment.Utc(var at) -> at.plusSeconds(before.getTotalSeconds());
                            default -> date.digits();
                        });
            }
        }
        var rule = rule(observance.raw("RRULE"), before);
        var expansion = Recurrences.of(new RecurrenceSet(start, false, null, rule, rdates, List.of()))
                .from(LocalDateTime.MIN);
        List<LocalDateTime> starts = new ArrayList<>();
        while (expansion.hasNext()) {
            var next = expansion.next();
            if (next.isAfter(LAST)) {
                break;
            }
            if (starts.size() >= most) {
                throw new ImportFault("UNKNOWN_TIME_ZONE", "A zone changes its offset too often.");
            }
            starts.add(next);
        }
        return starts;
    }

    /** The rule, its UNTIL as a local time: it is UTC in the file, and the starts are local. */
    private static @Nullable String rule(@Nullable String text, ZoneOffset before) {
        if (text == null) {
            return null;
        }
        var rule = RecurrenceRule.parse(text, false);
        var until = rule.until();
        return until != null && until.form() == Until.Form.UTC
                ? rule.withUntil(Until.of(until.value().plusSeconds(before.getTotalSeconds())))
                        .toString()
                : rule.toString();
    }

    private static ZoneOffset offset(@Nullable String text) throws ImportFault {
        if (text == null || text.length() > 7) {
            throw new ImportFault("INVALID_TIME", "A zone has an observance without offset.");
        }
        return ZoneOffset.of(Character.isDigit(text.charAt(0)) ? "+" + text : text);
    }
}
