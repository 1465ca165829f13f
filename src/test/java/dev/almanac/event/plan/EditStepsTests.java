package dev.almanac.event.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.almanac.change.Patch;
import dev.almanac.change.Problems;
import dev.almanac.event.EventContents;
import dev.almanac.event.Hours;
import dev.almanac.platform.time.NominalDuration;
import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An edit of a series costs the same however long ago it began. What it costs is counted in bytes: every start that is made is an object of
 * at least 24, and from 1970 to the day of the edit a daily series has 20,000.
 */
@Tag("C19")
class EditStepsTests {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 5, 9, 0);
    private static final LocalDateTime YESTERDAY = LocalDateTime.of(2026, 3, 2, 9, 0);
    private static final LocalDateTime EDITED = LocalDateTime.of(2026, 3, 9, 9, 0);

    // More than noise, and less than a hundredth of a walk since 1970.
    private static final long MORE = 4_800;

    private static final EditContext CONTEXT = new RandomEdits(1).context();

    private static final EventPatch TITLE = Patches.of(Patch.absent(), Patch.absent(), Patch.of("Other"));

    private static final EventPatch TIME = Patches.of(
            Patch.of(new TimeDraft.Timed(EDITED.plusHours(2), null, new NominalDuration(0, 3_600), ZONE, ZONE)),
            Patch.absent(),
            Patch.absent());

    private static EventContents series(LocalDateTime start, String rule) {
        return Hours.series(start, ZONE, rule, List.of());
    }

    /** The edit of the occurrence of 9 March 2026. */
    private static @Nullable EditPlan edited(String edit, EditScope scope, EventContents series) {
        var problems = new Problems();
        return switch (edit) {
            case "title" -> new SeriesEdit(series, CONTEXT).update(scope, EDITED, OverridePolicy.KEEP, TITLE, problems);
            case "time" -> new SeriesEdit(series, CONTEXT).update(scope, EDITED, OverridePolicy.KEEP, TIME, problems);
            default -> new SeriesEdit(series, CONTEXT).delete(scope, EDITED, problems);
        };
    }

    private static long bytes(String edit, EditScope scope, EventContents series) {
        long least = Long.MAX_VALUE;
        // The first rounds load classes.
        for (int round = 0; round < 5; round++) {
            long before = THREAD.getCurrentThreadAllocatedBytes();
            var plan = edited(edit, scope, series);
            least = Math.min(least, THREAD.getCurrentThreadAllocatedBytes() - before);
            assertThat(plan).isNotNull();
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({
        "title, THIS",
        "time, THIS",
        "deletion, THIS",
        "title, THIS_AND_FOLLOWING",
        "time, THIS_AND_FOLLOWING",
        "deletion, THIS_AND_FOLLOWING",
        "title, ALL",
        "time, ALL"
    })
    void anEditCostsTheSameHoweverLongAgoASeriesBegan(String edit, EditScope scope) {
        for (var rule : List.of("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=DAILY;UNTIL=20991231T000000Z")) {
            long recent = bytes(edit, scope, series(YESTERDAY, rule));
            long old = bytes(edit, scope, series(LONG_AGO, rule));
            if (Boolean.getBoolean("almanac.soak")) {
                System.out.printf("%s %s of %s: %,d bytes, since 1970 %,d%n", edit, scope, rule, recent, old);
            }
            assertThat(old).as(rule).isLessThanOrEqualTo(recent + MORE);
        }
    }
}
