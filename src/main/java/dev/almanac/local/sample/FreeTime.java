package dev.almanac.local.sample;

import static dev.almanac.local.sample.SampleCalendar.PERSONAL;
import static dev.almanac.local.sample.SampleCategory.FITNESS;
import static dev.almanac.local.sample.SampleCategory.HEALTH;
import static dev.almanac.local.sample.SampleCategory.SOCIAL;
import static dev.almanac.local.sample.SampleLife.BEGIN;
import static dev.almanac.local.sample.SampleLife.at;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;

import dev.almanac.event.Details.Visibility;
import dev.almanac.event.EventTime;
import dev.almanac.platform.time.NominalDuration;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;

/** What the person does for body and soul. */
final class FreeTime {

    private record Evening(String title, String place) {}

    private static final List<Evening> EVENINGS = List.of(
            new Evening("Dinner with Mei and Tomas", "The Three Lanterns"),
            new Evening("Cinema", "Kino Apollonia"),
            new Evening("Concert", "Old Tannery"),
            new Evening("Board games", "At home"),
            new Evening("Drinks with the neighbours", "Bar Meridian"),
            new Evening("Theatre", "Stage on the Quay"));

    private FreeTime() {}

    static void addTo(SampleLife life) {
        sport(life);
        health(life);
        evenings(life);
        life.add(PERSONAL, "Choir", at(life.day(BEGIN, MONDAY), "19:30"), 120)
                .rule(life.untilTheEnd("FREQ=WEEKLY;INTERVAL=2"))
                .exceptOn(life.daysOff())
                .at("Parish hall")
                .in(SOCIAL)
                .cancelled(life.day(6, MONDAY));
        life.add(PERSONAL, "Exhibition: Maps of Nowhere", life.day(20, DayOfWeek.SUNDAY), 64)
                .free()
                .tentative()
                .at("Museum of Invented Places")
                .link("https://museum.example.com/maps");
    }

    private static void sport(SampleLife life) {
        var moved = life.day(0, THURSDAY);
        life.add(PERSONAL, "Running", at(life.day(BEGIN, TUESDAY), "06:45"), 45)
                .rule(life.untilTheEnd("FREQ=WEEKLY;BYDAY=TU,TH"))
                .exceptOn(life.daysOff())
                .at("Along the canal")
                .in(FITNESS, HEALTH)
                .moved(moved, at(moved, "18:15"));
        life.add(PERSONAL, "Half marathon", at(life.day(8, DayOfWeek.SUNDAY), "09:00"), 150)
                .at("Start at the fairground")
                .in(FITNESS)
                .remind(10_080)
                .remind(720);
    }

    private static void health(SampleLife life) {
        for (int week : new int[] {-49, -23, 3, 29}) {
            life.add(PERSONAL, "Dentist", at(life.day(week, THURSDAY), "08:00"), 45)
                    .at("Dr Halvorsen, Lindenweg 3")
                    .visible(Visibility.PRIVATE)
                    .in(HEALTH)
                    .remind(1_440)
                    .remind(60);
        }
        life.add(PERSONAL, "Physiotherapy", at(life.day(-3, FRIDAY), "17:00"), 40)
                .rule("FREQ=WEEKLY;COUNT=9")
                .exceptOn(life.daysOff())
                .visible(Visibility.PRIVATE)
                .at("Praxis am Brunnen")
                .in(HEALTH);
        var eight = at(life.day(-4, MONDAY), "08:00");
        life.add(PERSONAL, "Take the medication", EventTime.floating(eight, NominalDuration.ZERO))
                .rule("FREQ=DAILY;COUNT=60")
                .about("With breakfast, wherever that is.")
                .visible(Visibility.PRIVATE)
                .free()
                .in(HEALTH)
                .remind(0);
    }

    private static void evenings(SampleLife life) {
        var random = life.random();
        for (int week = BEGIN + 1; week < 51; week += 1 + random.nextInt(3)) {
            var day = life.day(week, random.nextInt(3) == 0 ? FRIDAY : SATURDAY);
            var evening = EVENINGS.get(random.nextInt(EVENINGS.size()));
            var start = LocalTime.of(18 + random.nextInt(3), 15 * random.nextInt(4));
            int minutes = 90 + 30 * random.nextInt(4);
            if (life.daysOff().contains(day)) {
                continue;
            }
            var event = life.add(PERSONAL, evening.title(), day.atTime(start), minutes)
                    .at(evening.place())
                    .in(SOCIAL);
            if (week > 3 && random.nextInt(3) == 0) {
                event.tentative();
            }
        }
        life.add(PERSONAL, "Dinner with the neighbours", at(life.day(0, FRIDAY), "19:30"), 150)
                .at("At home")
                .in(SOCIAL);
    }
}
