package dev.almanac.recurrence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recurrence vectors collected from other implementations, in the folder that {@code ALMANAC_CORPORA} (environment, or
 * {@code almanac.corpora} as system property) names.
 */
public final class Vectors {

    private Vectors() {}

    /**
     * One of them.
     *
     * @param tier A: implementations agree; A2: they agree once the series starts at {@code rebased}; B: they do not, or a policy is needed;
     *     {@code error}: it must be refused
     * @param start DTSTART on the wall clock, a date for all-day
     * @param rebased null but in tier A2
     * @param zone null where the vector names none
     * @param utc whether its start is given in UTC
     * @param rules RRULE values; nearly always one
     * @param expected starts on the wall clock; the first ones of a rule that does not end
     * @param error whether it must be refused
     * @param empty whether the rule produces nothing
     */
    public record Vector(
            String id,
            String tier,
            @Nullable String start,
            @Nullable String rebased,
            @Nullable String zone,
            boolean utc,
            List<String> rules,
            List<LocalDateTime> rdates,
            List<LocalDateTime> exdates,
            List<LocalDateTime> expected,
            boolean error,
            boolean empty) {

        /** Whether implementations agree on what it means. */
        public boolean agreed() {
            return tier.equals("A") || tier.equals("A2");
        }

        /** The start at which it is judged. */
        public String judgedAt() {
            var text = tier.equals("A2") ? rebased : start;
            return text == null ? "" : text;
        }

        /** Whether it comes to an end. */
        public boolean finite() {
            return rules.stream().allMatch(rule -> rule.contains("COUNT") || rule.contains("UNTIL"));
        }

        public boolean allDay() {
            return !judgedAt().contains("T");
        }

        RecurrenceSet set(String from) {
            boolean allDay = !from.contains("T");
            return new RecurrenceSet(
                    time(from),
                    allDay,
                    allDay ? null : zone == null ? ZoneOffset.UTC : ZoneId.of(zone),
                    rules.isEmpty() ? null : rules.getFirst(),
                    rdates,
                    exdates);
        }
    }

    /** The folder of test data by others, if it is named. */
    public static Optional<Path> corpora() {
        return Optional.ofNullable(System.getProperty("almanac.corpora"))
                .or(() -> Optional.ofNullable(System.getenv("ALMANAC_CORPORA")))
                .map(Path::of);
    }

    /** All of them, in the order of the file; none where the folder is not named. */
    public static List<Vector> all() {
        return corpora()
                .map(folder -> folder.resolve("rrule-vectors").resolve("vectors.jsonl"))
                .map(Vectors::read)
                .orElse(List.of());
    }

    private static List<Vector> read(Path file) {
        var json = new JsonMapper();
        try (var lines = Files.lines(file)) {
            return lines.map(json::readTree).map(Vectors::vector).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector vector(JsonNode node) {
        var start = node.path("dtstart").asString(null);
        var tier = node.path("tier").asString("");
        List<String> rules = new ArrayList<>();
        node.path("rrule").forEach(rule -> rules.add(rule.asString()));
        return new Vector(
                node.path("id").asString(),
                tier,
                start == null ? null : local(start),
                local(node.path("rebased_dtstart").asString(null)),
                node.path("tzid").asString(null),
                start != null && start.endsWith("Z"),
                rules,
                times(node.path("rdate")),
                times(node.path("exdate")),
                times(node.path("expected")),
                node.path("error").asBoolean(false) || tier.equals("error"),
                node.path("noInstance").asBoolean(false));
    }

    private static @Nullable String local(@Nullable String text) {
        // Some vectors mark floating times with a Z.
        return text == null ? null : text.replace("Z", "");
    }

    private static List<LocalDateTime> times(JsonNode array) {
        List<LocalDateTime> times = new ArrayList<>();
        array.forEach(value -> times.add(time(value.asString().replace("Z", ""))));
        return times;
    }

    static LocalDateTime time(String text) {
        return text.contains("T")
                ? LocalDateTime.parse(text)
                : LocalDate.parse(text).atStartOfDay();
    }
}
