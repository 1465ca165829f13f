package dev.almanac.recurrence;

import static dev.almanac.recurrence.ExpansionPropertyTests.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.server.SelfContained;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Expansions against two others: a day-by-day one that is too simple to be wrong, and lib-recur. */
@SelfContained
class ExpansionOracleTests {
    private static final long SEED = Long.getLong("almanac.seed", 20_260_303L);
    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 100_000 : 1_500;
    private static final int DAYS = 2_500;

    private final RandomRules random = new RandomRules(SEED);

    ExpansionOracleTests() {
        System.out.println("almanac.seed=" + SEED);
    }

    @Test
    void daily_rules_are_what_walking_the_days_finds() {
        for (int round = 0; round < ROUNDS; round++) {
            LocalDateTime start = random.start();
            int interval = 1 + random.below(9);
            Set<DayOfWeek> days = weekdays();
            LocalDate first = start.toLocalDate();
            assertExpansion(
                    start,
                    "FREQ=DAILY;INTERVAL=" + interval + ";BYDAY=" + text(days),
                    day -> ChronoUnit.DAYS.between(first, day) % interval == 0 && days.contains(day.getDayOfWeek()));
        }
    }

    @Test
    void weekly_rules_are_what_walking_the_days_finds() {
        for (int round = 0; round < ROUNDS; round++) {
            LocalDateTime start = random.start();
            int interval = 1 + random.below(5);
            Set<DayOfWeek> days = weekdays();
            DayOfWeek weekStart = DayOfWeek.of(1 + random.below(7));
            LocalDate week = start.toLocalDate().with(TemporalAdjusters.previousOrSame(weekStart));
            assertExpansion(
                    start,
                    "FREQ=WEEKLY;INTERVAL=" + interval + ";BYDAY=" + text(days) + ";WKST=" + code(weekStart),
                    day -> ChronoUnit.DAYS.between(week, day) / 7 % interval == 0 && days.contains(day.getDayOfWeek()));
        }
    }

    @Test
    void monthly_rules_are_what_walking_the_days_finds() {
        for (int round = 0; round < ROUNDS; round++) {
            LocalDateTime start = random.start();
            int interval = 1 + random.below(7);
            int number = random.signed(random.oneIn(2) ? 31 : 5);
            DayOfWeek weekday = DayOfWeek.of(1 + random.below(7));
            boolean byDay = Math.abs(number) <= 5;
            LocalDate month = start.toLocalDate().withDayOfMonth(1);
            assertExpansion(
                    start,
                    "FREQ=MONTHLY;INTERVAL=" + interval
                            + (byDay ? ";BYDAY=" + number + code(weekday) : ";BYMONTHDAY=" + number),
                    day -> ChronoUnit.MONTHS.between(month, day.withDayOfMonth(1)) % interval == 0
                            && day.equals(byDay ? nth(day, weekday, number) : nth(day, number)));
        }
    }

    @Test
    void week_numbers_are_those_of_java_time() {
        for (int round = 0; round < ROUNDS / 4; round++) {
            LocalDateTime start = random.start();
            DayOfWeek weekStart = DayOfWeek.of(1 + random.below(7));
            WeekFields weeks = WeekFields.of(weekStart, 4);
            int number = random.signed(random.oneIn(2) ? 53 : 2);
            assertExpansion(start, "FREQ=YEARLY;BYWEEKNO=" + number + ";WKST=" + code(weekStart), day -> {
                long last = day.range(weeks.weekOfWeekBasedYear()).getMaximum();
                return day.get(weeks.weekOfWeekBasedYear()) == (number > 0 ? number : last + 1 + number);
            });
        }
    }

    @Test
    void rules_that_lib_recur_expands_by_the_book_come_out_alike() {
        int compared = 0;
        for (int round = 0; round < ROUNDS * 4; round++) {
            RecurrenceRule rule = RecurrenceRule.parse(random.rule(), false);
            LocalDateTime start = random.start();
            if (differsByDesign(rule)) {
                continue;
            }
            // In the period of the start, lib-recur lets BYSETPOS count from the start on rather than the whole period.
            LocalDateTime from =
                    rule.bySetPos().isEmpty() ? start : start.withDayOfYear(1).plusYears(1);
            List<LocalDateTime> theirs = take(new LibRecurStarts(rule, start).from(from), 50);
            List<LocalDateTime> ours = take(new PeriodStarts(rule, start).from(from), 50);
            // lib-recur stops early where many periods in a row are empty; what it did find must be ours.
            assertThat(ours.subList(0, Math.min(ours.size(), theirs.size())))
                    .as("%s from %s", rule, start)
                    .isEqualTo(theirs);
            compared += theirs.isEmpty() ? 0 : 1;
        }
        System.out.println("compared with lib-recur: " + compared);
        assertThat(compared).isGreaterThan(ROUNDS);
    }

    /** Where lib-recur reads RFC 5545 differently, or wrongly; the vectors of other implementations side with us. */
    private static boolean differsByDesign(RecurrenceRule rule) {
        boolean yearly = rule.frequency() == Frequency.YEARLY;
        // BYMONTHDAY alone: our every month, their month of the start. BYWEEKNO without BYDAY: our whole week.
        boolean monthOfStart =
                yearly && rule.byMonth().isEmpty() && !rule.byMonthDay().isEmpty();
        // Outside YEARLY, BYYEARDAY and BYWEEKNO are off by a day, or expand rather than limit.
        boolean forbidden = !rule.byWeekNo().isEmpty()
                || (!yearly && !rule.byYearDay().isEmpty())
                || (rule.frequency() == Frequency.WEEKLY && !rule.byMonthDay().isEmpty());
        return monthOfStart || forbidden;
    }

    private static void assertExpansion(LocalDateTime start, String rule, Predicate<LocalDate> happens) {
        List<LocalDateTime> expected = new ArrayList<>(List.of(start));
        for (int day = 1; day < DAYS; day++) {
            LocalDateTime next = start.plusDays(day);
            if (happens.test(next.toLocalDate())) {
                expected.add(next);
            }
        }
        Expansion expansion = Recurrences.of(new RecurrenceSet(start, false, null, rule, List.of(), List.of()));
        List<LocalDateTime> actual = take(expansion.from(start), expected.size() + 1);
        assertThat(actual.stream()
                        .filter(at -> at.isBefore(start.plusDays(DAYS)))
                        .toList())
                .as("%s from %s", rule, start)
                .isEqualTo(expected);
    }

    private static LocalDate nth(LocalDate day, int number) {
        int position = number > 0 ? number : day.lengthOfMonth() + 1 + number;
        return position < 1 || position > day.lengthOfMonth() ? LocalDate.MIN : day.withDayOfMonth(position);
    }

    private static LocalDate nth(LocalDate day, DayOfWeek weekday, int number) {
        LocalDate found = day.with(TemporalAdjusters.dayOfWeekInMonth(number, weekday));
        return found.getMonth() == day.getMonth() ? found : LocalDate.MIN;
    }

    private Set<DayOfWeek> weekdays() {
        EnumSet<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.below(7)));
        for (int more = random.below(3); more > 0; more--) {
            days.add(DayOfWeek.of(1 + random.below(7)));
        }
        return days;
    }

    private static String text(Set<DayOfWeek> days) {
        return days.stream().map(ExpansionOracleTests::code).collect(Collectors.joining(","));
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
