package dev.almanac.recurrence.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.recurrence.RandomRules;
import dev.almanac.recurrence.RecurrenceSet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceSummaryTests {

    private static final long SEED = Long.getLong("almanac.seed", 20_260_303L);
    private static final int ROUNDS = Boolean.getBoolean("almanac.soak") ? 200_000 : 1_500;

    // A Monday.
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 9, 0);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY;COUNT=10                                   | Daily, 10 times
            FREQ=DAILY;COUNT=1                                    | Daily, once
            FREQ=DAILY;INTERVAL=3                                 | Every 3 days
            FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR                       | Daily on weekdays
            FREQ=DAILY;BYMONTH=1,2                                | Daily in January and February
            FREQ=WEEKLY                                           | Weekly on Monday
            FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20261231     | Every 2 weeks on Monday and Friday, until 31 December 2026
            FREQ=WEEKLY;BYDAY=MO,WE,FR                            | Weekly on Monday, Wednesday and Friday
            FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR                      | Weekly on weekdays
            FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU                | Weekly on every day
            FREQ=WEEKLY;BYDAY=SA,SU;BYSETPOS=1                    | Weekly on Saturday and Sunday, of these only the first of the week
            FREQ=MONTHLY                                          | Monthly on day 2
            FREQ=MONTHLY;BYMONTHDAY=1,15                          | Monthly on day 1 and day 15
            FREQ=MONTHLY;BYMONTHDAY=-1                            | Monthly on the last day
            FREQ=MONTHLY;BYMONTHDAY=1,-1,-2                       | Monthly on day 1, the last day and the second to last day
            FREQ=MONTHLY;BYDAY=2TU                                | Monthly on the second Tuesday
            FREQ=MONTHLY;BYDAY=-1FR                               | Monthly on the last Friday
            FREQ=MONTHLY;BYDAY=1MO,3MO                            | Monthly on the first Monday and the third Monday
            FREQ=MONTHLY;BYDAY=TU                                 | Monthly on every Tuesday
            FREQ=MONTHLY;BYDAY=1MO,TU                             | Monthly on the first Monday and on every Tuesday
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1         | Monthly on the last weekday
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=2,-2 | Monthly on the second to last day and the second day
            FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1                   | Monthly on the first Saturday or Sunday
            FREQ=MONTHLY;BYMONTHDAY=1,15,20;BYSETPOS=-1           | Monthly on day 1, day 15 and day 20, of these only the last of the month
            FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13                   | Monthly on every Friday if on day 13
            FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31;BYMONTH=1,7     | Every 3 months on day 31 in January and July
            FREQ=YEARLY                                           | Yearly on 2 March
            FREQ=YEARLY;BYMONTH=1,7                               | Yearly on 2 January and 2 July
            FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29                   | Yearly on 29 February
            FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30                   | Yearly on day 30 in February
            FREQ=YEARLY;BYMONTHDAY=15                             | Yearly on day 15 of every month
            FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1                  | Yearly on the last day in December
            FREQ=YEARLY;BYMONTH=11;BYDAY=4TH                      | Yearly on the fourth Thursday in November
            FREQ=YEARLY;BYDAY=20MO                                | Yearly on the 20th Monday of the year
            FREQ=YEARLY;BYDAY=21MO,-22TU                          | Yearly on the 21st Monday of the year and the 22nd to last Tuesday of the year
            FREQ=YEARLY;BYDAY=MO;BYSETPOS=111,112,121             | Yearly on the 111th Monday of the year, the 112th Monday of the year and the 121st Monday of the year
            FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYSETPOS=-1            | Yearly on the last Sunday in March
            FREQ=YEARLY;BYWEEKNO=20                               | Yearly in week 20 on every day
            FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO                    | Yearly in week 1 and the last week of the year on Monday
            FREQ=YEARLY;BYYEARDAY=1,100,-1                        | Yearly on day 1 of the year, day 100 of the year and the last day of the year
            FREQ=HOURLY;INTERVAL=2                                | Every 2 hours
            FREQ=HOURLY;INTERVAL=2;BYMINUTE=0,30                  | Every 2 hours at minute 0 and 30
            """)
    void saysWhatTheRuleSays(String rule, String sentence) {
        assertThat(english(rule)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY;COUNT=10                                   | Täglich, 10-mal
            FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20261231     | Alle 2 Wochen am Montag und Freitag, bis 31. Dezember 2026
            FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR                      | Wöchentlich von Montag bis Freitag
            FREQ=MONTHLY;BYMONTHDAY=1,-1                          | Monatlich am 1. und letzten Tag
            FREQ=MONTHLY;BYDAY=2TU                                | Monatlich am zweiten Dienstag
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2         | Monatlich am vorletzten Werktag
            FREQ=MONTHLY;BYMONTHDAY=1,15;BYSETPOS=-1              | Monatlich am 1. und 15., davon nur am letzten Termin des Monats
            FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29                   | Jährlich am 29. Februar
            FREQ=YEARLY;BYMONTH=11;BYDAY=4TH                      | Jährlich am vierten Donnerstag im November
            FREQ=YEARLY;BYDAY=21MO                                | Jährlich am 21. Montag des Jahres
            FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO                      | Jährlich in Woche 20 am Montag
            """)
    void saysItInGerman(String rule, String sentence) {
        assertThat(say(rule, Locale.GERMANY)).isEqualTo(sentence);
        assertThat(say(rule, Locale.GERMAN)).isEqualTo(sentence);
    }

    @Test
    void writesDatesAsTheCountryDoes() {
        var rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20401231";
        assertThat(say(rule, Locale.US)).isEqualTo("Yearly on February 29, until December 31, 2040");
        assertThat(say(rule, Locale.UK)).isEqualTo("Yearly on 29 February, until 31 December 2040");
    }

    @Test
    void speaksEnglishWhereThereAreNoWords() {
        for (var tag : List.of("fr-CH", "ja", "und", "xx-YY", "ar-u-nu-arab")) {
            assertThat(say("FREQ=WEEKLY;COUNT=2", Locale.forLanguageTag(tag))).isEqualTo("Weekly on Monday, 2 times");
        }
        assertThat(say("FREQ=WEEKLY;COUNT=2", Locale.forLanguageTag("de-u-ca-buddhist")))
                .isEqualTo("Wöchentlich am Montag, 2-mal");
    }

    @Test
    void saysTheTimesWhereThereAreSeveral() {
        assertThat(say("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30", Locale.GERMAN)).isEqualTo("Täglich um 09:30 und 17:30");
        assertThat(say("FREQ=HOURLY;BYHOUR=9,17;BYSECOND=5", Locale.GERMAN))
                .isEqualTo("Stündlich in den Stunden ab 09:00 und 17:00 zur Sekunde 5");
    }

    @Test
    void theLastDayIsOneOnWhichItMayHappen() {
        // 31 December 04:59:59 in UTC is still the 30th in New York, and 08:59 is too early for 09:00.
        assertThat(english("FREQ=DAILY;UNTIL=20261231T045959Z")).endsWith("until 30 December 2026");
        assertThat(english("FREQ=DAILY;UNTIL=20261231T140000Z")).endsWith("until 31 December 2026");
        assertThat(english("FREQ=DAILY;UNTIL=20261231T135959Z")).endsWith("until 30 December 2026");
        assertThat(english("FREQ=DAILY;UNTIL=20261231T085959")).endsWith("until 30 December 2026");
        assertThat(english("FREQ=HOURLY;UNTIL=20261231T085959")).endsWith("until 31 December 2026");
    }

    @Test
    void countsTheDatesBesideTheRule() {
        var dates = List.of(START.plusDays(1), START.plusDays(2), START.plusDays(3));
        assertThat(RecurrenceSummary.of(
                        new RecurrenceSet(START, false, NEW_YORK, "FREQ=WEEKLY", dates, dates.subList(0, 1)),
                        Locale.ENGLISH))
                .isEqualTo("Weekly on Monday, and on 3 more dates, except on 1 date");
        assertThat(RecurrenceSummary.of(
                        new RecurrenceSet(
                                LocalDate.of(2026, 3, 2).atStartOfDay(),
                                true,
                                null,
                                null,
                                List.of(LocalDate.of(2026, 4, 2).atStartOfDay()),
                                List.of()),
                        Locale.ENGLISH))
                .isEqualTo("Once on 2 March 2026, and on 1 more date");
    }

    @Test
    void noRuleIsWithoutASentence() {
        System.out.println("almanac.seed=" + SEED);
        var random = new RandomRules(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var set = random.finiteSet();
            for (var locale : List.of(Locale.ENGLISH, Locale.US, Locale.GERMAN)) {
                var sentence = RecurrenceSummary.of(set, locale);
                assertThat(sentence)
                        .as(String.valueOf(set.rule()))
                        .matches("\\p{Lu}.*[^ ,]")
                        .doesNotContain("  ", " ,", ",,", "{", "}", "null");
            }
        }
    }

    private static String english(String rule) {
        return say(rule, Locale.ENGLISH);
    }

    private static String say(String rule, Locale locale) {
        return RecurrenceSummary.of(new RecurrenceSet(START, false, NEW_YORK, rule, List.of(), List.of()), locale);
    }
}
