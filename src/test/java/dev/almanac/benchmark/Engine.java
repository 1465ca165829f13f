package dev.almanac.benchmark;

import dev.almanac.recurrence.RecurrenceSet;
import dev.almanac.recurrence.Recurrences;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import net.fortuna.ical4j.model.Recur;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;

/** What makes starts of a rule: this server's engine, and libraries that do the same. */
public enum Engine {
    ALMANAC {
        @Override
        Series open(LocalDateTime start, String rule) {
            var expansion = Recurrences.of(new RecurrenceSet(start, false, ZONE, rule, List.of(), List.of()));
            return new Series() {
                @Override
                public void month(Consumer<Object> each) {
                    var starts = expansion.from(MONTH);
                    while (starts.hasNext()) {
                        var next = starts.next();
                        if (!next.isBefore(MONTH_END)) {
                            return;
                        }
                        each.accept(next);
                    }
                }

                @Override
                public void first(int count, Consumer<Object> each) {
                    var starts = expansion.from(start);
                    for (int i = 0; i < count && starts.hasNext(); i++) {
                        each.accept(starts.next());
                    }
                }
            };
        }
    },

    /** At wall-clock time taken as UTC: its cheapest way, and {@code java.util.TimeZone} has no say. */
    LIB_RECUR {
        @Override
        Series open(LocalDateTime start, String text) {
            var first = utc(start);
            var rule = read(text);
            return new Series() {
                @Override
                public void month(Consumer<Object> each) {
                    var starts = rule.iterator(first);
                    starts.fastForward(UTC_MONTH);
                    while (starts.hasNext()) {
                        var next = starts.nextDateTime();
                        if (!next.before(UTC_MONTH_END)) {
                            return;
                        }
                        each.accept(next);
                    }
                }

                @Override
                public void first(int count, Consumer<Object> each) {
                    var starts = rule.iterator(first);
                    for (int i = 0; i < count && starts.hasNext(); i++) {
                        each.accept(starts.nextDateTime());
                    }
                }
            };
        }
    },

    ICAL4J {
        @Override
        Series open(LocalDateTime start, String text) {
            var rule = new Recur<LocalDateTime>(text);
            return new Series() {
                @Override
                public void month(Consumer<Object> each) {
                    rule.getDates(start, MONTH, MONTH_END).forEach(each);
                }

                @Override
                public void first(int count, Consumer<Object> each) {
                    rule.getDates(start, start, LocalDateTime.MAX, count).forEach(each);
                }
            };
        }
    };

    /** How many starts are many. */
    static final int MANY = 1_000;

    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final LocalDateTime MONTH = LocalDateTime.of(2026, 6, 1, 0, 0);
    static final LocalDateTime MONTH_END = MONTH.plusMonths(1);
    private static final DateTime UTC_MONTH = utc(MONTH);
    private static final DateTime UTC_MONTH_END = utc(MONTH_END);

    /** A series whose rule has been read. Starts come in order, in the engine's own form. */
    interface Series {

        /** The starts in {@link #MONTH}. */
        void month(Consumer<Object> each);

        /** The starts from the first one on, so many of them. */
        void first(int count, Consumer<Object> each);
    }

    /** Reads a rule. */
    abstract Series open(LocalDateTime start, String rule);

    private static org.dmfs.rfc5545.recur.RecurrenceRule read(String rule) {
        try {
            return new org.dmfs.rfc5545.recur.RecurrenceRule(rule);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException(e);
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
}
