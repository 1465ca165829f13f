package dev.almanac.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/** Has measured what recurrence costs beside other libraries; {@code -Dalmanac.docs=true} writes the figures on the page. */
@EnabledIfSystemProperty(named = "almanac.benchmark", matches = "true")
class RecurrenceBenchmarkTests {

    private static final Path PAGE = Path.of("src/docs/recurrence.md");

    @Test
    void figuresAreOnThePage() throws RunnerException, IOException {
        var measured = Measurement.of("(Recurrence|Calendar|Override)Benchmark", TimeValue.milliseconds(300));
        Measurement.write(
                PAGE,
                RecurrenceBenchmarkTests.class,
                table(measured, "the starts of a month, the rule read before", "month", 1, "µs")
                        + table(measured, "the same, the rule read from text", "monthFromText", 1, "µs")
                        + table(measured, "one start, of the first 1,000", "start", 1_000, "ns")
                        + calendar(measured));
        int ofRules = 3 * UsualRule.values().length * Engine.values().length;
        assertThat(measured.figures()).hasSize(ofRules + Engine.values().length + 2);
    }

    private static String table(Measurement measured, String title, String benchmark, int factor, String unit) {
        var table = new StringBuilder(
                "| %s | Almanac, %s | lib-recur | ical4j |%n|---|--:|--:|--:|%n".formatted(title, unit));
        for (var rule : UsualRule.values()) {
            double almanac = measured.get(name(benchmark, Engine.ALMANAC, rule));
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s × | %s × |%n",
                    rule.title(),
                    digits(almanac * factor),
                    digits(measured.get(name(benchmark, Engine.LIB_RECUR, rule)) / almanac),
                    digits(measured.get(name(benchmark, Engine.ICAL4J, rule)) / almanac)));
        }
        return table.append('\n').toString();
    }

    private static String name(String benchmark, Engine engine, UsualRule rule) {
        return "RecurrenceBenchmark." + benchmark + " " + engine + " " + rule;
    }

    private static String calendar(Measurement measured) {
        return """
                | a month of 500 series | Almanac, µs | lib-recur | ical4j |
                |---|--:|--:|--:|
                | the rules above by turns, read before | %s | %s × | %s × |

                | occurrences of a month, with all that an agenda shows | Almanac, µs |
                |---|--:|
                | daily since 1970 | %s |
                | the same, with 10,000 overrides | %s |
                """.formatted(
                        digits(month(measured, Engine.ALMANAC)),
                        digits(month(measured, Engine.LIB_RECUR) / month(measured, Engine.ALMANAC)),
                        digits(month(measured, Engine.ICAL4J) / month(measured, Engine.ALMANAC)),
                        digits(measured.get("OverrideBenchmark.month 0")),
                        digits(measured.get("OverrideBenchmark.month 10000")));
    }

    private static double month(Measurement measured, Engine engine) {
        return measured.get("CalendarBenchmark.month " + engine);
    }

    /** Two places below one, one below a hundred, else none: no figure here is more exact. */
    private static String digits(double figure) {
        return String.format(Locale.ROOT, figure < 1 ? "%.2f" : figure < 100 ? "%.1f" : "%,.0f", figure);
    }
}
