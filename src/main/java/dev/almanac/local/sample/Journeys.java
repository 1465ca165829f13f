package dev.almanac.local.sample;

import static dev.almanac.local.sample.SampleCalendar.FAMILY;
import static dev.almanac.local.sample.SampleCalendar.PERSONAL;
import static dev.almanac.local.sample.SampleCalendar.WORK;
import static dev.almanac.local.sample.SampleCategory.LEARNING;
import static dev.almanac.local.sample.SampleCategory.MEETING;
import static dev.almanac.local.sample.SampleCategory.SOCIAL;
import static dev.almanac.local.sample.SampleCategory.TRAVEL;
import static dev.almanac.local.sample.SampleLife.HOME;
import static dev.almanac.local.sample.SampleLife.NEW_YORK;
import static dev.almanac.local.sample.SampleLife.at;

import dev.almanac.event.EventTime;
import dev.almanac.platform.time.NominalDuration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** What takes the person away from home for days. */
final class Journeys {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    private Journeys() {}

    static void addTo(SampleLife life) {
        newYork(life);
        lisbon(life);
        vacation(life, -44, "A week at the lake", 9, "Haus Seeblick");
        vacation(life, -20, "Two weeks by the sea", 16, "Casa Mirabella");
        vacation(life, -9, "Hut to hut", 4, "Hochalm hut");
        vacation(life, 10, "A week in the mountains", 9, "Chalet Ahorn");
        vacation(life, 33, "Two weeks by the sea", 16, "Casa Mirabella").tentative();
    }

    private static SampleEvent vacation(SampleLife life, int week, String title, int days, String place) {
        var saturday = life.day(week, DayOfWeek.SATURDAY);
        life.off(saturday, days);
        return life.add(FAMILY, title, saturday, days).at(place).in(TRAVEL, SampleCategory.FAMILY);
    }

    private static void newYork(SampleLife life) {
        var out = life.today().plusMonths(1).withDayOfMonth(8).with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        var back = out.plusDays(6);
        life.off(out, 8);
        flight(life, "Flight AX 102 to New York", at(out, "13:05"), HOME, at(out, "16:10"), NEW_YORK)
                .about("Seat 14A. Check-in opens a day before.");
        flight(life, "Flight AX 103 to Zurich", at(back, "18:30"), NEW_YORK, at(back.plusDays(1), "08:25"), HOME)
                .about("Seat 15F.");
        life.add(PERSONAL, "Hotel Larkspur", out, 7)
                .free()
                .at("Hotel Larkspur, New York")
                .in(TRAVEL);
        life.add(WORK, "Interfaces Conference", out.plusDays(1), 3)
                .free()
                .at("Pier Hall, New York")
                .link("https://interfaces.example.com/")
                .in(LEARNING);
        life.add(
                        WORK,
                        "Visit to the New York office",
                        EventTime.timed(
                                at(out.plusDays(4), "09:30"),
                                NEW_YORK,
                                NEW_YORK,
                                NominalDuration.exact(Duration.ofHours(6))))
                .rule("FREQ=DAILY;COUNT=2")
                .at("Fourth floor, New York")
                .in(MEETING)
                .with(People.LUCA.invites(), People.ADA.comes());
        life.add(
                        PERSONAL,
                        "Dinner with Luca",
                        EventTime.timed(
                                at(out.plusDays(2), "19:00"),
                                NEW_YORK,
                                NEW_YORK,
                                NominalDuration.exact(Duration.ofHours(2))))
                .at("The Copper Pot, New York")
                .in(SOCIAL);
    }

    private static void lisbon(SampleLife life) {
        var out = life.day(-31, DayOfWeek.WEDNESDAY);
        life.off(out, 3);
        flight(life, "Flight AX 418 to Lisbon", at(out, "07:10"), HOME, at(out, "09:05"), LISBON);
        flight(
                life,
                "Flight AX 421 to Zurich",
                at(out.plusDays(2), "17:40"),
                LISBON,
                at(out.plusDays(2), "21:25"),
                HOME);
        life.add(WORK, "Calendaring Days", out, 3)
                .free()
                .at("Old Cannery, Lisbon")
                .link("https://days.example.com/")
                .in(LEARNING);
    }

    private static SampleEvent flight(
            SampleLife life, String title, LocalDateTime start, ZoneId from, LocalDateTime end, ZoneId to) {
        return life.add(PERSONAL, title, start, from, end, to)
                .in(TRAVEL)
                .remind(180)
                .mail(1_440);
    }
}
