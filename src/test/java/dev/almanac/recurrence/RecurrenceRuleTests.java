package dev.almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.almanac.recurrence.InvalidRecurrenceException.Reason;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceRuleTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            freq=daily                                     | FREQ=DAILY
            INTERVAL=2;FREQ=WEEKLY                         | FREQ=WEEKLY;INTERVAL=2
            FREQ=DAILY;INTERVAL=1;WKST=MO                  | FREQ=DAILY
            FREQ=WEEKLY;WKST=SU;BYDAY=SU,TU,TU             | FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU
            FREQ=MONTHLY;BYDAY=+2TU,-1fr;COUNT=007         | FREQ=MONTHLY;COUNT=7;BYDAY=2TU,-1FR
            FREQ=YEARLY;BYMONTHDAY=+13,-1;BYMONTH=02       | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1,13
            FREQ=DAILY;BYSECOND=60;BYHOUR=9                | FREQ=DAILY;BYHOUR=9;BYSECOND=59
            FREQ=WEEKLY;BYDAY=1TU                          | FREQ=WEEKLY;BYDAY=TU
            FREQ=DAILY;UNTIL=20260131                      | FREQ=DAILY;UNTIL=20260131
            FREQ=DAILY;UNTIL=20260131T090000               | FREQ=DAILY;UNTIL=20260131T090000
            FREQ=DAILY;UNTIL=20260131t090000z              | FREQ=DAILY;UNTIL=20260131T090000Z
            FREQ=HOURLY                                    | FREQ=HOURLY
            FREQ=HOURLY;INTERVAL=2;BYMINUTE=0,30           | FREQ=HOURLY;INTERVAL=2;BYMINUTE=0,30
            """)
    void an_accepted_rule_is_normalized(String text, String canonical) {
        String normalized = RecurrenceRule.normalize(text, false, BERLIN);
        assertThat(normalized).isEqualTo(canonical);
        assertThat(RecurrenceRule.normalize(normalized, false, BERLIN)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            FREQ=DAILY;                              | MALFORMED             | RRULE
            ''                                       | MALFORMED             | RRULE
            FREQ=DAILY;COUNT                         | MALFORMED             | COUNT
            FREQ=DAILY;COUNT=                        | MALFORMED             | COUNT=
            FREQ=DAILY;X-FOO=1                       | UNKNOWN_PART          | X-FOO
            FREQ=DAILY;BYEASTER=0                    | UNKNOWN_PART          | BYEASTER
            FREQ=DAILY;FREQ=WEEKLY                   | DUPLICATE_PART        | FREQ=WEEKLY
            FREQ=DAILY;COUNT=2;COUNT=3               | DUPLICATE_PART        | COUNT=3
            RRULE:FREQ=DAILY                         | MALFORMED             | RRULE:
            rrule:FREQ=DAILY                         | MALFORMED             | RRULE:
            FREQ=DAILY;RRULE:FREQ=WEEKLY             | SECOND_RULE           | RRULE:FREQ=WEEKLY
            FREQ=DAILY FREQ=WEEKLY                   | SECOND_RULE           | FREQ=WEEKLY
            FREQ=DAILY;RSCALE=HEBREW                 | UNSUPPORTED_PART      | RSCALE
            FREQ=DAILY;SKIP=OMIT                     | UNSUPPORTED_PART      | SKIP
            COUNT=3                                  | MISSING_FREQUENCY     | FREQ
            FREQ=SECONDLY                            | UNSUPPORTED_FREQUENCY | FREQ=SECONDLY
            FREQ=MINUTELY;INTERVAL=60                | UNSUPPORTED_FREQUENCY | FREQ=MINUTELY
            FREQ=FORTNIGHTLY                         | INVALID_VALUE         | FREQ=FORTNIGHTLY
            FREQ=DAILY;INTERVAL=0                    | INVALID_VALUE         | INTERVAL=0
            FREQ=DAILY;INTERVAL=10001                | INVALID_VALUE         | INTERVAL=10001
            FREQ=DAILY;INTERVAL=2147483648           | INVALID_VALUE         | INTERVAL=2147483648
            FREQ=DAILY;INTERVAL=-1                   | INVALID_VALUE         | INTERVAL=-1
            FREQ=DAILY;COUNT=0                       | INVALID_VALUE         | COUNT=0
            FREQ=DAILY;COUNT=100001                  | INVALID_VALUE         | COUNT=100001
            FREQ=DAILY;COUNT=2;UNTIL=20260131        | COUNT_WITH_UNTIL      | UNTIL
            FREQ=DAILY;UNTIL=20260230                | INVALID_VALUE         | UNTIL=20260230
            FREQ=DAILY;UNTIL=00000101                | INVALID_VALUE         | UNTIL=00000101
            FREQ=DAILY;UNTIL=2026-01-31              | INVALID_VALUE         | UNTIL=2026-01-31
            FREQ=DAILY;UNTIL=20260131T250000         | INVALID_VALUE         | UNTIL=20260131T250000
            FREQ=DAILY;UNTIL=20260131T090061         | INVALID_VALUE         | UNTIL=20260131T090061
            FREQ=MONTHLY;BYMONTHDAY=32               | INVALID_VALUE         | BYMONTHDAY=32
            FREQ=MONTHLY;BYMONTHDAY=0                | INVALID_VALUE         | BYMONTHDAY=0
            FREQ=MONTHLY;BYMONTHDAY=1,,2             | INVALID_VALUE         | BYMONTHDAY=
            FREQ=YEARLY;BYMONTH=13                   | INVALID_VALUE         | BYMONTH=13
            FREQ=YEARLY;BYMONTH=-1                   | INVALID_VALUE         | BYMONTH=-1
            FREQ=YEARLY;BYWEEKNO=54                  | INVALID_VALUE         | BYWEEKNO=54
            FREQ=YEARLY;BYYEARDAY=367                | INVALID_VALUE         | BYYEARDAY=367
            FREQ=DAILY;BYHOUR=24                     | INVALID_VALUE         | BYHOUR=24
            FREQ=DAILY;BYMINUTE=60                   | INVALID_VALUE         | BYMINUTE=60
            FREQ=DAILY;BYSECOND=61                   | INVALID_VALUE         | BYSECOND=61
            FREQ=MONTHLY;BYDAY=0MO                   | INVALID_VALUE         | BYDAY=0MO
            FREQ=MONTHLY;BYDAY=54MO                  | INVALID_VALUE         | BYDAY=54MO
            FREQ=WEEKLY;BYDAY=XX                     | INVALID_VALUE         | BYDAY=XX
            FREQ=WEEKLY;WKST=2MO                     | INVALID_VALUE         | WKST=2MO
            FREQ=MONTHLY;BYSETPOS=1                  | PART_NOT_ALLOWED      | BYSETPOS
            FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0         | INVALID_VALUE         | BYSETPOS=0
            FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO         | PART_NOT_ALLOWED      | BYDAY=1MO
            FREQ=HOURLY;BYMINUTE=0,30                | TOO_DENSE             | BYMINUTE
            FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3 | TOO_DENSE | BYSECOND
            """)
    void a_refusal_names_the_reason_and_the_part(String text, Reason reason, String part) {
        assertThatExceptionOfType(InvalidRecurrenceException.class)
                .isThrownBy(() -> RecurrenceRule.normalize(text, false, BERLIN))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.part()).isEqualTo(part);
                    assertThat(refused.getMessage()).isNotBlank();
                });
    }

    @Test
    void a_refusal_never_echoes_long_or_unprintable_input() {
        for (String text : new String[] {
            "FREQ=" + "X".repeat(900),
            "Y".repeat(990) + "=1",
            "FREQ=DAILY;\u0085=1",
            "FREQ=\uD83D\uDE00",
            "Z".repeat(5_000)
        }) {
            assertThatExceptionOfType(InvalidRecurrenceException.class)
                    .isThrownBy(() -> RecurrenceRule.normalize(text, false, null))
                    .satisfies(refused -> {
                        assertThat(refused.part())
                                .hasSizeLessThanOrEqualTo(40)
                                .doesNotContainPattern("\\p{Cntrl}|\\p{Cs}");
                        assertThat(refused.getMessage()).hasSizeLessThanOrEqualTo(200);
                    });
        }
    }

    @Test
    void text_beyond_a_thousand_characters_is_refused_before_it_is_read() {
        String days = IntStream.range(0, 200).mapToObj(_ -> "MO").collect(Collectors.joining(","));
        assertReason("FREQ=WEEKLY;BYDAY=" + days + "," + days, Reason.TOO_LONG);
        assertThat(RecurrenceRule.normalize("FREQ=WEEKLY;BYDAY=" + days, false, null))
                .isEqualTo("FREQ=WEEKLY;BYDAY=MO");
    }

    @Test
    void a_second_rule_is_named() {
        for (String second : List.of("RRULE:FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO")) {
            for (String first : List.of("FREQ=DAILY;COUNT=2", "RRULE:FREQ=DAILY")) {
                for (String between : List.of("\n", "\r\n")) {
                    assertThatExceptionOfType(InvalidRecurrenceException.class)
                            .isThrownBy(() -> RecurrenceRule.parse(first + between + second, false))
                            .satisfies(refused -> {
                                assertThat(refused.reason()).isEqualTo(Reason.SECOND_RULE);
                                assertThat(refused.part()).isEqualTo(second);
                            });
                }
            }
        }
    }

    @Test
    void control_characters_are_refused() {
        assertReason("FREQ=DAILY\r\nX-INJECTED:1", Reason.CONTROL_CHARACTER);
        assertReason("FREQ=DAILY\0", Reason.CONTROL_CHARACTER);
    }

    @Test
    void an_all_day_rule_drops_its_times_and_is_never_hourly() {
        assertThat(RecurrenceRule.normalize("FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", true, null))
                .isEqualTo("FREQ=DAILY");
        assertThatExceptionOfType(InvalidRecurrenceException.class)
                .isThrownBy(() -> RecurrenceRule.normalize("FREQ=HOURLY", true, null))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_FREQUENCY));
    }

    @Test
    void letters_that_only_look_ascii_are_refused() {
        assertReason("FREQ=DA\u0131LY", Reason.MALFORMED);
        assertReason("FREQ=DAILY;INTERVAL=\u0662", Reason.MALFORMED);
    }

    @Test
    void the_end_of_a_rule_can_be_replaced() {
        RecurrenceRule rule = RecurrenceRule.parse("FREQ=DAILY;COUNT=10", false);
        assertThat(rule.withUntil(Until.of(LocalDate.of(2026, 1, 31)))).hasToString("FREQ=DAILY;UNTIL=20260131");
        assertThat(rule.withCount(3)).hasToString("FREQ=DAILY;COUNT=3");
        assertThat(rule.withoutEnd()).hasToString("FREQ=DAILY");
        assertThatIllegalArgumentException().isThrownBy(() -> rule.withCount(0));
    }

    private static void assertReason(String text, Reason reason) {
        assertThatExceptionOfType(InvalidRecurrenceException.class)
                .isThrownBy(() -> RecurrenceRule.normalize(text, false, null))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
