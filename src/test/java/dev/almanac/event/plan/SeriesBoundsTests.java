package dev.almanac.event.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.change.Patch;
import dev.almanac.change.Problem;
import dev.almanac.change.Problems;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.Recurrence;
import dev.almanac.platform.Limits;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How much one series may hold. */
@Tag("C19")
class SeriesBoundsTests {

    private static final int MOST = 3;

    private final EditContext context = new EditContext(
            new UUID(0, 1),
            List.of(),
            ZoneId.of("UTC"),
            new EventRules(new Binder(new MapConfigurationPropertySource(Map.of(
                            "almanac.limits.overrides", MOST,
                            "almanac.limits.recurrence-dates", MOST)))
                    .bindOrCreate("almanac.limits", Bindable.of(Limits.class))),
            UUID::randomUUID,
            Instant.EPOCH);

    private static EventContents daily() {
        var contents = new RandomEdits(1).series();
        Event event = contents.event();
        return contents.with(event.with(new Recurrence("FREQ=DAILY", List.of(), List.of())));
    }

    private static LocalDateTime slot(EventContents contents, int day) {
        return contents.event().time().start().plusDays(day);
    }

    @Test
    void anOccurrenceMoreThanTheLimitIsNotOverridden() {
        var contents = daily();
        for (int day = 1; day <= MOST; day++) {
            contents = overridden(contents, day, new Problems());
        }
        // What is overridden already may go on changing.
        contents = overridden(contents, 1, new Problems());
        var problems = new Problems();
        var plan = new SeriesEdit(contents, context)
                .update(EditScope.THIS, slot(contents, MOST + 1), OverridePolicy.KEEP, title("one more"), problems);
        assertThat(plan).isNull();
        assertThat(problems.found()).extracting(Problem::code).containsExactly("TOO_MANY");
    }

    @Test
    void anOccurrenceMoreThanTheLimitIsNotTakenOut() {
        var contents = daily();
        for (int day = 1; day <= MOST; day++) {
            var plan = new SeriesEdit(contents, context).delete(EditScope.THIS, slot(contents, day), new Problems());
            contents = after(plan);
        }
        var problems = new Problems();
        assertThat(new SeriesEdit(contents, context).delete(EditScope.THIS, slot(contents, MOST + 1), problems))
                .isNull();
        assertThat(problems.found()).extracting(Problem::code).containsExactly("TOO_MANY");
        // To end it is no date more.
        assertThat(new SeriesEdit(contents, context)
                        .delete(EditScope.THIS_AND_FOLLOWING, slot(contents, MOST + 1), new Problems()))
                .isNotNull();
    }

    private EventContents overridden(EventContents contents, int day, Problems problems) {
        return after(new SeriesEdit(contents, context)
                .update(
                        EditScope.THIS,
                        slot(contents, day),
                        OverridePolicy.KEEP,
                        title("day " + day + problems.hashCode()),
                        problems));
    }

    private static EventContents after(@Nullable EditPlan plan) {
        return Objects.requireNonNull(
                Objects.requireNonNull(plan).steps().getFirst().after());
    }

    private static EventPatch title(String title) {
        return Patches.of(Patch.absent(), Patch.absent(), Patch.of(title));
    }
}
