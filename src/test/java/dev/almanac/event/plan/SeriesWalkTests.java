package dev.almanac.event.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.change.Problems;
import dev.almanac.event.Derivation;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.event.EventTime;
import dev.almanac.event.Occurrence;
import dev.almanac.platform.time.NominalDuration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random edits of a series, one after the other. After each: what its scope does not reach is as it was, under the same ids; what it
 * reaches moved by as much as was said; putting it back gives what was there. Fix the seed with {@code -Dalmanac.seed=…}.
 */
class SeriesWalkTests {

    private static final long SEED = Long.getLong("almanac.seed", 20_260_302L);
    private static final int WALKS = Boolean.getBoolean("almanac.soak") ? 1_500 : 40;
    private static final int STEPS = Boolean.getBoolean("almanac.soak") ? 50 : 25;

    /** What of an occurrence an edit elsewhere must not change. */
    private record View(
            LocalDateTime start,
            LocalDateTime end,
            @Nullable ZoneId zone,
            String title) {
        static View of(Occurrence occurrence) {
            var end = occurrence.localStart().plus(java.time.Duration.between(occurrence.start(), occurrence.end()));
            return new View(occurrence.localStart(), end, occurrence.zone(), occurrence.title());
        }
    }

    private final RandomEdits random = new RandomEdits(SEED);
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    @Test
    void editsReachWhatTheirScopeSaysAndNothingElse() {
        for (int walk = 0; walk < WALKS; walk++) {
            walk();
        }
        System.out.println("Series walk, seed " + SEED + ": " + counts);
        int least = Boolean.getBoolean("almanac.soak") ? 500 : 1;
        assertThat(counts)
                .containsKeys(
                        "splits",
                        "shifts across a transition",
                        "rule changes",
                        "overrides before a split",
                        "overrides after a split")
                .allSatisfy((_, count) -> assertThat(count).isGreaterThanOrEqualTo(least));
    }

    private void walk() {
        Map<UUID, EventContents> parts = new HashMap<>();
        var first = random.series();
        parts.put(first.event().id(), first);
        for (int step = 0; step < STEPS && !parts.isEmpty(); step++) {
            var part = random.oneOf(List.copyOf(parts.values()));
            var views = views(parts);
            var slots = slots(part);
            if (slots.isEmpty()) {
                return;
            }
            var slot = random.oneOf(slots);
            var before = Map.copyOf(parts);
            var plan = step(part, slot, views, parts);
            if (plan != null) {
                apply(plan.inverse(), parts);
                assertThat(parts).as("put back; seed %d", SEED).isEqualTo(before);
                apply(plan, parts);
            }
        }
    }

    private @Nullable EditPlan step(
            EventContents part, LocalDateTime slot, Map<OccurrenceKey, View> views, Map<UUID, EventContents> parts) {
        var scope = random.oneOf(List.of(EditScope.values()));
        var edit = new SeriesEdit(part, random.context());
        if (random.oneIn(8)) {
            var plan = Objects.requireNonNull(edit.delete(scope, slot, new Problems()));
            apply(plan, parts);
            outsideIsAsItWas(part, slot, scope, views, parts);
            count("deletions");
            return plan;
        }
        var problems = new Problems();
        var patch = random.patch(scope, Overrides.time(part, slot));
        var policy = random.oneOf(List.of(OverridePolicy.values()));
        var plan = edit.update(scope, slot, policy, patch, problems);
        if (plan == null) {
            assertThat(problems.found()).as("seed %d", SEED).isNotEmpty();
            count("refused " + problems.found().getFirst().code());
            return null;
        }
        apply(plan, parts);
        outsideIsAsItWas(part, slot, scope, views, parts);
        insideIsMoved(part, slot, scope, policy, patch, views, parts, plan);
        counts(part, slot, scope, patch, plan);
        return plan;
    }

    private void outsideIsAsItWas(
            EventContents part,
            LocalDateTime slot,
            EditScope scope,
            Map<OccurrenceKey, View> views,
            Map<UUID, EventContents> parts) {
        views.forEach((key, view) -> {
            if (!reached(part, slot, scope, key)) {
                assertThat(view(parts, key))
                        .as("%s is not reached by %s at %s; seed %d", key, scope, slot, SEED)
                        .isEqualTo(view);
            }
        });
    }

