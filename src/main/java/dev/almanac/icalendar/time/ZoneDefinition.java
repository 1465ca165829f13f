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
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A VTIMEZONE (RFC 5545 §3.6.5): the offsets that it says.
 *
 * @param first the offset before the first onset
 * @param onsets the offsets from these instants on
 */
record ZoneDefinition(ZoneOffset first, NavigableMap<Instant, ZoneOffset> onsets) {

    private static final int MOST_OBSERVANCES = 200;
    private static final int MOST_ONSETS = 5_000;
    private static final LocalDateTime LAST = LocalDateTime.of(2_200, 1, 1, 0, 0);

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

    /** The offset from an instant on. */
    ZoneOffset offset(Instant at) {
        var onset = onsets.floorEntry(at);
        return onset == null ? first : onset.getValue();
    }

    /** The offset of a wall-clock time: of one that there is twice that of the first, of one that is skipped that before. */
    ZoneOffset offset(LocalDateTime local) {
        var before = offset(local.minusDays(1).toInstant(ZoneOffset.UTC));
        var after = offset(local.plusDays(1).toInstant(ZoneOffset.UTC));
        return Stream.of(before, after)
                .filter(offset -> offset(local.toInstant(offset)).equals(offset))
                .min(Comparator.comparing(local::toInstant))
                .orElse(before);
    }

    /** Whether it never changes. */
    boolean fixed() {
        return onsets.values().stream().distinct().count() == 1;
    }

    private static List<LocalDateTime> starts(ContentTree observance, ZoneOffset before, int most) throws ImportFault {
        var property = observance.first("DTSTART");
        if (property == null) {
            return List.of();
        }
        var noZones = new Zones(List.of()).during(() -> Life.at(LAST), _ -> {});
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
