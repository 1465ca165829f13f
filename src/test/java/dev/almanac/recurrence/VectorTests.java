package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recurrence vectors collected from other implementations, read from the folder that {@code ALMANAC_CORPORA} (environment,
 * or {@code almanac.corpora} as system property) names. Skipped only where neither is set.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorTests {
    private static final Duration PER_VECTOR = Duration.ofSeconds(1);

    private List<JsonNode> vectors = List.of();

    @BeforeAll
    void read() throws IOException {
        String folder = Optional.ofNullable(System.getProperty("almanac.corpora"))
                .orElseGet(() -> System.getenv("ALMANAC_CORPORA"));
        assumeTrue(folder != null, "ALMANAC_CORPORA is not set");
        JsonMapper json = new JsonMapper();
        try (var lines = Files.lines(Path.of(folder, "rrule-vectors", "vectors.jsonl"))) {
            vectors = lines.map(json::readTree).toList();
        }
    }

    @Test
    void vectors_that_all_implementations_agree_on_are_met() {
        List<String> failures = new ArrayList<>();
        int met = 0;
        for (JsonNode vector : vectors) {
            if (!tier(vector).startsWith("A") || vector.path("rrule").size() > 1) {
                continue;
            }
            String difference = difference(vector);
            if (difference == null) {
                met++;
            } else {
                failures.add(difference);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(met).isEqualTo(218);
    }

    @Test
    void vectors_of_broken_rules_are_refused() {
        for (JsonNode vector : vectors) {
            if (vector.path("error").asBoolean(false) || tier(vector).equals("error")) {
                assertThat(difference(vector)).as(vector.toString()).contains("refused");
            }
        }
    }

    @Test
    void vectors_that_need_a_policy_are_refused_or_expanded_in_time() {
        int agree = 0;
        int rebased = 0;
        int refused = 0;
        List<String> differ = new ArrayList<>();
        for (JsonNode vector : vectors) {
            if (!tier(vector).equals("B") || vector.path("rrule").size() != 1 || !vector.hasNonNull("dtstart")) {
                continue;
            }
            String start = vector.path("dtstart").asString();
            long begin = System.nanoTime();
            String difference = difference(vector, start);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PER_VECTOR);
            if (difference == null) {
                agree++;
            } else if (difference.contains(" refused ")) {
                refused++;
            } else if (!vector.path("expected").isEmpty()
                    && difference(vector, vector.path("expected").path(0).asString()) == null) {
                rebased++;
            } else {
                differ.add(difference);
            }
        }
        System.out.printf(
                "Tier B: %d agree, %d agree but for the start that always counts, %d refused, %d differ:%n  %s%n",
                agree, rebased, refused, differ.size(), String.join("\n  ", differ));
        assertThat(agree).isPositive();
    }

    @Test
    void rules_of_vectors_without_an_instance_are_found_empty() {
        for (JsonNode vector : vectors) {
            if (vector.path("noInstance").asBoolean(false)) {
                RecurrenceSet set = set(vector, vector.path("dtstart").asString());
                assertThat(Recurrences.of(set).ruleIsEmpty())
                        .as(vector.toString())
                        .isTrue();
            }
        }
    }

    private static @Nullable String difference(JsonNode vector) {
        return difference(
                vector,
                vector.path(tier(vector).equals("A2") ? "rebased_dtstart" : "dtstart")
                        .asString());
    }

    private static @Nullable String difference(JsonNode vector, String start) {
        List<LocalDateTime> expected = times(vector.path("expected"));
        String what = vector.path("id").asString() + " " + vector.path("rrule");
        List<LocalDateTime> actual = new ArrayList<>();
        boolean ended;
        try {
            Iterator<LocalDateTime> starts = Recurrences.of(set(vector, start)).from(LocalDateTime.MIN);
            while (starts.hasNext() && actual.size() < expected.size()) {
                actual.add(starts.next());
            }
            ended = !starts.hasNext();
        } catch (InvalidRecurrenceException refused) {
            return what + " refused " + refused.reason() + " " + refused.part();
        }
        String rule = vector.path("rrule").path(0).asString("");
        boolean finite = rule.isEmpty() || rule.contains("COUNT") || rule.contains("UNTIL");
        boolean same = actual.equals(expected) && (ended || !finite);
        return same ? null : what + " expected " + expected + " but was " + actual + (ended ? "" : " …");
    }

    private static RecurrenceSet set(JsonNode vector, String start) {
        boolean allDay = !start.contains("T");
        String zone = vector.path("tzid").asString(null);
        return new RecurrenceSet(
                time(start),
                allDay,
                allDay ? null : zone == null ? ZoneOffset.UTC : ZoneId.of(zone),
                vector.path("rrule").path(0).asString(null),
                times(vector.path("rdate")),
                times(vector.path("exdate")));
    }

    private static List<LocalDateTime> times(JsonNode array) {
        List<LocalDateTime> times = new ArrayList<>();
        array.forEach(value -> times.add(time(value.asString())));
        return times;
    }

    private static LocalDateTime time(String text) {
        // Some vectors mark floating times with a Z.
        return text.contains("T")
                ? LocalDateTime.parse(text.replace("Z", ""))
                : LocalDate.parse(text).atStartOfDay();
    }

    private static String tier(JsonNode vector) {
        return vector.path("tier").asString("");
    }
}
