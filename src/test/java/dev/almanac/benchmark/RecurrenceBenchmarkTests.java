package dev.almanac.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.almanac.event.Derivation;
import dev.almanac.event.Details;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.Horizon;
import dev.almanac.event.Hours;
import dev.almanac.recurrence.Expansion;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import net.fortuna.ical4j.model.Recur;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * CPU time of expansions, here and in two libraries. All are measured in one JVM, by turns, after a warm-up; what is said is the best of
 * several rounds of the thread's own CPU time, so that others on the machine have little say.
 */
@EnabledIfSystemProperty(named = "almanac.soak", matches = "true")
class RecurrenceBenchmarkTests {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 150_000_000;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDateTime RECENT = LocalDateTime.of(2026, 3, 2, 9, 0);
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 5, 9, 0);
    private static final LocalDateTime MONTH = LocalDateTime.of(2026, 6, 1, 0, 0);

    private record Case(String name, LocalDateTime start, String rule, List<LocalDateTime> exdates, int days) {}

    private int sink;

    @Test
    void aMonthOfCommonRules() throws InvalidRecurrenceRuleException {
        var excluded =
                IntStream.range(0, 50).mapToObj(week -> RECENT.plusWeeks(week)).toList();
        var cases = List.of(
                new Case("daily", RECENT, "FREQ=DAILY", List.of(), 30),
                new Case("weekly on three days", RECENT, "FREQ=WEEKLY;BYDAY=MO,WE,FR", List.of(), 30),
                new Case("monthly on the second Tuesday", RECENT, "FREQ=MONTHLY;BYDAY=2TU", List.of(), 30),
                new Case("yearly", RECENT, "FREQ=YEARLY", List.of(), 366),
                new Case("daily with 50 exdates", RECENT, "FREQ=DAILY", excluded, 30),
                new Case("daily since 1970, one week", LONG_AGO, "FREQ=DAILY", List.of(), 7),
                new Case("weekly on a day since 1970, one week", LONG_AGO, "FREQ=WEEKLY;BYDAY=MO", List.of(), 7));
        System.out.println("| a month of | lib-recur | ical4j | Almanac, µs | with reading the rule, µs | starts |");
        for (var each : cases) {
            var end = MONTH.plusDays(each.days());
            var expansion = expansion(each);
            IntSupplier almanac = () -> almanac(expansion, end);
            IntSupplier whole = () -> almanac(expansion(each), end);
            var libRecur = new org.dmfs.rfc5545.recur.RecurrenceRule(each.rule());
            IntSupplier other = () -> libRecur(libRecur, each, end);
            var ical4j = new Recur<LocalDateTime>(each.rule());
            IntSupplier third = () -> ical4j.getDates(each.start(), MONTH, end).size();
            int starts = almanac.getAsInt();
            double[] micros = micros(almanac, other, third, whole);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f × | %.1f × | %.2f | %.2f | %d |%n",
                    each.name(),
                    micros[1] / micros[0],
                    micros[2] / micros[0],
                    micros[0],
                    micros[3],
                    starts);
        }
        assertThat(sink).isPositive();
    }

    @Test
    void aMonthOfWhatAServerHolds() {
        var overrides = IntStream.range(0, 10_000)
                .mapToObj(day -> new EventOverride(
                        LONG_AGO.plusDays(day + 15_000L),
                        Set.of(EventOverride.Field.TITLE),
                        null,
                        Details.NONE,
                        null,
                        null))
                .toList();
        var plain = Hours.series(LONG_AGO, ZONE, "FREQ=DAILY", List.of());
        var heavy = Hours.series(LONG_AGO, ZONE, "FREQ=DAILY", overrides);
        var month = new Horizon(MONTH, MONTH.plusDays(30));
        var weekly = Hours.series(LONG_AGO, ZONE, "FREQ=WEEKLY;BYDAY=MO,WE,FR", List.of());
        var micros = micros(
                () -> taken(plain, month),
                () -> taken(heavy, month),
                () -> IntStream.range(0, 500).map(_ -> taken(weekly, month)).sum());
        System.out.printf(
                Locale.ROOT,
                "| a series, a month | 10,000 overrides | 500 series |%n|---|---|---|%n| %.1f µs | %.0f µs | %.0f µs |%n",
                micros[0],
                micros[1],
                micros[2]);
        assertThat(sink).isPositive();
    }

    private static int taken(EventContents contents, Horizon window) {
        var derivation = new Derivation(contents);
        var starts = derivation.expansion().from(window.from());
        int count = 0;
        while (starts.hasNext()) {
            var start = starts.next();
            if (!start.isBefore(window.until())) {
                break;
            }
            count += derivation.occurrence(start).title().isEmpty() ? 1 : 2;
        }
        return count;
    }

    private static Expansion expansion(Case each) {
        return Recurrences.of(new RecurrenceSet(each.start(), false, ZONE, each.rule(), List.of(), each.exdates()));
    }

    private static int almanac(Expansion expansion, LocalDateTime end) {
        var starts = expansion.from(MONTH);
        int count = 0;
        while (starts.hasNext() && starts.next().isBefore(end)) {
            count++;
        }
        return count;
    }

    private static int libRecur(org.dmfs.rfc5545.recur.RecurrenceRule rule, Case each, LocalDateTime end) {
        var starts = rule.iterator(utc(each.start()));
        starts.fastForward(utc(MONTH));
        long until = utc(end).getTimestamp();
        int count = 0;
        while (starts.hasNext() && starts.nextMillis() < until) {
            count++;
        }
        return count;
    }

    private static DateTime utc(LocalDateTime time) {
        return new DateTime(
                DateTime.UTC,
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    /** CPU time of one call of each, best of the rounds. */
    private double[] micros(IntSupplier... works) {
        double[] best = new double[works.length];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < works.length; i++) {
                long begin = THREAD.getCurrentThreadCpuTime();
                long calls = 0;
                long spent;
                do {
                    sink += works[i].getAsInt() & 7;
                    calls++;
                    spent = THREAD.getCurrentThreadCpuTime() - begin;
                } while (spent < ROUND_NANOS);
                double micros = spent / 1_000.0 / calls;
                best[i] = round == 0 || micros < best[i] ? micros : best[i];
            }
        }
        return best;
    }
}
