package dev.almanac.local.sample;

import static dev.almanac.local.sample.SampleCalendar.TEAM;
import static dev.almanac.local.sample.SampleCalendar.WORK;
import static dev.almanac.local.sample.SampleCategory.LEARNING;
import static dev.almanac.local.sample.SampleCategory.MEETING;
import static dev.almanac.local.sample.SampleCategory.SOCIAL;
import static dev.almanac.local.sample.SampleLife.BEGIN;
import static dev.almanac.local.sample.SampleLife.at;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import dev.almanac.event.Attendee.Response;
import dev.almanac.event.Details.Visibility;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Meetings that come round, and those that come up. */
final class WorkingLife {

    private static final List<String> TOPICS = List.of(
            "Roadmap with Sana",
            "Interview",
            "Budget",
            "Architecture round",
            "Review of the export",
            "Workshop with a partner",
            "Pairing with Mei",
            "Security check",
            "Hand-over",
            "Support case 4711");

    private static final List<String> PLACES = List.of("Room Alder", "Room Birch", "Room Cedar", "", "");

    private WorkingLife() {}

    static void addTo(SampleLife life) {
        standUp(life);
        planning(life);
        retrospective(life);
        oneToOne(life);
        monthly(life);
        team(life);
        oneOff(life);
        meetings(life);
    }

    private static void standUp(SampleLife life) {
        var event = life.add(WORK, "Stand-up", at(life.day(BEGIN, MONDAY), "09:15"), 15)
                .rule(life.untilTheEnd("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"))
                .exceptOn(life.daysOff())
                .link("https://meet.example.com/stand-up")
                .in(MEETING)
                .remind(5)
                .with(
                        People.NORA.invites(),
                        People.ADA.comes(),
                        People.TOMAS.comes(),
                        People.MEI.answers(Response.TENTATIVE),
                        People.PAVEL.answers(Response.DECLINED),
                        People.SANA.answers(Response.NEEDS_ACTION));
        for (int week = -47; week < 52; week += 9) {
            var day = life.day(week, TUESDAY);
            event.moved(day, at(day, "10:30"));
        }
        var wednesday = life.day(0, WEDNESDAY);
        event.moved(wednesday, at(wednesday, "11:00"), "Stand-up, with visitors")
                .cancelled(life.day(1, THURSDAY));
    }

    private static void planning(SampleLife life) {
        var late = life.day(2, MONDAY);
        var early = life.day(-8, MONDAY);
        life.add(WORK, "Planning", at(life.day(BEGIN, MONDAY), "10:00"), 90)
                .rule(life.untilTheEnd("FREQ=WEEKLY;INTERVAL=2"))
                .exceptOn(life.daysOff())
                .about("What we take on in the next two weeks.\n\n1. What is left\n2. What is new\n3. What we leave")
                .at("Room Alder")
                .in(MEETING)
                .remind(15)
                .with(People.ADA.invites(), People.NORA.comes(), People.TOMAS.comes(), People.MEI.comes())
                .moved(late, at(late.plusDays(1), "13:00"))
                .moved(early, at(early.minusDays(3), "15:00"))
                .retitled(life.day(4, MONDAY), "Planning of the next release")
                .retitled(life.day(-14, MONDAY), "Planning of the last release")
                .cancelled(life.day(-6, MONDAY))
                .cancelled(life.day(18, MONDAY))
                .except(life.day(-24, MONDAY), life.day(26, MONDAY))
                .attendedOn(
                        life.day(-2, MONDAY),
                        People.ADA.invites(),
                        People.NORA.comes(),
                        People.MEI.answers(Response.DECLINED),
                        People.LUCA.answers(Response.TENTATIVE))
                .attendedOn(life.day(-16, MONDAY), People.ADA.invites(), People.SANA.comes());
    }

    private static void retrospective(SampleLife life) {
        var moved = life.day(1, FRIDAY);
        life.add(TEAM, "Retrospective", at(life.day(BEGIN + 1, FRIDAY), "13:30"), 60)
                .rule(life.untilTheEnd("FREQ=WEEKLY;INTERVAL=2"))
                .exceptOn(life.daysOff())
                .at("Room Birch")
                .in(MEETING)
                .with(People.MEI.invites(), People.ADA.comes(), People.TOMAS.answers(Response.TENTATIVE))
                .moved(moved, at(moved.minusDays(1), "16:00"))
                .cancelled(life.day(-13, FRIDAY))
                .retitled(life.day(7, FRIDAY), "Retrospective of the year");
    }

