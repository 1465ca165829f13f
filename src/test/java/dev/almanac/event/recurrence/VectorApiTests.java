package dev.almanac.event.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.almanac.recurrence.Vectors;
import dev.almanac.recurrence.Vectors.Vector;
import dev.almanac.server.AlmanacTest;
import dev.almanac.server.Api;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The vectors on which implementations agree, created and paged by a client in the zones that have shown engines wrong: west and east of
 * UTC, off the hour, with a transition of half an hour. An ordinary build reads each in one of them, {@code -Psoak} in all.
 */
@AlmanacTest
class VectorApiTests {

    private static final List<String> ZONES =
            List.of("UTC", "America/New_York", "Europe/Zurich", "Asia/Kolkata", "Australia/Lord_Howe");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int PAGE = 5;

    private final Series series;

    VectorApiTests(@Autowired Api api) {
        series = Series.of(api.somebody());
    }

    @BeforeEach
    void read() {
        assumeTrue(Vectors.corpora().isPresent(), "ALMANAC_CORPORA is not set");
    }

    @Test
    void whatAllAgreeOnIsWhatClientsRead() {
        int turn = 0;
        int read = 0;
        int vectors = 0;
        List<String> differences = new ArrayList<>();
        for (var vector : Vectors.all()) {
            if (!vector.agreed() || vector.rules().size() > 1) {
                continue;
            }
            vectors++;
            var zones = zones(vector);
            for (var zone : Boolean.getBoolean("almanac.soak") ? zones : List.of(zones.get(turn++ % zones.size()))) {
                var event = series.id(time(vector, zone), recurrence(vector));
                var starts = series.read(event, vector.expected().size(), PAGE);
                read++;
                if (!starts.starts().equals(texts(vector, vector.expected())) || (vector.finite() && starts.more())) {
                    differences.add(vector.id() + " in " + zone + ": " + vector.rules() + " expected "
                            + vector.expected() + " but was " + starts.starts() + (starts.more() ? " …" : ""));
                }
            }
        }
        System.out.println(vectors + " vectors through the API, " + read + " series");
        assertThat(differences).isEmpty();
        assertThat(vectors).isEqualTo(218);
    }

    @Test
    void aSecondRuleIsNamed() {
        int seen = 0;
        for (var vector : Vectors.all()) {
            if (!vector.agreed() || vector.rules().size() != 2) {
                continue;
            }
            seen++;
            var text = vector.rules().getFirst() + "\nRRULE:" + vector.rules().getLast();
            var payload = series.create(time(vector, "UTC"), Map.of("rule", text));
            assertThat(payload.at("/userErrors/0/code").asString()).isEqualTo("INVALID_RECURRENCE");
            assertThat(payload.at("/userErrors/0/path/1").asString()).isEqualTo("rule");
            assertThat(payload.at("/userErrors/0/message").asString())
                    .startsWith("RRULE:" + vector.rules().getLast());
        }
        assertThat(seen).isEqualTo(2);
    }

    private static List<String> zones(Vector vector) {
        boolean utc = vector.utc() || vector.rules().stream().anyMatch(rule -> rule.matches(".*UNTIL=\\w+Z.*"));
        return utc || vector.allDay() ? List.of("UTC") : ZONES;
    }

    private static Map<String, ?> time(Vector vector, String zone) {
        return vector.allDay() ? Series.allDay(vector.judgedAt()) : Series.timed(vector.judgedAt(), zone);
    }

    private static Map<String, ?> recurrence(Vector vector) {
        return Map.of(
                "rule",
                vector.rules().getFirst(),
                "rdates",
                texts(vector, vector.rdates()),
                "exdates",
                texts(vector, vector.exdates()));
    }

    private static List<String> texts(Vector vector, List<LocalDateTime> times) {
        return times.stream()
                .map(time -> vector.allDay() ? time.toLocalDate().toString() : SECONDS.format(time))
                .toList();
    }
}
