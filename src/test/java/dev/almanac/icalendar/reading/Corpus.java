package dev.almanac.icalendar.reading;

import dev.almanac.event.EventOverride;
import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.event.bulk.ImportedEvent;
import dev.almanac.icalendar.oracle.FileExpansion.Happening;
import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of other projects' test suites, where ALMANAC_CORPORA says where they are. */
final class Corpus {

    private static final Pattern EVENT = Pattern.compile("(?ms)^BEGIN:VEVENT\\s*$.*?^END:VEVENT\\s*$");

    private Corpus() {}

    /**
     * A file.
     *
     * @param folder in the corpora
     * @param text every event in it has a UID
     */
    record File(String folder, String name, String text) {

        String path() {
            return folder + '/' + name;
        }

        /** The lines of its events, unfolded. */
        List<List<String>> events() {
            var unfolded = text.replaceAll("\r+\n|\r|\n", "\n").replaceAll("\n[ \t]", "");
            List<List<String>> events = new ArrayList<>();
            var matcher = EVENT.matcher(unfolded);
            while (matcher.find()) {
                events.add(matcher.group().lines().toList());
            }
            return events;
        }
    }

    static List<File> files() {
        var root = Path.of(System.getenv("ALMANAC_CORPORA"), "ics");
        try (var found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ics|txt)"))
                    .sorted()
                    .map(file -> new File(
                            Objects.requireNonNull(root.relativize(file).getParent())
                                    .toString(),
                            file.getFileName().toString(),
                            identified(dated(text(file)))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Events without UID are given one, so that two readers can speak of the same. */
    private static String identified(String text) {
        int[] number = {0};
        return EVENT.matcher(text).replaceAll(match -> {
            var event = match.group();
            var uid = "BEGIN:VEVENT\r\nUID:nameless-" + number[0]++;
            return Matcher.quoteReplacement(
                    event.matches("(?ms).*^UID[:;].*") ? event : event.replaceFirst("BEGIN:VEVENT", uid));
        });
    }

    /** What happens of an event and its parts from one time to another, in the order of time. */
    static List<Happening> happenings(List<Found> parts, LocalDateTime from, LocalDateTime until) {
        return parts.stream()
                .flatMap(part -> happenings(part.event(), until.plusYears(1)).stream())
                .filter(one -> !one.start().isBefore(from.toInstant(ZoneOffset.UTC))
                        && one.start().isBefore(until.toInstant(ZoneOffset.UTC)))
                .sorted(Comparator.comparing(Happening::start).thenComparing(Happening::end))
                .toList();
    }

    private static List<Happening> happenings(ImportedEvent event, LocalDateTime until) {
        var time = event.time();
        var recurrence = event.recurrence();
        var set = new RecurrenceSet(
                time.start(),
                time.allDay(),
                time.zone(),
                recurrence == null ? null : recurrence.rule(),
                recurrence == null ? List.of() : recurrence.rdates(),
                recurrence == null ? List.of() : recurrence.exdates());
        var overrides = event.overrides().stream().collect(Collectors.toMap(EventOverride::slot, one -> one));
        List<Happening> happenings = new ArrayList<>();
        var starts = Recurrences.of(set).from(LocalDateTime.MIN);
        while (starts.hasNext()) {
            var start = starts.next();
            if (start.isAfter(until)) {
                break;
            }
            var override = overrides.get(start);
            var own = override == null ? null : override.time();
            var when = own == null ? time.at(start) : own;
            happenings.add(new Happening(when.startInstant(), when.endInstant(), when.zone() != null));
        }
        return happenings;
    }
}
