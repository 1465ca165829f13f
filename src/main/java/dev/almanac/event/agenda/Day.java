package dev.almanac.event.agenda;

import dev.almanac.event.Details.Status;
import dev.almanac.event.Details.Transparency;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A date of an agenda.
 *
 * @param count items that touch it
 * @param busyMinutes its minutes covered by timed items that are opaque and not cancelled, overlaps counted once
 */
public record Day(LocalDate date, int count, int busyMinutes) {

    /** Every date of the window, in order. */
    static List<Day> of(Window window, Collection<AgendaEntry> entries) {
        var zone = window.zone();
        var first = window.firstDate();
        int days = (int) (window.lastDate().toEpochDay() - first.toEpochDay()) + 1;
        int[] counts = new int[days];
        for (var entry : entries) {
            int from = index(first, date(entry.start(), zone));
            // An end at midnight does not touch the day that begins there.
            var last = entry.end().isAfter(entry.start()) ? entry.end().minusNanos(1) : entry.start();
            int to = index(first, date(last, zone));
            for (int day = Math.max(from, 0); day <= Math.min(to, days - 1); day++) {
                counts[day]++;
            }
        }
        long[] busy = busySeconds(first, days, zone, entries);
        List<Day> result = new ArrayList<>(days);
        for (int day = 0; day < days; day++) {
            result.add(new Day(first.plusDays(day), counts[day], (int) (busy[day] / 60)));
        }
        return result;
    }

    private static long[] busySeconds(LocalDate first, int days, ZoneId zone, Collection<AgendaEntry> entries) {
        long[] seconds = new long[days];
        Instant[] midnights = new Instant[days + 1];
        for (int day = 0; day <= days; day++) {
            midnights[day] = first.plusDays(day).atStartOfDay(zone).toInstant();
        }
        Instant covered = midnights[0];
        for (var entry : entries.stream()
                .filter(Day::busy)
                .sorted(Comparator.comparing(AgendaEntry::start))
                .toList()) {
            var from = entry.start().isAfter(covered) ? entry.start() : covered;
            if (!entry.end().isAfter(from)) {
                continue;
            }
            covered = entry.end();
            for (int day = Math.max(index(first, date(from, zone)), 0);
                    day < days && midnights[day].isBefore(covered);
                    day++) {
                seconds[day] += Duration.between(
                                from.isAfter(midnights[day]) ? from : midnights[day],
                                covered.isBefore(midnights[day + 1]) ? covered : midnights[day + 1])
                        .toSeconds();
            }
        }
        return seconds;
    }

    private static boolean busy(AgendaEntry entry) {
        var occurrence = entry.occurrence();
        return !occurrence.allDay()
                && occurrence.transparency() == Transparency.OPAQUE
                && occurrence.status() != Status.CANCELLED;
    }

    private static LocalDate date(Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(instant, zone);
    }

    private static int index(LocalDate first, LocalDate date) {
        return (int) (date.toEpochDay() - first.toEpochDay());
    }
}
