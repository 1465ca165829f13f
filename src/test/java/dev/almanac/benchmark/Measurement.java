package dev.almanac.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What JMH has measured, and the page that says so. Each figure is taken in a JVM of its own, and is the least of the iterations:
 * others on the machine can only make one longer. JMH itself prints means and their errors.
 *
 * @param figures in the unit of the benchmark, by its class, method and parameters: {@code RecurrenceBenchmark.month ALMANAC DAILY}
 */
record Measurement(Map<String, Double> figures) {

    /**
     * Measures.
     *
     * @param classes a regular expression for their simple names
     * @param iteration how long each of three iterations to warm up takes, and each of five that count
     */
    static Measurement of(String classes, TimeValue iteration) throws RunnerException {
        var options = new OptionsBuilder()
                .include("\\.(" + classes + ")\\.")
                .forks(1)
                .jvmArgs("-Xmx1g", "-XX:+UseCompactObjectHeaders", "-Duser.timezone=UTC")
                .warmupIterations(3)
                .warmupTime(iteration)
                .measurementIterations(5)
                .measurementTime(iteration)
                .shouldFailOnError(true);
        return new Measurement(new Runner(options.build())
                .run().stream()
                        .collect(Collectors.toMap(
                                Measurement::name,
                                result -> result.getPrimaryResult()
                                        .getStatistics()
                                        .getMin())));
    }

    private static String name(RunResult result) {
        var params = result.getParams();
        var name = params.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
        return params.getParamsKeys().stream()
                .sorted()
                .map(params::getParam)
                .collect(Collectors.joining(" ", name + " ", ""));
    }

    /** @throws IllegalArgumentException where nothing of this name was measured */
    double get(String name) {
        var figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("%s is none of %s".formatted(name, figures.keySet()));
        }
        return figure;
    }

    /** Prints the text, and with {@code -Dalmanac.docs=true} puts it between the marks of its writer. */
    static void write(Path page, Class<?> writer, String text) throws IOException {
        System.out.println(text);
        if (!Boolean.getBoolean("almanac.docs")) {
            return;
        }
        var begin = "<!-- Up to the next mark, written by %s. -->\n".formatted(writer.getSimpleName());
        var end = "<!-- End of what %s writes. -->\n".formatted(writer.getSimpleName());
        var old = Files.readString(page);
        if (!old.contains(begin) || !old.contains(end)) {
            throw new IllegalStateException(page + " has no marks of " + writer.getSimpleName());
        }
        Files.writeString(
                page,
                old.substring(0, old.indexOf(begin) + begin.length()) + "\n" + text + "\n"
                        + old.substring(old.indexOf(end)));
    }
}
