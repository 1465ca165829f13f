package dev.almanac.icalendar.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.almanac.server.SelfContained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Files that are broken in a thousand ways: octets turned and lines lost, doubled, cut and mixed with those of other files. Each is
 * read as a server reads it; what comes of it is checked, expanded, written and read again. Nothing escapes, nothing hangs.
 */
@SelfContained
class MutatedFilesTests {

    private static final long SEED = Long.getLong("almanac.mutations.seed", 20_260_302);
    private static final int INPUTS =
            Integer.getInteger("almanac.mutations", Boolean.getBoolean("almanac.soak") ? 100_000 : 1_500);

    /** Larger ones only take longer. */
    private static final int LARGEST = 20_000;

    private static final List<String> TOKENS = List.of(
            "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VTIMEZONE",
            "END:VTIMEZONE",
            "BEGIN:VALARM",
            "END:VCALENDAR",
            "RRULE:FREQ=SECONDLY",
            "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=-1;UNTIL=00000000",
            "RDATE;VALUE=PERIOD:20260302T090000Z/P1W,20260302T090000Z/00010101T000000Z",
            "EXDATE:99991231T235959Z",
            "DTSTART;TZID=:20260302T090000",
            "DTSTART;VALUE=DATE:00000000",
            "DTEND:99991231T235960Z",
            "DURATION:-P99999999999W",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T090000Z",
            "TZOFFSETTO:+9999",
            "TRIGGER;RELATED=END:P1000000D",
            "ATTENDEE;CN=\"^n^'\":mailto:a@b.c",
            "SUMMARY;LANGUAGE=\"",
            "X-A;B=\"c:d\";E=:\\n\\",
            "\u0000",
            "\u2028",
            "\uD83D",
            "\r",
            "\t ",
            ";:,=\"^\\");

    private final Random random = new Random(SEED);
    private final FileRoundTrip files = new FileRoundTrip();

    @Test
    void nothingEscapesAndNothingHangs() throws IOException {
        var seeds = seeds();
        int events = 0;
        int failed = 0;
        var slowest = Duration.ZERO;
        for (int i = 0; i < INPUTS; i++) {
            var input = mutated(seeds);
            long started = System.nanoTime();
            try {
                var outcome = files.of(input);
                events += outcome.kept();
                failed += outcome.refused();
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                fail(
                        "Seed " + SEED + ", input " + i + ": "
                                + Base64.getEncoder().encodeToString(input),
                        e);
            }
            var taken = Duration.ofNanos(System.nanoTime() - started);
            slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
        }
        System.out.printf(
                "Mutated files, seed %d: %d inputs, %d events, %d components refused, slowest %d ms%n",
                SEED, INPUTS, events, failed, slowest.toMillis());
        assertThat(events).isGreaterThan(INPUTS / 10);
        assertThat(failed).isGreaterThan(INPUTS / 10);
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        var made = new RandomEvents(SEED);
        IntStream.range(0, 50)
                .mapToObj(made::event)
                .forEach(event -> seeds.add(Written.text(event).getBytes(StandardCharsets.UTF_8)));
        var corpora = System.getenv("ALMANAC_CORPORA");
        if (corpora != null) {
            try (var found = Files.walk(Path.of(corpora, "ics"))) {
                for (var file : found.filter(Files::isRegularFile)
                        .filter(path -> path.toString().matches(".*\\.(ics|txt)"))
                        .sorted()
                        .toList()) {
                    if (Files.size(file) <= LARGEST) {
                        seeds.add(Files.readAllBytes(file));
                    }
                }
            }
        }
        return seeds;
    }

    private byte[] mutated(List<byte[]> seeds) {
        var octets = oneOf(seeds);
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            octets = random.nextInt(3) == 0 ? turned(octets) : relined(octets, oneOf(seeds));
        }
        return octets;
    }

    /** Some octets are others, or the end is missing. */
    private byte[] turned(byte[] octets) {
        if (octets.length == 0) {
            return octets;
        }
        var turned = random.nextInt(8) == 0 ? Arrays.copyOf(octets, random.nextInt(octets.length)) : octets.clone();
        for (int i = random.nextInt(8); i > 0 && turned.length > 0; i--) {
            turned[random.nextInt(turned.length)] = (byte) random.nextInt(256);
        }
        return turned;
    }

    /** Lines are lost, doubled, moved, cut, replaced by hostile ones or those of another file. */
    private byte[] relined(byte[] octets, byte[] others) {
        var lines = new ArrayList<>(List.of(new String(octets, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)));
        var other = new String(others, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1);
        int at = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
            case 3 -> lines.add(at, other[random.nextInt(other.length)]);
            case 4 -> lines.add(at, token() + "\r\n");
            case 5 -> {
                var line = lines.get(at);
                int cut = line.isEmpty() ? 0 : random.nextInt(line.length());
                lines.set(at, line.substring(0, cut) + token() + line.substring(cut));
            }
            default -> lines.set(at, lines.get(at).repeat(1 + random.nextInt(40)));
        }
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String token() {
        return new String(oneOf(TOKENS).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
