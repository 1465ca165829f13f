package dev.almanac.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a fault that was made some times over: counted, judged, printed. */
final class Figures {

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);

    private static final Path ROWS = Path.of("target/faults");

    private final String fault;
    private final String expected;
    private final Duration longestRecovery;
    private final Map<String, Long> codes = new TreeMap<>();
    private int injections;
    private long acknowledged;
    private long lost;
    private long doubled;
    private long stall;
    private long recovery;

    /**
     * @param fault in a few words
     * @param expected what the clients are to see meanwhile
     */
    Figures(String fault, String expected) {
        this(fault, expected, LONGEST_RECOVERY);
    }

    /** @param longestRecovery of a fault that leaves something behind for longer than others */
    Figures(String fault, String expected, Duration longestRecovery) {
        this.fault = fault;
        this.expected = expected;
        this.longestRecovery = longestRecovery;
    }

    /** Compares what the clients were told with what there is, after the load has ended. */
    void enter(Load load, Cluster cluster) {
        Ledger ledger = load.ledger();
        Audit audit = Audit.of(ledger.acknowledged(), cluster);
        injections++;
        acknowledged += ledger.writes();
        lost += audit.lost();
        doubled += audit.doubled();
        stall = Math.max(stall, ledger.longestMillis());
        recovery = Math.max(recovery, ledger.recoveryMillis());
        ledger.codes().forEach((code, count) -> codes.merge(code, count, Long::sum));
        assertThat(ledger.faults()).as(fault + ": " + ledger.codes()).isEmpty();
        assertThat(audit).as(fault).isEqualTo(Audit.CLEAN);
        assertThat(load.differing()).as("events that the API shows otherwise").isZero();
        assertThat(ledger.recoveryMillis()).as("recovery").isLessThanOrEqualTo(longestRecovery.toMillis());
        assertThat(ledger.longestMillis()).as("longest stall").isLessThanOrEqualTo(Stage.PATIENCE.toMillis());
    }

    @SuppressWarnings("SystemOut")
    void print() {
        String answers = codes.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        String row = "| %s | %s | %d | %,d | %d | %d | %,d | %,d | %s |"
                .formatted(fault, expected, injections, acknowledged, lost, doubled, stall, recovery, answers);
        System.out.println(row);
        try {
            Files.createDirectories(ROWS);
            Files.writeString(ROWS.resolve(fault.replaceAll("\\W+", "-") + ".row"), row + "\n");
            FaultsPage.write(ROWS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
