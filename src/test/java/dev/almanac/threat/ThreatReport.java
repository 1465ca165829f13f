package dev.almanac.threat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints, after the last test, which threats are met: those that a test names which ran and passed, and that no test names which
 * failed. It fails nothing itself.
 */
public final class ThreatReport implements TestExecutionListener {

    private final Set<String> passed = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        // What a container fails at, such as its set-up, its tests have not shown.
        boolean passes = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (passes && !test.isTest()) {
            return;
        }
        for (TestTag tag : test.getTags()) {
            if (Threat.ID.matcher(tag.getName()).matches()) {
                (passes ? passed : failed).add(tag.getName());
            }
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!passed.isEmpty() || !failed.isEmpty()) {
            System.out.println(text(Threat.all(), passed, failed));
        }
    }

    static String text(Map<String, Threat> threats, Set<String> passed, Set<String> failed) {
        Set<String> met = new HashSet<>(passed);
        met.removeAll(failed);
        met.retainAll(threats.keySet());
        var text = new StringBuilder(
                "\nThreats that a test of this run shows to be met: %d of %d\n".formatted(met.size(), threats.size()));
        for (var part : Threat.PARTS) {
            var concerned = threats.values().stream()
                    .filter(threat -> threat.parts().contains(part))
                    .map(Threat::id)
                    .toList();
            var shown = concerned.stream().filter(met::contains).toList();
            var open = concerned.stream().filter(id -> !met.contains(id)).toList();
            text.append("  %-10s  %2d of %2d  met: %s%n".formatted(part, shown.size(), concerned.size(), list(shown)));
            text.append("  %-10s            not: %s%n".formatted("", list(open)));
        }
        if (!failed.isEmpty()) {
            text.append("  tests failed of: %s%n".formatted(list(List.copyOf(new TreeSet<>(failed)))));
        }
        return text.toString();
    }

    private static String list(List<String> ids) {
        return ids.isEmpty() ? "-" : String.join(" ", ids);
    }
}
