package dev.almanac.recurrence;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Expands a rule period by period: the days that {@link DayFilter} leaves, at the times of the rule, of which BYSETPOS
 * picks. INTERVAL counts periods from the anchor's, so any period can be begun with, and none needs the ones before it.
 *
 * <p>That the calendar repeats bounds the work exactly: a run of empty periods as long as a cycle proves that all others
 * are empty as well.
 */
final class PeriodStarts implements RuleStarts {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int HOURS_PER_DAY = 24;

    // After so many empty periods it pays to see whether there is any day at all.
    private static final int PATIENCE = 500;

    private final LocalDateTime anchor;
    private final boolean hourly;
    private final int interval;
    private final Period period;
    private final DayFilter days;
    private final BitSet hours = new BitSet();
    private final int[] times;
    private final int[] positions;
    private final long emptyRun;

    PeriodStarts(RecurrenceRule rule, LocalDateTime anchor) {
        this.anchor = anchor;
        hourly = rule.frequency() == Frequency.HOURLY;
        interval = rule.interval();
        period = new Period(rule.frequency(), rule.weekStart());
        days = new DayFilter(rule, anchor.toLocalDate());
        rule.byHour().forEach(hours::set);
        times = times(rule, anchor.toLocalTime());
        positions = rule.bySetPos().stream().mapToInt(Integer::intValue).toArray();
        long cycle = period.cycle();
        int shared = BigInteger.valueOf(cycle).gcd(BigInteger.valueOf(interval)).intValueExact();
        emptyRun = reachesHours() && reachesPositions() ? cycle / shared : 0;
    }

    @Override
    public Iterator<LocalDateTime> from(LocalDateTime from) {
        return new Walk(from.isBefore(anchor) ? anchor : from);
    }

    /** The seconds of the day, or of the hour where hourly, of each start of a day, or hour. */
    private static int[] times(RecurrenceRule rule, LocalTime start) {
        List<Integer> hours = rule.byHour().isEmpty() ? List.of(start.getHour()) : rule.byHour();
        List<Integer> minutes = rule.byMinute().isEmpty() ? List.of(start.getMinute()) : rule.byMinute();
        List<Integer> seconds = rule.bySecond().isEmpty() ? List.of(start.getSecond()) : rule.bySecond();
        return (rule.frequency() == Frequency.HOURLY ? List.of(0) : hours)
                .stream()
                        .flatMapToInt(hour -> minutes.stream()
                                .flatMapToInt(minute -> seconds.stream()
                                        .mapToInt(second ->
                                                hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second)))
                        .toArray();
    }

    private boolean reachesHours() {
        return !hourly
                || hours.isEmpty()
                || IntStream.range(0, HOURS_PER_DAY)
                        .anyMatch(
                                step -> hours.get((int) ((anchor.getHour() + (long) step * interval) % HOURS_PER_DAY)));
    }

    private boolean reachesPositions() {
        int most = period.mostDays() * times.length;
        return positions.length == 0 || IntStream.of(positions).anyMatch(position -> Math.abs(position) <= most);
    }

    private final class Walk extends LookAhead {
        private final LocalDateTime from;
        private final LocalDate[] found = new LocalDate[period.mostDays()];
        private int foundDays;
        private final int[] picked = new int[positions.length];
        private long current;
        private long next;
        // How many more empty periods in a row are possible at all.
        private long emptyLeft;
        private boolean patient = true;
        private int at;
        private int size;

        Walk(LocalDateTime from) {
            this.from = from;
            long origin = period.of(anchor);
            long ahead = period.of(from) - origin;
            next = origin + ahead / interval * interval;
            emptyLeft = emptyRun;
        }

        @Override
        @Nullable LocalDateTime advance() {
            while (true) {
                while (at < size) {
                    LocalDateTime start = start(at++);
                    if (start.isAfter(LocalTimes.MAX)) {
                        return null;
                    }
                    if (!start.isBefore(from)) {
                        return start;
                    }
                }
                if (!open()) {
                    return null;
                }
            }
        }

        /** Takes up the next period, which may turn out empty; false where nothing can follow. */
        private boolean open() {
            if (patient && emptyRun - emptyLeft > PATIENCE) {
                patient = false;
                if (!days.admitsAny()) {
                    return false;
                }
            }
            LocalDate first = emptyLeft-- > 0 ? firstDay(next) : null;
            if (first == null) {
                return false;
            }
            current = next;
            next += interval;
            at = 0;
            size = 0;
            find(first);
            if (foundDays == 0) {
                if (hourly) {
                    skipDay();
                }
                return true;
            }
            if (hourly && !hours.isEmpty() && !hours.get(period.hour(current))) {
                return true;
            }
            size = foundDays * times.length;
            if (positions.length > 0) {
                pick();
            }
            if (size > 0) {
                emptyLeft = emptyRun;
            }
            return true;
        }

        private @Nullable LocalDate firstDay(long number) {
            // Checked as a number first: far beyond the last year, java.time would refuse to make the date.
            if (number > period.of(LocalTimes.MAX)) {
                return null;
            }
            return period.firstDay(number);
        }

        private void find(LocalDate first) {
            foundDays = 0;
            LocalDate end = first.plusDays(period.days(first));
            for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
                if (!days.admitsMonth(day.getMonthValue())) {
                    day = day.withDayOfMonth(day.lengthOfMonth());
                } else if (days.admits(day)) {
                    found[foundDays++] = day;
                }
            }
        }

        private void skipDay() {
            long midnight = Math.floorDiv(current, HOURS_PER_DAY) * HOURS_PER_DAY + HOURS_PER_DAY;
            long steps = Math.max(0, Math.ceilDiv(midnight - next, interval));
            next += steps * interval;
            emptyLeft -= steps;
        }

        private void pick() {
            int whole = size;
            int kept = 0;
            for (int position : positions) {
                int index = position > 0 ? position - 1 : whole + position;
                if (index >= 0 && index < whole) {
                    picked[kept++] = index;
                }
            }
            Arrays.sort(picked, 0, kept);
            size = 0;
            for (int i = 0; i < kept; i++) {
                // The same element may be meant from the front and from the back.
                if (i == 0 || picked[i] != picked[i - 1]) {
                    picked[size++] = picked[i];
                }
            }
        }

        private LocalDateTime start(int index) {
            int element = positions.length > 0 ? picked[index] : index;
            int second = period.hour(current) * SECONDS_PER_HOUR + times[element % times.length];
            return found[element / times.length].atTime(LocalTime.ofSecondOfDay(second));
        }
    }
}
