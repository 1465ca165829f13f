package dev.almanac.threat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One line of {@code threats.txt}.
 *
 * @param id as tests name it by {@code @Tag}
 * @param parts of the product that it concerns
 * @param phrase for people
 */
record Threat(String id, List<String> parts, String phrase) {

    /** What a tag of a threat looks like. */
    static final Pattern ID = Pattern.compile("[A-Z]\\d{1,2}");

    /** The parts in the order in which they are reported. */
    static final List<String> PARTS = List.of(
            "runs", "recurrence", "icalendar", "speed", "accounts", "google", "growth", "trust", "changes", "partners");

    /** All of them by id, in the order of the file. */
    static Map<String, Threat> all() {
        Map<String, Threat> threats = new LinkedHashMap<>();
        try (var file = Objects.requireNonNull(Threat.class.getResourceAsStream("/threats.txt"));
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Threat::read)
                    .forEach(threat -> {
                        if (threats.put(threat.id, threat) != null) {
                            throw new IllegalStateException("threats.txt lists %s twice".formatted(threat.id));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return threats;
    }

    private static Threat read(String line) {
        var columns = line.split(" \\| ", -1);
        if (columns.length != 3 || !ID.matcher(columns[0]).matches()) {
            throw new IllegalStateException("Not a line of threats.txt: " + line);
        }
        var parts = List.of(columns[1].split(", ", -1));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalStateException("Not a part of the product: " + line);
        }
        return new Threat(columns[0], parts, columns[2]);
    }
}
