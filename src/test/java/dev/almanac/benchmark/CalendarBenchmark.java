package dev.almanac.benchmark;

import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a month costs where there are many series, each with a rule and a start of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CalendarBenchmark {

    private static final int SERIES = 500;

    @Param
    public Engine engine = Engine.ALMANAC;

    private List<Engine.Series> calendar = List.of();

    @Setup
    public void read() {
        calendar = calendar(engine);
    }

    /** Usual rules by turns, in the order of the enum; each turn begins a week before the one before it. */
    static List<Engine.Series> calendar(Engine engine) {
        var rules = UsualRule.values();
        return IntStream.range(0, SERIES)
                .mapToObj(i -> open(engine, rules[i % rules.length], i / rules.length))
                .toList();
    }

    private static Engine.Series open(Engine engine, UsualRule rule, int turn) {
        // Rules that name a day of the month keep a start that they make.
        LocalDateTime start = switch (rule) {
            case DAILY, WEEKLY, COUNTED, LONG_AGO -> rule.start().minusWeeks(turn);
            case MONTH_DAY, SECOND_TUESDAY, YEARLY -> rule.start();
        };
        return engine.open(start, rule.text());
    }

    /** The starts in one month of all series; their rules have been read. */
    @Benchmark
    public void month(Blackhole starts) {
        for (var series : calendar) {
            series.month(starts::consume);
        }
    }
}
