package dev.almanac.icalendar.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportItem.Unusable;
import dev.almanac.icalendar.reading.ICalendarReader.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Reads the files of other projects' test suites, where ALMANAC_CORPORA says where they are. */
@EnabledIfEnvironmentVariable(named = "ALMANAC_CORPORA", matches = ".+")
class CorporaTests {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Test
    void everyFileIsReadInTime() throws IOException {
        var root = Path.of(System.getenv("ALMANAC_CORPORA"), "ics");
        var reader = new ICalendarReader(dev.almanac.icalendar.CalendarFiles.LIMITS);
        var outcomes = new TreeMap<String, TreeMap<String, Integer>>();
        var slowest = Duration.ZERO;
        var slowestFile = root;
        try (var found = Files.walk(root)) {
            for (var file : found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ics|txt)"))
                    .sorted()
                    .toList()) {
                var text = dated(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                long started = System.nanoTime();
                var reading = reader.read(text);
                var taken = Duration.ofNanos(System.nanoTime() - started);
                if (taken.compareTo(slowest) > 0) {
                    slowest = taken;
                    slowestFile = file;
                }
                var folder = outcomes.computeIfAbsent(
                        root.relativize(file).getName(0).toString(), _ -> new TreeMap<>());
                count(folder, file, reading);
            }
        }
        outcomes.forEach((folder, counts) -> System.out.println(folder + ": " + counts));
        System.out.println("slowest: " + slowest.toMillis() + " ms, " + slowestFile);
        assertThat(outcomes).isNotEmpty();
        assertThat(slowest).as(slowestFile.toString()).isLessThan(LONGEST);
    }

    /** One of the suites has dates relative to the day on which it runs. */
    private static String dated(String text) {
        var withYears = Pattern.compile("\\$now\\.year\\.(-?\\d+):")
                .matcher(text)
                .replaceAll(match -> Integer.toString(2026 + Integer.parseInt(match.group(1))));
        return Pattern.compile("\\$now\\.(-?\\d+):")
                .matcher(withYears)
                .replaceAll(match -> LocalDate.of(2026, 3, 2)
                        .plusDays(Integer.parseInt(match.group(1)))
                        .format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    private static void count(Map<String, Integer> folder, Path file, Reading reading) {
        switch (reading) {
            case Reading.NoCalendar _ -> folder.merge("NO CALENDAR", 1, Integer::sum);
            case Reading.TooMany _ -> folder.merge("TOO MANY", 1, Integer::sum);
            case Reading.Items(var items) -> {
                for (var item : items) {
                    switch (item) {
                        case Found _ -> folder.merge("FOUND", 1, Integer::sum);
                        case Unusable(var result) -> {
                            folder.merge(result.outcome() + " " + result.code(), 1, Integer::sum);
                            if (!"UNSUPPORTED_COMPONENT".equals(result.code())) {
                                System.out.println(file.getFileName() + ": " + result);
                            }
                        }
                    }
                }
            }
        }
    }
}
