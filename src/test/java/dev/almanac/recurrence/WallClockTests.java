package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.recurrence.WallClock.Dst;
import dev.almanac.recurrence.WallClock.Resolved;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WallClockTests {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void a_time_shown_once_is_normal() {
        assertThat(resolve("2026-01-15T09:00:00", NEW_YORK))
                .isEqualTo(new Resolved(Instant.parse("2026-01-15T14:00:00Z"), ZoneOffset.ofHours(-5), Dst.NORMAL));
    }

    @Test
    void a_skipped_time_takes_the_offset_before_the_gap() {
        // RFC 5545 §3.3.5: 02:30 on 11 March 2007 in New York is 03:30 EDT.
        assertThat(resolve("2007-03-11T02:30:00", NEW_YORK))
                .isEqualTo(new Resolved(Instant.parse("2007-03-11T07:30:00Z"), ZoneOffset.ofHours(-5), Dst.GAP));
    }

    @Test
    void a_time_shown_twice_is_the_first() {
        // RFC 5545 §3.3.5: 01:30 on 4 November 2007 in New York is 01:30 EDT.
        assertThat(resolve("2007-11-04T01:30:00", NEW_YORK))
                .isEqualTo(new Resolved(Instant.parse("2007-11-04T05:30:00Z"), ZoneOffset.ofHours(-4), Dst.OVERLAP));
    }

    @Test
    void the_first_time_after_a_gap_is_normal() {
        assertThat(resolve("2007-03-11T03:00:00", NEW_YORK).dst()).isEqualTo(Dst.NORMAL);
        assertThat(resolve("2007-03-11T02:00:00", NEW_YORK).dst()).isEqualTo(Dst.GAP);
    }

    @Test
    void half_hour_transitions_are_met_exactly() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        assertThat(resolve("2026-10-04T02:15:00", lordHowe).dst()).isEqualTo(Dst.GAP);
        assertThat(resolve("2026-10-04T02:30:00", lordHowe).dst()).isEqualTo(Dst.NORMAL);
        assertThat(resolve("2026-04-05T01:45:00", lordHowe).dst()).isEqualTo(Dst.OVERLAP);
    }

    @Test
    void a_day_that_a_zone_left_out_is_a_gap() {
        // Samoa went from the 29th to the 31st of December 2011.
        assertThat(resolve("2011-12-30T12:00:00", ZoneId.of("Pacific/Apia")))
                .isEqualTo(new Resolved(Instant.parse("2011-12-30T22:00:00Z"), ZoneOffset.ofHours(-10), Dst.GAP));
    }

    private static Resolved resolve(String local, ZoneId zone) {
        return WallClock.resolve(LocalDateTime.parse(local), zone);
    }
}
