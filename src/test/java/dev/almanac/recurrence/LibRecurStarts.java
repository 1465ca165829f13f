package dev.almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Iterator;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/** Expands by lib-recur, wall-clock time taken as UTC so that {@code java.util.TimeZone} has no say. */
final class LibRecurStarts implements RuleStarts {
    private final org.dmfs.rfc5545.recur.RecurrenceRule rule;
    private final LocalDateTime anchor;

    LibRecurStarts(RecurrenceRule rule, LocalDateTime anchor) {
        try {
            this.rule = new org.dmfs.rfc5545.recur.RecurrenceRule(
                    rule.withoutEnd().toString(), org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode.RFC2445_LAX);
        } catch (InvalidRecurrenceRuleException refused) {
            throw new InvalidRecurrenceException(
                    InvalidRecurrenceException.Reason.PART_NOT_ALLOWED,
                    "RRULE",
                    "The parts of this rule do not combine");
        }
        this.anchor = anchor;
    }

    @Override
    public Iterator<LocalDateTime> from(LocalDateTime from) {
        return new LookAhead() {
            private @Nullable RecurrenceRuleIterator starts = open(from);

            @Override
            @Nullable LocalDateTime advance() {
                RecurrenceRuleIterator open = starts;
                while (open != null && open.hasNext()) {
                    LocalDateTime start = local(open.peekDateTime());
                    try {
                        open.nextDateTime();
                    } catch (IllegalArgumentException | IllegalStateException gaveUp) {
                        // lib-recur looks one start ahead, and gives up after some thousands of empty sets.
                        starts = null;
                        open = null;
                    }
                    if (start.isAfter(LocalTimes.MAX)) {
                        return null;
                    }
                    if (!start.isBefore(from)) {
                        return start;
                    }
                }
                return null;
            }
        };
    }

    private @Nullable RecurrenceRuleIterator open(LocalDateTime from) {
        try {
            RecurrenceRuleIterator starts = rule.iterator(utc(anchor));
            if (from.isAfter(anchor)) {
                starts.fastForward(utc(from));
            }
            return starts;
        } catch (IllegalArgumentException | IllegalStateException gaveUp) {
            return null;
        }
    }

    private static DateTime utc(LocalDateTime time) {
        return new DateTime(
                DateTime.UTC,
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
