package dev.almanac.benchmark;

import java.time.LocalDateTime;

/**
 * A rule as people have them, begun on a day that the rule itself makes: what engines do with other starts differs. Each happens in
 * {@link Engine#MONTH}, and at least {@link Engine#MANY} times.
 */
public enum UsualRule {
    DAILY("daily", "2026-03-02", "FREQ=DAILY"),
    WEEKLY("weekly on three days", "2026-03-02", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    MONTH_DAY("monthly on the 15th", "2026-03-15", "FREQ=MONTHLY;BYMONTHDAY=15"),
    SECOND_TUESDAY("monthly on the second Tuesday", "2026-03-10", "FREQ=MONTHLY;BYDAY=2TU"),
    YEARLY("yearly", "2020-06-08", "FREQ=YEARLY"),
    COUNTED("weekly since 2016, 1,000 times", "2016-01-04", "FREQ=WEEKLY;COUNT=1000"),
    LONG_AGO("daily since 1970", "1970-01-05", "FREQ=DAILY");

    private final String title;
    private final LocalDateTime start;
    private final String text;

    UsualRule(String title, String date, String text) {
        this.title = title;
        this.start = LocalDateTime.parse(date + "T09:00");
        this.text = text;
    }

    String title() {
        return title;
    }

    /** When a series with this rule first happens. */
    LocalDateTime start() {
        return start;
    }

    /** The rule in the words of RFC 5545. */
    String text() {
        return text;
    }
}
