package dev.almanac.event.plan;

import dev.almanac.event.Derivation;
import dev.almanac.event.EventContents;
import dev.almanac.event.Occurrence;
import dev.almanac.event.plan.EditPlan.Step;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does to occurrences.
 *
 * <p>Both sides are walked along the slots, from a start on, and only as far as it takes to fill a page: a series may never end.
 *
 * @param lostOverrides occurrences that differ from their series and do not any more, as they were
 * @param complete whether there is no more of any of these
 */
public record PlanEffects(
        List<Occurrence> added,
        List<Occurrence> removed,
        List<Moved> moved,
        List<Occurrence> lostOverrides,
        boolean complete) {

    /** How many occurrences are looked at for each that a page may hold. */
    private static final int LOOKED_AT = 4;

    /** An occurrence that happens at another time. */
    public record Moved(Occurrence before, Occurrence after) {}

    /**
     * The effects.
     *
     * @param from the first slot that is looked at
     * @param most entries of each kind
     */
    public static PlanEffects of(EditPlan plan, LocalDateTime from, int most) {
        var before = new Walk(contents(plan, Step::before), from);
        var after = new Walk(contents(plan, Step::after), from);
        var effects =
                new PlanEffects(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false);
        int looks = LOOKED_AT * most;
        while (looks-- > 0 && effects.fits(most) && (before.peek() != null || after.peek() != null)) {
            effects.step(before, after);
        }
        boolean complete = before.peek() == null && after.peek() == null;
        return new PlanEffects(
                List.copyOf(effects.added),
                List.copyOf(effects.removed),
                List.copyOf(effects.moved),
                List.copyOf(effects.lostOverrides),
                complete);
    }

    private boolean fits(int most) {
        return added.size() < most && removed.size() < most && moved.size() < most;
    }

    private void step(Walk before, Walk after) {
        var old = before.peek();
        var fresh = after.peek();
        int order = old == null ? 1 : fresh == null ? -1 : Walk.ORDER.compare(old, fresh);
        if (order <= 0) {
            before.next();
        }
        if (order >= 0) {
            after.next();
        }
        if (order == 0 && old != null && fresh != null) {
            if (!sameTime(old, fresh)) {
                moved.add(new Moved(old, fresh));
            }
            if (old.overridden() && !fresh.overridden()) {
                lostOverrides.add(old);
            }
        } else if (order < 0 && old != null) {
            removed.add(old);
            if (old.overridden()) {
                lostOverrides.add(old);
            }
        } else if (fresh != null) {
            added.add(fresh);
        }
    }

    private static boolean sameTime(Occurrence one, Occurrence other) {
        return one.start().equals(other.start())
                && one.end().equals(other.end())
                && one.allDay() == other.allDay()
                && Objects.equals(one.zone(), other.zone());
    }

    private static List<EventContents> contents(EditPlan plan, Function<Step, @Nullable EventContents> side) {
        List<EventContents> contents = new ArrayList<>();
        for (var step : plan.steps()) {
            var one = side.apply(step);
            if (one != null) {
                contents.add(one);
            }
        }
        return contents;
    }

    /** The occurrences of parts, in order of root and slot. */
    private static final class Walk {

        static final Comparator<Occurrence> ORDER =
                Comparator.<Occurrence, UUID>comparing(Occurrence::rootId).thenComparing(Occurrence::slot);

        private final List<Side> sides;
        private @Nullable Side next;

        private static final class Side {
            private final Derivation derivation;
            private final Iterator<LocalDateTime> starts;
            private @Nullable Occurrence next;

            Side(EventContents contents, LocalDateTime from) {
                derivation = new Derivation(contents);
                starts = derivation.expansion().from(contents.event().originalStart(from));
                advance();
            }

            void advance() {
                next = starts.hasNext() ? derivation.occurrence(starts.next()) : null;
            }
        }

        Walk(List<EventContents> parts, LocalDateTime from) {
            sides = parts.stream().map(part -> new Side(part, from)).toList();
            choose();
        }

        @Nullable Occurrence peek() {
            return next == null ? null : next.next;
        }

        void next() {
            if (next != null) {
                next.advance();
                choose();
            }
        }

        private void choose() {
            Side first = null;
            for (var side : sides) {
                var candidate = side.next;
                var best = first == null ? null : first.next;
                if (candidate != null && (best == null || ORDER.compare(candidate, best) < 0)) {
                    first = side;
                }
            }
            next = first;
        }
    }
}