    private static void oneToOne(SampleLife life) {
        var next = life.day(1, WEDNESDAY);
        life.add(WORK, "Nora and Ada", at(life.day(BEGIN, WEDNESDAY), "14:00"), 30)
                .rule(life.untilTheEnd("FREQ=WEEKLY"))
                .exceptOn(life.daysOff())
                .visible(Visibility.PRIVATE)
                .in(MEETING)
                .with(People.NORA.invites(), People.ADA.comes())
                .moved(next, at(next, "16:30"))
                .cancelled(life.day(-3, WEDNESDAY));
    }

    private static void monthly(SampleLife life) {
        var demo = life.first().with(TemporalAdjusters.lastInMonth(FRIDAY));
        life.add(WORK, "Demo", at(demo, "15:00"), 60)
                .rule("FREQ=MONTHLY;BYDAY=-1FR")
                .about("On the last Friday of the month: what is done, shown by those who did it.")
                .at("Auditorium")
                .link("https://meet.example.com/demo")
                .in(SampleCategory.WORK);
        var restore = life.first().with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY));
        life.add(TEAM, "Restore from the backup", at(restore, "02:30"), 20)
                .rule("FREQ=MONTHLY;BYDAY=-1SU")
                .about("Nobody needs to be there. Twice a year the clocks change just then.")
                .free()
                .in(SampleCategory.WORK);
    }

    private static void team(SampleLife life) {
        life.add(TEAM, "Team lunch", at(life.day(BEGIN, THURSDAY), "12:00"), 60)
                .rule(life.untilTheEnd("FREQ=WEEKLY;INTERVAL=2"))
                .exceptOn(life.daysOff())
                .at("Canteen")
                .in(SOCIAL)
                .moved(life.day(2, THURSDAY), at(life.day(2, WEDNESDAY), "12:00"), "Team lunch at the harbour");
        var rota = List.of("Ada", "Tomas", "Mei", "Pavel");
        for (int turn = 0; turn < rota.size(); turn++) {
            life.add(TEAM, "On call: " + rota.get(turn), life.day(BEGIN + turn, MONDAY), 7)
                    .rule("FREQ=WEEKLY;INTERVAL=4;COUNT=26")
                    .free()
                    .in(SampleCategory.WORK);
        }
        life.add(TEAM, "Team days", life.day(14, WEDNESDAY), 3)
                .tentative()
                .at("Mill at Untertal")
                .in(SOCIAL)
                .with(People.SANA.invites(), People.ADA.answers(Response.TENTATIVE));
    }

    private static void oneOff(SampleLife life) {
        life.add(WORK, "Salary review", at(life.day(5, TUESDAY), "11:00"), 45)
                .visible(Visibility.CONFIDENTIAL)
                .remind(60)
                .in(MEETING);
        life.add(WORK, "Course: reading query plans", at(life.day(-2, TUESDAY), "09:30"), 390)
                .at("Room Cedar")
                .in(LEARNING);
        life.add(WORK, "Release 5", at(life.day(0, THURSDAY), "14:00"), 120)
                .tentative()
                .in(SampleCategory.WORK)
                .with(People.ADA.invites(), People.TOMAS.answers(Response.NEEDS_ACTION));
    }

    /** About one a week that no rule foresees. */
    private static void meetings(SampleLife life) {
        var random = life.random();
        for (int week = BEGIN + 1; week < 51; week++) {
            LocalDate day = life.day(week, DayOfWeek.of(1 + random.nextInt(5)));
            var start = LocalTime.of(10 + random.nextInt(7), 30 * random.nextInt(2));
            var topic = TOPICS.get(random.nextInt(TOPICS.size()));
            var place = PLACES.get(random.nextInt(PLACES.size()));
            int minutes = 30 * (1 + random.nextInt(4));
            if (life.daysOff().contains(day)) {
                continue;
            }
            var event =
                    life.add(WORK, topic, day.atTime(start), minutes).at(place).in(MEETING);
            if (place.isEmpty()) {
                event.link("https://meet.example.com/" + (100 + week));
            }
            if (week > 2 && week % 4 == 0) {
                event.tentative();
            }
        }
    }
}
