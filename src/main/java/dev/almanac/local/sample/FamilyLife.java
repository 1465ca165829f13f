package dev.almanac.local.sample;

import static dev.almanac.local.sample.SampleCalendar.FAMILY;
import static dev.almanac.local.sample.SampleCategory.LEARNING;
import static dev.almanac.local.sample.SampleLife.BEGIN;
import static dev.almanac.local.sample.SampleLife.at;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.temporal.TemporalAdjusters;

/** What the family does together, or must know of each other. */
final class FamilyLife {

    private static final String SCHOOL = "Halden school";

    private FamilyLife() {}

    static void addTo(SampleLife life) {
        regular(life);
        school(life);
        life.add(FAMILY, "Robin on parental leave", life.day(-5, MONDAY), 98)
                .free()
                .in(SampleCategory.FAMILY);
    }

    private static void regular(SampleLife life) {
        life.add(FAMILY, "Piano lesson (Ida)", at(life.day(BEGIN, TUESDAY), "16:30"), 40)
                .rule(life.untilTheEnd("FREQ=WEEKLY"))
                .exceptOn(life.daysOff())
                .at("Music school")
                .in(SampleCategory.FAMILY, LEARNING)
                .cancelled(life.day(2, TUESDAY))
                .moved(life.day(-1, TUESDAY), at(life.day(-1, THURSDAY), "17:15"));
        life.add(FAMILY, "Swimming (Jon)", at(life.day(BEGIN, SATURDAY), "10:00"), 60)
                .rule(life.untilTheEnd("FREQ=WEEKLY;INTERVAL=2"))
                .exceptOn(life.daysOff())
                .at("Indoor pool")
                .in(SampleCategory.FAMILY);
        var sunday = life.first().with(TemporalAdjusters.firstInMonth(SUNDAY)).plusMonths(1);
        life.add(
                        FAMILY,
                        "Lunch at the grandparents'",
                        at(sunday.with(TemporalAdjusters.firstInMonth(SUNDAY)), "12:00"),
                        180)
                .rule("FREQ=MONTHLY;BYDAY=1SU")
                .exceptOn(life.daysOff())
                .in(SampleCategory.FAMILY);
        life.add(FAMILY, "Waste paper", life.day(BEGIN, WEDNESDAY), 1)
                .rule("FREQ=WEEKLY;INTERVAL=4;COUNT=26")
                .free()
                .remind(720);
    }

    private static void school(SampleLife life) {
        for (int week : new int[] {-38, -12, 1, 22, 44}) {
            life.add(FAMILY, "Parents' evening", at(life.day(week, WEDNESDAY), "19:30"), 90)
                    .at(SCHOOL)
                    .in(SampleCategory.FAMILY)
                    .remind(60);
        }
        life.add(FAMILY, "School trip (Jon)", life.day(4, THURSDAY), 1)
                .free()
                .about("Lunch, rain coat, sun hat.")
                .in(SampleCategory.FAMILY);
        life.add(FAMILY, "School camp (Ida)", life.day(17, MONDAY), 5)
                .free()
                .at("Camp at Obermoos")
                .in(SampleCategory.FAMILY);
        life.add(FAMILY, "Sports day", life.day(-16, THURSDAY), 1)
                .free()
                .at(SCHOOL)
                .in(SampleCategory.FAMILY);
        life.add(FAMILY, "School play", at(life.day(7, THURSDAY), "18:00"), 75)
                .at(SCHOOL)
                .in(SampleCategory.FAMILY)
                .with(People.ADA.comes());
        // On dates that no rule makes.
        life.add(FAMILY, "Rehearsal for the play", at(life.day(2, SATURDAY), "14:00"), 90)
                .also(life.day(4, SATURDAY), life.day(5, SATURDAY), life.day(6, WEDNESDAY))
                .at(SCHOOL)
                .in(SampleCategory.FAMILY);
    }
}
