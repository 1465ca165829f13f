package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.almanac.recurrence.InvalidRecurrenceException.Reason;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpansionTests {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void without_a_rule_only_the_start_happens() {
        Expansion single = timed("2026-03-02T09:00:00", null);
        assertThat(starts(single, 5)).containsExactly("2026-03-02T09:00");
        assertThat(single.last()).contains(at("2026-03-02T09:00:00"));
        assertThat(single.endless()).isFalse();
        assertThat(single.ruleIsEmpty()).isFalse();
    }

    @Test
    void a_start_off_the_pattern_is_the_first_occurrence_and_counts() {
        // 2026-03-02 is a Monday.
        Expansion tuesdays = timed("2026-03-02T09:00:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=3");
        assertThat(starts(tuesdays, 5)).containsExactly("2026-03-02T09:00", "2026-03-03T09:00", "2026-03-10T09:00");
        assertThat(tuesdays.last()).contains(at("2026-03-10T09:00:00"));
    }

    @Test
    void a_start_on_the_pattern_is_not_counted_twice() {
        assertThat(starts(timed("2026-03-03T09:00:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=2"), 5))
                .containsExactly("2026-03-03T09:00", "2026-03-10T09:00");
    }

    @Test
    void a_start_after_until_still_happens() {
        Expansion late = timed("2026-03-02T09:00:00", "FREQ=DAILY;UNTIL=20260101T000000Z");
        assertThat(starts(late, 5)).containsExactly("2026-03-02T09:00");
        assertThat(late.last()).contains(at("2026-03-02T09:00:00"));
    }

    @Test
    void rdates_are_merged_without_doubles_and_beyond_count() {
        Expansion merged = Recurrences.of(set(
                "2026-03-02T09:00:00",
                "FREQ=DAILY;COUNT=2",
                List.of(at("2026-03-20T10:00:00"), at("2026-03-03T09:00:00"), at("2026-03-01T08:00:00")),
                List.of()));
        assertThat(starts(merged, 9))
                .containsExactly("2026-03-01T08:00", "2026-03-02T09:00", "2026-03-03T09:00", "2026-03-20T10:00");
        assertThat(merged.first()).contains(at("2026-03-01T08:00:00"));
        assertThat(merged.last()).contains(at("2026-03-20T10:00:00"));
    }

    @Test
    void exdates_take_out_the_start_the_rule_and_rdates_but_give_no_count_back() {
        Expansion holes = Recurrences.of(set(
                "2026-03-02T09:00:00",
                "FREQ=DAILY;COUNT=3",
                List.of(at("2026-03-20T10:00:00")),
                List.of(at("2026-03-20T10:00:00"), at("2026-03-02T09:00:00"), at("2026-03-04T09:00:00"))));
        assertThat(starts(holes, 9)).containsExactly("2026-03-03T09:00");
        assertThat(holes.first()).contains(at("2026-03-03T09:00:00"));
        assertThat(holes.last()).contains(at("2026-03-03T09:00:00"));
    }

    @Test
    void an_exdate_must_match_to_the_second() {
        Expansion kept = Recurrences.of(
                set("2026-03-02T09:00:00", "FREQ=DAILY;COUNT=1", List.of(), List.of(at("2026-03-02T09:00:01"))));
        assertThat(kept.first()).contains(at("2026-03-02T09:00:00"));
    }

    @Test
    void a_set_whose_starts_are_all_excluded_has_no_first_and_no_last() {
        Expansion nothing = Recurrences.of(
                set("2026-03-02T09:00:00", "FREQ=DAILY;COUNT=1", List.of(), List.of(at("2026-03-02T09:00:00"))));
        assertThat(nothing.first()).isEmpty();
        assertThat(nothing.last()).isEmpty();
        assertThat(nothing.endless()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> nothing.from(LocalDateTime.MIN).next());
    }

    @Test
    void a_utc_until_is_an_instant_in_the_zone_of_the_series() {
        // 14:00Z is 09:00 in New York in winter and 10:00 in summer (from 8 March 2026 on).
        assertThat(last("2026-01-01T09:00:00", NEW_YORK, "FREQ=DAILY;UNTIL=20260131T140000Z"))
                .isEqualTo("2026-01-31T09:00");
        assertThat(last("2026-01-01T09:00:00", NEW_YORK, "FREQ=DAILY;UNTIL=20260131T135959Z"))
                .isEqualTo("2026-01-30T09:00");
        assertThat(last("2026-01-01T09:00:00", NEW_YORK, "FREQ=DAILY;UNTIL=20260331T130000Z"))
                .isEqualTo("2026-03-31T09:00");
        assertThat(last("2026-01-01T09:00:00", null, "FREQ=DAILY;UNTIL=20260131T140000Z"))
                .isEqualTo("2026-01-31T09:00");
    }

    @Test
    void a_utc_until_within_an_overlap_admits_every_start_read_as_the_first_pass() {
        // On 1 November 2026 New York shows 01:00 to 02:00 twice; 06:10Z is 01:10 of the second pass.
        Expansion quarters =
                timed("2026-11-01T01:00:00", "FREQ=DAILY;BYHOUR=1;BYMINUTE=0,15,30,45;UNTIL=20261101T061000Z");
        assertThat(quarters.last()).contains(at("2026-11-01T01:45:00"));
        assertThat(starts(quarters, 9)).hasSize(4);
    }

    @Test
    void a_date_until_admits_its_whole_day_and_a_local_one_the_wall_clock() {
        assertThat(last("2026-01-01T09:00:00", NEW_YORK, "FREQ=DAILY;UNTIL=20260131"))
                .isEqualTo("2026-01-31T09:00");
        assertThat(last("2026-01-01T09:00:00", NEW_YORK, "FREQ=DAILY;UNTIL=20260131T085959"))
                .isEqualTo("2026-01-30T09:00");
    }

    @Test
    void an_all_day_series_ends_on_the_day_of_any_until() {
        for (String until : List.of("20260105", "20260105T000000", "20260105T000000Z")) {
            RecurrenceSet days = new RecurrenceSet(
                    at("2026-01-01T00:00:00"), true, null, "FREQ=DAILY;UNTIL=" + until, List.of(), List.of());
            assertThat(Recurrences.of(days).last()).contains(at("2026-01-05T00:00:00"));
        }
    }

    @Test
    void wall_clock_starts_do_not_move_with_daylight_saving() {
        assertThat(starts(timed("2026-03-07T02:30:00", "FREQ=DAILY;COUNT=3"), 5))
                .containsExactly("2026-03-07T02:30", "2026-03-08T02:30", "2026-03-09T02:30");
    }

    @Test
    void the_zone_of_the_machine_has_no_say() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(starts(timed("2011-12-29T12:00:00", "FREQ=DAILY;COUNT=3"), 5))
                    .containsExactly("2011-12-29T12:00", "2011-12-30T12:00", "2011-12-31T12:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void contains_answers_for_what_happens_alone() {
        Expansion series = Recurrences.of(set(
                "2026-03-02T09:00:00",
                "FREQ=WEEKLY;COUNT=4",
                List.of(at("2026-03-05T10:00:00")),
                List.of(at("2026-03-09T09:00:00"))));
        assertThat(List.of("2026-03-02T09:00:00", "2026-03-05T10:00:00", "2026-03-23T09:00:00"))
                .allMatch(start -> series.contains(at(start)));
        assertThat(List.of("2026-03-02T09:00:01", "2026-03-09T09:00:00", "2026-03-30T09:00:00", "2026-02-23T09:00:00"))
                .noneMatch(start -> series.contains(at(start)));
    }

    @Test
    void months_without_the_day_and_years_without_the_29th_are_skipped() {
        assertThat(starts(timed("2026-01-31T09:00:00", "FREQ=MONTHLY"), 3))
                .containsExactly("2026-01-31T09:00", "2026-03-31T09:00", "2026-05-31T09:00");
        assertThat(starts(timed("2096-02-29T09:00:00", "FREQ=YEARLY"), 2))
                .containsExactly("2096-02-29T09:00", "2104-02-29T09:00");
    }

    @Test
    void days_of_the_month_in_a_yearly_rule_mean_every_month() {
        assertThat(starts(timed("2026-01-15T09:00:00", "FREQ=YEARLY;BYMONTHDAY=15"), 3))
                .containsExactly("2026-01-15T09:00", "2026-02-15T09:00", "2026-03-15T09:00");
    }

    @Test
    void parts_that_are_foreign_to_a_frequency_limit_it() {
        assertThat(starts(timed("2026-01-01T09:00:00", "FREQ=DAILY;BYYEARDAY=1,-1"), 3))
                .containsExactly("2026-01-01T09:00", "2026-12-31T09:00", "2027-01-01T09:00");
        assertThat(starts(timed("2026-02-13T09:00:00", "FREQ=WEEKLY;BYMONTHDAY=13;BYDAY=FR"), 3))
                .containsExactly("2026-02-13T09:00", "2026-03-13T09:00", "2026-11-13T09:00");
    }

    @Test
    void set_positions_count_the_whole_period_also_the_part_before_the_start() {
        // Monday and Wednesday of the first week lie before the start, a Thursday; the second of the week is Wednesday.
        assertThat(starts(timed("2026-01-08T09:00:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2,-1"), 4))
                .containsExactly("2026-01-08T09:00", "2026-01-09T09:00", "2026-01-14T09:00", "2026-01-16T09:00");
    }

    @Test
    void an_hourly_rule_counts_hours_of_the_wall_clock() {
        assertThat(starts(timed("2026-03-07T20:30:00", "FREQ=HOURLY;INTERVAL=3"), 4))
                .containsExactly("2026-03-07T20:30", "2026-03-07T23:30", "2026-03-08T02:30", "2026-03-08T05:30");
        assertThat(starts(timed("2026-03-07T20:30:00", "FREQ=HOURLY;BYHOUR=20,21;BYMINUTE=30,45;BYDAY=SA"), 5))
                .containsExactly(
                        "2026-03-07T20:30",
                        "2026-03-07T20:45",
                        "2026-03-07T21:30",
                        "2026-03-07T21:45",
                        "2026-03-14T20:30");
    }

    @Test
    void nothing_happens_after_the_year_9999() {
        assertThat(starts(timed("9999-12-30T09:00:00", "FREQ=DAILY"), 9))
                .containsExactly("9999-12-30T09:00", "9999-12-31T09:00");
        assertThat(starts(timed("9999-06-30T09:00:00", "FREQ=YEARLY;COUNT=3"), 9))
                .hasSize(1);
        assertThat(timed("2026-01-01T09:00:00", "FREQ=DAILY")
                        .from(LocalDateTime.MAX)
                        .hasNext())
                .isFalse();
    }

    @Test
    void a_set_keeps_its_dates_sorted_distinct_and_to_itself() {
        List<LocalDateTime> dates = new ArrayList<>(
                List.of(at("2026-03-05T09:00:00"), at("2026-03-04T09:00:00"), at("2026-03-05T09:00:00")));
        RecurrenceSet set = set("2026-03-02T09:00:00", null, dates, List.of());
        dates.clear();
        assertThat(set.rdates()).containsExactly(at("2026-03-04T09:00:00"), at("2026-03-05T09:00:00"));
    }

    @Test
    void a_set_refuses_dates_that_icalendar_cannot_write() {
        LocalDateTime good = at("2026-03-02T00:00:00");
        assertReason(Reason.INVALID_DATE, good.plusHours(1), true, List.of());
        assertReason(Reason.INVALID_DATE, good, true, List.of(good.plusMinutes(1)));
        assertReason(Reason.INVALID_DATE, good.plusNanos(1), false, List.of());
        assertReason(Reason.INVALID_DATE, good.plusYears(8_000), false, List.of());
        assertReason(
                Reason.TOO_MANY_DATES,
                good,
                false,
                Stream.iterate(good, date -> date.plusDays(1)).limit(10_001).toList());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecurrenceSet(good, true, NEW_YORK, null, List.of(), List.of()));
    }

    private static void assertReason(Reason reason, LocalDateTime start, boolean allDay, List<LocalDateTime> rdates) {
        assertThatExceptionOfType(InvalidRecurrenceException.class)
                .isThrownBy(() -> new RecurrenceSet(start, allDay, null, null, rdates, Collections.emptyList()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static String last(String start, @Nullable ZoneId zone, String rule) {
        return Recurrences.of(new RecurrenceSet(at(start), false, zone, rule, List.of(), List.of()))
                .last()
                .orElseThrow()
                .toString();
    }

    private static Expansion timed(String start, @Nullable String rule) {
        return Recurrences.of(set(start, rule, List.of(), List.of()));
    }

    private static RecurrenceSet set(
            String start, @Nullable String rule, List<LocalDateTime> rdates, List<LocalDateTime> exdates) {
        return new RecurrenceSet(at(start), false, NEW_YORK, rule, rdates, exdates);
    }

    private static List<String> starts(Expansion expansion, int limit) {
        List<String> starts = new ArrayList<>();
        Iterator<LocalDateTime> iterator =
                expansion.from(LocalDate.EPOCH.minusYears(1_000).atStartOfDay());
        while (iterator.hasNext() && starts.size() < limit) {
            starts.add(iterator.next().toString());
        }
        return starts;
    }

    private static LocalDateTime at(String text) {
        return LocalDateTime.parse(text);
    }
}