    /** A patch of the time alone moves each occurrence that is reached by as much as the one that is named. */
    private void insideIsMoved(
            EventContents part,
            LocalDateTime slot,
            EditScope scope,
            OverridePolicy policy,
            EventPatch patch,
            Map<OccurrenceKey, View> views,
            Map<UUID, EventContents> parts,
            EditPlan plan) {
        var root = part.event().rootId();
        var after = Objects.requireNonNull(plan.steps().getFirst().after());
        if (patch.recurrence().present() || !after.event().rootId().equals(root)) {
            return;
        }
        var key = new OccurrenceKey(root, slot);
        var named = view(parts, key);
        if (patch.time().present() && (policy != OverridePolicy.DISCARD || scope == EditScope.THIS)) {
            var draft = (TimeDraft.Timed) Objects.requireNonNull(patch.time().value());
            assertThat(named).as("the occurrence that was named, seed %d", SEED).isNotNull();
            assertThat(Objects.requireNonNull(named).start()).isEqualTo(draft.start());
        }
        if (scope == EditScope.THIS) {
            return;
        }
        var shift = java.time.Duration.between(
                part.event().originalStart(slot), after.event().originalStart(slot));
        views.forEach((other, view) -> {
            if (reached(part, slot, scope, other) && !overridden(part, other.slot())) {
                var now = view(parts, other);
                if (now != null) {
                    assertThat(now.start())
                            .as("%s moved by %s; seed %d", other, shift, SEED)
                            .isEqualTo(view.start().plus(shift));
                }
            }
        });
    }

    private static boolean overridden(EventContents part, LocalDateTime slot) {
        return part.override(slot).isPresent();
    }

    private static boolean reached(EventContents part, LocalDateTime slot, EditScope scope, OccurrenceKey key) {
        if (!key.root().equals(part.event().rootId()) || !owns(part, key.slot())) {
            return false;
        }
        return switch (scope) {
            case THIS -> key.slot().equals(slot);
            case THIS_AND_FOLLOWING -> !key.slot().isBefore(slot);
            case ALL -> true;
        };
    }

    private static boolean owns(EventContents contents, LocalDateTime slot) {
        var part = contents.event().part();
        return part == null || part.owns(slot);
    }

    private void counts(EventContents part, LocalDateTime slot, EditScope scope, EventPatch patch, EditPlan plan) {
        count(scope.name());
        if (plan.steps().size() == 2) {
            count("splits");
            if (part.overrides().stream().anyMatch(override -> override.slot().isBefore(slot))) {
                count("overrides before a split");
            }
            if (part.overrides().stream().anyMatch(override -> override.slot().isAfter(slot))) {
                count("overrides after a split");
            }
        }
        if (patch.recurrence().present()) {
            count("rule changes");
        }
        var zone = part.event().time().zone();
        if (patch.time().present() && zone != null && !zone.getRules().isFixedOffset()) {
            var was = Overrides.time(part, slot);
            var draft = (TimeDraft.Timed) Objects.requireNonNull(patch.time().value());
            var transition = zone.getRules().nextTransition(was.startInstant());
            if (transition != null
                    && transition
                            .getInstant()
                            .isBefore(EventTime.timed(draft.start(), zone, zone, NominalDuration.ZERO)
                                    .startInstant())) {
                count("shifts across a transition");
            }
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static void apply(EditPlan plan, Map<UUID, EventContents> parts) {
        for (var step : plan.steps()) {
            var before = step.before();
            var after = step.after();
            if (before != null) {
                assertThat(parts.remove(before.event().id())).isEqualTo(before);
            }
            if (after != null) {
                parts.put(after.event().id(), after);
            }
        }
    }

    private static List<LocalDateTime> slots(EventContents part) {
        List<LocalDateTime> slots = new ArrayList<>();
        var starts = part.event().expansion().from(LocalDateTime.MIN.withYear(1));
        while (slots.size() < 12 && starts.hasNext()) {
            slots.add(part.event().slot(starts.next()));
        }
        return slots;
    }

    private static Map<OccurrenceKey, View> views(Map<UUID, EventContents> parts) {
        Map<OccurrenceKey, View> views = new HashMap<>();
        for (var part : parts.values()) {
            var derivation = new Derivation(part);
            for (var slot : slots(part)) {
                var event = part.event();
                var view = View.of(derivation.occurrence(event.originalStart(slot)));
                assertThat(views.put(new OccurrenceKey(event.rootId(), slot), view))
                        .as("two parts have %s; seed %d", slot, SEED)
                        .isNull();
            }
        }
        return views;
    }

    private static @Nullable View view(Map<UUID, EventContents> parts, OccurrenceKey key) {
        View found = null;
        for (var part : parts.values()) {
            Event event = part.event();
            var start = event.originalStart(key.slot());
            if (event.rootId().equals(key.root())
                    && owns(part, key.slot())
                    && event.expansion().contains(start)) {
                assertThat(found).isNull();
                found = View.of(new Derivation(part).occurrence(start));
            }
        }
        return found;
    }
}
