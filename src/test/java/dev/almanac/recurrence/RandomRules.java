package dev.almanac.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/** Random rules and sets; the same seed makes the same ones. */
public final class RandomRules {
    private final SplittableRandom random;

    public RandomRules(long seed) {
        random = new SplittableRandom(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    public LocalDateTime start() {
        return LocalDateTime.of(1995 + below(40), 1 + below(12), 1, below(24), oneIn(2) ? 0 : below(60))
                .plusDays(below(31));
    }

    public <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    /** Any accepted rule, whether or not it produces anything. */
    public String rule() {
        String frequency = oneOf(List.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"));
        StringJoiner rule = new StringJoiner(";").add("FREQ=" + frequency);
        if (oneIn(2)) {
            rule.add("INTERVAL=" + (1 + below(oneIn(4) ? 400 : 6)));
        }
        boolean limits = false;
        if (oneIn(4)) {
            rule.add("BYMONTH=" + list(() -> 1 + below(12)));
            limits = true;
        }
        if (oneIn(10)) {
            rule.add("BYWEEKNO=" + list(() -> signed(53)));
            limits = true;
        } else if (oneIn(3)) {
            boolean ordinals = frequency.equals("YEARLY") || frequency.equals("MONTHLY");
            rule.add("BYDAY=" + weekdays(ordinals && oneIn(2)));
            limits = true;
        }
        if (oneIn(4)) {
            rule.add("BYMONTHDAY=" + list(() -> signed(31)));
            limits = true;
        }
        if (oneIn(12)) {
            rule.add("BYYEARDAY=" + list(() -> signed(366)));
            limits = true;
        }
        if (oneIn(5)) {
            rule.add("BYHOUR=" + list(() -> below(24)));
            limits = true;
        }
        if (limits && oneIn(5)) {
            rule.add("BYSETPOS=" + list(() -> signed(4)));
        }
        if (oneIn(5)) {
            rule.add("WKST=" + WeekdayNum.code(DayOfWeek.of(1 + below(7))));
        }
        return rule.toString();
    }

    /** A set that ends, with some rdates and exdates that meet the rule and some that do not. */
    public RecurrenceSet finiteSet() {
        LocalDateTime start = start();
        String end = oneIn(2)
                ? ";COUNT=" + (1 + below(60))
                : ";UNTIL=" + Until.of(start.plusDays(below(900)).minusDays(below(30)));
        String rule = oneIn(12) ? null : rule() + end;
        List<LocalDateTime> rdates =
                random.ints(below(4), -300, 900).mapToObj(start::plusDays).toList();
        List<LocalDateTime> exdates =
                random.ints(below(6), -300, 900).mapToObj(start::plusDays).toList();
        return new RecurrenceSet(start, false, null, rule, rdates, exdates);
    }

    String weekdays(boolean ordinals) {
        TreeSet<WeekdayNum> days = new TreeSet<>();
        for (int i = 1 + below(3); i > 0; i--) {
            days.add(new WeekdayNum(ordinals ? signed(5) : 0, DayOfWeek.of(1 + below(7))));
        }
        return String.join(",", days.stream().map(WeekdayNum::toString).toList());
    }

    String list(IntSupplier value) {
        TreeSet<Integer> values = new TreeSet<>();
        for (int i = 1 + below(4); i > 0; i--) {
            values.add(value.getAsInt());
        }
        return String.join(",", values.stream().map(String::valueOf).toList());
    }

    int signed(int max) {
        return (oneIn(3) ? -1 : 1) * (1 + below(max));
    }
}
