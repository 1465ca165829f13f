package dev.almanac.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What the starts of one series cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecurrenceBenchmark {

    @Param
    public UsualRule rule = UsualRule.DAILY;

    @Param
    public Engine engine = Engine.ALMANAC;

    private Engine.Series series = open();

    @Setup
    public void read() {
        series = open();
    }

    /** The starts of a month, of a series whose rule has been read. */
    @Benchmark
    public void month(Blackhole starts) {
        series.month(starts::consume);
    }

    /** The same, the reading of the rule included. */
    @Benchmark
    public void monthFromText(Blackhole starts) {
        open().month(starts::consume);
    }

    /** One start among the first of a series. */
    @Benchmark
    @OperationsPerInvocation(Engine.MANY)
    public void start(Blackhole starts) {
        series.first(Engine.MANY, starts::consume);
    }

    private Engine.Series open() {
        return engine.open(rule.start(), rule.text());
    }
}
