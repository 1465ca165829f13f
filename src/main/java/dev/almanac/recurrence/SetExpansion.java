package dev.almanac.recurrence;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a recurrence set together: the start, its rule's pattern up to COUNT or UNTIL, rdates and exdates. */
final class SetExpansion implements Expansion {
    private final RecurrenceSet set;
    private final @Nullable RecurrenceRule rule;
    private final @Nullable RuleStarts pattern;

    // Both are found by a walk when first asked for; threads may race to the same value. Where COUNT ends:
    private volatile @Nullable LocalDateTime counted;
    private volatile @Nullable Boolean empty;

    SetExpansion(RecurrenceSet set, @Nullable RecurrenceRule rule, @Nullable RuleStarts pattern) {
        this.set = set;
        this.rule = rule;
        this.pattern = pattern;
    }

    @Override
    public Iterator<LocalDateTime> from(LocalDateTime from) {
        List<LocalDateTime> rdates = set.rdates();
        int position = Collections.binarySearch(rdates, from);
        Iterator<LocalDateTime> extra = rdates.listIterator(position < 0 ? -position - 1 : position);
        return new Starts(ofRule(from), extra, set.exdates());
    }

    @Override
    public boolean contains(LocalDateTime start) {
        Iterator<LocalDateTime> starts = from(start);
        return starts.hasNext() && starts.next().equals(start);
    }

    @Override
    public Optional<LocalDateTime> first() {
        Iterator<LocalDateTime> starts = from(LocalTimes.MIN);
        return starts.hasNext() ? Optional.of(starts.next()) : Optional.empty();
    }

    @Override
    public Optional<LocalDateTime> last() {
        if (endless()) {
            return Optional.empty();
        }
        LocalDateTime end = latest(bound());
        LocalDateTime earliest =
                set.rdates().isEmpty() || set.start().isBefore(set.rdates().getFirst())
                        ? set.start()
                        : set.rdates().getFirst();
        // Look back from the end in windows that double, until one holds a start: the end may lie far behind the last
        // one.
        for (Duration window = Duration.ofDays(1); ; window = window.multipliedBy(2)) {
            boolean whole = Duration.between(earliest, end).compareTo(window) <= 0;
            Iterator<LocalDateTime> starts = from(whole ? earliest : end.minus(window));
            LocalDateTime last = null;
            while (starts.hasNext()) {
                last = starts.next();
            }
            if (last != null || whole) {
                return Optional.ofNullable(last);
            }
        }
    }

    @Override
    public boolean endless() {
        return rule != null && rule.count() == null && rule.until() == null && !ruleIsEmpty();
    }

    @Override
    public boolean ruleIsEmpty() {
        Boolean known = empty;
        if (known == null) {
            known = pattern != null && !pattern.from(set.start()).hasNext();
            empty = known;
        }
        return known;
    }

    /** A time after which the start and the rule yield nothing, for sets that end. */
    private LocalDateTime bound() {
        LocalDateTime start = set.start();
        if (rule == null || ruleIsEmpty()) {
            return start;
        }
        if (rule.until() == null) {
            return counted();
        }
        LocalDateTime bound = rule.until().bound(set.zone());
        return bound.isBefore(start) ? start : bound;
    }

    private LocalDateTime latest(LocalDateTime bound) {
        List<LocalDateTime> rdates = set.rdates();
        return rdates.isEmpty() || rdates.getLast().isBefore(bound) ? bound : rdates.getLast();
    }

    private Iterator<LocalDateTime> ofRule(LocalDateTime from) {
        LocalDateTime start = set.start();
        boolean withStart = !from.isAfter(start);
        if (rule == null || pattern == null || Boolean.TRUE.equals(empty)) {
            return withStart ? List.of(start).iterator() : Collections.emptyIterator();
        }
        @Nullable LocalDateTime first = withStart ? start : null;
        if (rule.count() == null) {
            return new RuleBounds(first, pattern.from(from), rule.until(), set.zone(), Long.MAX_VALUE);
        }
        if (withStart) {
            return new RuleBounds(first, pattern.from(start), null, null, rule.count());
        }
        LocalDateTime end = counted();
        return from.isAfter(end)
                ? Collections.emptyIterator()
                : new RuleBounds(null, pattern.from(from), Until.of(end), null, Long.MAX_VALUE);
    }

    private LocalDateTime counted() {
        LocalDateTime end = counted;
        if (end == null) {
            Iterator<LocalDateTime> starts = ofRule(set.start());
            do {
                end = starts.next();
            } while (starts.hasNext());
            counted = end;
        }
        return end;
    }
}
