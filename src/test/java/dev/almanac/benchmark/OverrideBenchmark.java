package dev.almanac.benchmark;

import dev.almanac.event.Derivation;
import dev.almanac.event.Details;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.Hours;
import java.util.List;
import java.util.Set;
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

/** What the occurrences of a month cost, with all that an agenda shows of them, where people have changed many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OverrideBenchmark {

    /** How many occurrences differ from the series. All of a month's do where any do. */
    @Param({"0", "10000"})
    public int overrides;

    private EventContents contents = contents(0);

    @Setup
    public void read() {
        contents = contents(overrides);
    }

    static EventContents contents(int overrides) {
        var rule = UsualRule.LONG_AGO;
        List<EventOverride> changed = IntStream.range(0, overrides)
                .mapToObj(day -> new EventOverride(
                        rule.start().plusDays(15_000L + day),
                        Set.of(EventOverride.Field.TITLE),
                        null,
                        Details.NONE,
                        null,
                        null))
                .toList();
        return Hours.series(rule.start(), Engine.ZONE, rule.text(), changed);
    }

    @Benchmark
    public void month(Blackhole occurrences) {
        var derivation = new Derivation(contents);
        var starts = derivation.expansion().from(Engine.MONTH);
        while (starts.hasNext()) {
            var start = starts.next();
            if (!start.isBefore(Engine.MONTH_END)) {
                return;
            }
            occurrences.consume(derivation.occurrence(start));
        }
    }
}
