package dev.almanac.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server's process holds, sample by sample. */
final class Soak {

    /** What must not grow, and by how much of its mean in the first third it may seem to. */
    private static final Map<String, Double> LIMITS = new LinkedHashMap<>();

    static {
        LIMITS.put("heap after GC, KiB", 0.15);
        LIMITS.put("RSS, KiB", 0.10);
        LIMITS.put("threads", 0.10);
        LIMITS.put("file handles", 0.25);
        LIMITS.put("PostgreSQL connections", 0.25);
    }

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final ServerProcess server;
    private final Cluster cluster;
    private final Ledger ledger;
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();
    private long answered;
    private long sampled = System.nanoTime();

    Soak(ServerProcess server, Cluster cluster, Ledger ledger) {
        this.server = server;
        this.cluster = cluster;
        this.ledger = ledger;
        this.answered = ledger.count(Client.OK);
    }

    void sample() throws IOException, InterruptedException {
        long pid = server.pid();
        jcmd(pid, "GC.run");
        long heap = USED.matcher(jcmd(pid, "GC.heap_info"))
                .results()
                .limit(2)
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
        add("heap after GC, KiB", (double) heap);
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                add("RSS, KiB", Double.parseDouble(line.replaceAll("\\D", "")));
            } else if (line.startsWith("Threads:")) {
                add("threads", Double.parseDouble(line.replaceAll("\\D", "")));
            }
        }
        try (Stream<Path> handles = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            add("file handles", (double) handles.count());
        }
        String sessions = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'almanac'";
        add("PostgreSQL connections", (double) cluster.count(sessions));
        add("of these at work", (double) cluster.count(sessions + " AND state <> 'idle'"));
        long now = System.nanoTime();
        long count = ledger.count(Client.OK);
        add("answers a second", (count - answered) * 1e9 / (now - sampled));
        answered = count;
        sampled = now;
    }

    private void add(String what, double value) {
        samples.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    /** What is larger in the last third than it may be, and still growing by a straight line through its last two thirds. */
    List<String> grown() {
        List<String> grown = new ArrayList<>();
        LIMITS.forEach((what, limit) -> {
            List<Double> all = samples.getOrDefault(what, List.of());
            double first = mean(all.subList(0, all.size() / 3));
            double last = mean(all.subList(all.size() - all.size() / 3, all.size()));
            if (last > first * (1 + limit) && growth(all) > first * limit) {
                grown.add(what);
            }
        });
        return grown;
    }

    /** By the line, from the end of the first third to the end. */
    private static double growth(List<Double> all) {
        List<Double> tail = all.subList(all.size() / 3, all.size());
        int n = tail.size();
        double meanX = (n - 1) / 2.0;
        double meanY = mean(tail);
        double above = 0;
        double below = 0;
        for (int x = 0; x < n; x++) {
            above += (x - meanX) * (tail.get(x) - meanY);
            below += (x - meanX) * (x - meanX);
        }
        return below == 0 ? 0 : above / below * (n - 1);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(0);
    }

    String report(double peak, Ledger told) {
        var text = new StringBuilder(
                "Peak %.0f answers a second; acknowledged writes %,d, reads %,d, longest %,d ms, answers %s%n"
                        .formatted(peak, told.writes(), told.reads(), told.longestMillis(), told.codes()));
        text.append(
                "| what | samples | first third | last third | growth by the line | verdict |\n|---|--:|--:|--:|--:|---|\n");
        List<String> grown = grown();
        samples.forEach((what, all) -> text.append("| %s | %d | %,.1f | %,.1f | %+,.1f | %s |%n"
                .formatted(
                        what,
                        all.size(),
                        mean(all.subList(0, all.size() / 3)),
                        mean(all.subList(all.size() - all.size() / 3, all.size())),
                        growth(all),
                        !LIMITS.containsKey(what) ? "" : grown.contains(what) ? "GROWS" : "steady")));
        return text.toString();
    }
}
