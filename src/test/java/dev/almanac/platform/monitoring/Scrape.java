package dev.almanac.platform.monitoring;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What Prometheus reads of a server. */
record Scrape(String text) {

    /** The names of the samples, as PromQL has them. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples().forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    /** The value of the sample with this name and these labels; 0 where there is none. */
    double value(String name, String... labels) {
        return samples().stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<String> samples() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
}
