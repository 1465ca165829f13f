package dev.almanac.local.sample;

import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.event.EventTime;
import dev.almanac.platform.time.NominalDuration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A life of two years, from a year before today to a year after; the same for the same day. */
final class SampleLife {

    static final ZoneId HOME = ZoneId.of("Europe/Zurich");

    static final String WORK = "Work";
    static final String PERSONAL = "Personal";
    static final String FAMILY = "Family";
    static final String TEAM = "Team";
    static final String HOLIDAYS = "Holidays";
    static final String BIRTHDAYS = "Birthdays";

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final Attendee ADA = new Attendee("ada@example.com", "Ada Example", Response.ACCEPTED, true);
    private static final Attendee NIKO = new Attendee("niko@example.com", "Niko Sample", Response.ACCEPTED, false);
    private static final Attendee MEI = new Attendee("mei@example.com", "Mei Beispiel", Response.TENTATIVE, false);
    private static final Attendee OMAR = new Attendee("omar@example.com", "Omar Exemple", Response.NEEDS_ACTION, false);
    private static final Attendee LINA = new Attendee("lina@example.com", "Lina Esempio", Response.DECLINED, false);

    private final LocalDate today;
    private final LocalDate first;
    private final LocalDate last;
    private final List<SampleEvent> events = new ArrayList<>();

    private SampleLife(LocalDate today) {
        this.today = today;
        this.first = today.minusYears(1);
        this.last = today.plusYears(1);
    }

    static List<SampleEvent> around(LocalDate today) {
        var life = new SampleLife(today);
        life.work();
        life.team();
        life.habits();
        life.family();
        life.journeys();
        life.holidays();
        life.birthdays();
        life.evenings();
        return List.copyOf(life.events);
    }

    private SampleEvent add(String calendar, String title, EventTime time) {
        var event = new SampleEvent(calendar, title, time);
        events.add(event);
        return event;
    }

    private static EventTime at(LocalDate date, int hour, int minute, Duration length) {
        return EventTime.timed(date.atTime(hour, minute), HOME, HOME, NominalDuration.exact(length));
    }

    private static EventTime days(LocalDate first, int days) {
        return EventTime.allDay(first.atStartOfDay(), days);
    }

    /** The first such weekday of the two years. */
    private LocalDate firstOn(DayOfWeek day) {
        return first.with(TemporalAdjusters.nextOrSame(day));
    }

    /** A rule that ends with the two years. */
    private String until(String rule) {
        return rule + ";UNTIL=" + last.toString().replace("-", "");
    }

    /** The occurrence of a series every so many weeks that comes so many turns after today. */
    private static LocalDateTime turn(EventTime series, int weeks, LocalDate day, int turns) {
        long since = ChronoUnit.WEEKS.between(series.start().toLocalDate(), day);
        return series.start().plusWeeks((since / weeks + turns) * weeks);
    }

    private void work() {
        var start = firstOn(DayOfWeek.MONDAY);
        add(WORK, "Stand-up", at(start, 9, 15, Duration.ofMinutes(15)))
                .rule(until("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"))
                .in("Meeting")
                .link("https://meet.example.com/stand-up")
                .remind(5)
                .with(ADA, NIKO, MEI, OMAR);
        var planning = at(firstOn(DayOfWeek.TUESDAY), 10, 0, Duration.ofMinutes(90));
        add(WORK, "Planning", planning)
                .rule(until("FREQ=WEEKLY;INTERVAL=2"))
                .in("Meeting", "Work")
                .at("Room Matterhorn")
                .about("What we take on in the next two weeks.")
                .with(ADA, NIKO, MEI, LINA)
                .moved(
                        turn(planning, 2, today, 1),
                        turn(planning, 2, today, 1).plusDays(1).plusHours(4))
                .retitled(turn(planning, 2, today, 2), "Planning, with the new team")
                .cancelled(turn(planning, 2, today, 4))
                .without(turn(planning, 2, today, 6))
                .moved(
                        turn(planning, 2, today, -3),
                        turn(planning, 2, today, -3).minusDays(1))
                .cancelled(turn(planning, 2, today, -5));
        var oneOnOne = at(firstOn(DayOfWeek.THURSDAY), 14, 0, Duration.ofMinutes(30));
        add(WORK, "Niko and Ada", oneOnOne)
                .rule(until("FREQ=WEEKLY;INTERVAL=2"))
                .in("Meeting")
                .personal()
                .with(ADA, NIKO)
                .moved(turn(oneOnOne, 2, today, 1), turn(oneOnOne, 2, today, 1).plusHours(2));
        var friday = first.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
        add(WORK, "Demo", at(friday, 15, 0, Duration.ofHours(1)))
                .rule(until("FREQ=MONTHLY;BYDAY=-1FR"))
                .in("Work")
                .at("Auditorium");
        for (int i = 0; i < 3; i++) {
            add(WORK, "Conference on calendars", days(today.plusDays(40L + 120L * (i - 1)), 3))
                    .in("Learning")
                    .at("Congress Centre");
        }
        add(WORK, "Deployment window", at(today.plusDays(9), 22, 0, Duration.ofHours(8)))
                .in("Work")
                .tentative();
    }

    private void team() {
        var lunch = at(firstOn(DayOfWeek.WEDNESDAY), 12, 0, Duration.ofHours(1));
        add(TEAM, "Team lunch", lunch)
                .rule(until("FREQ=WEEKLY"))
                .in("Social")
                .at("Canteen")
                .without(turn(lunch, 1, today, 3));
        add(
                        TEAM,
                        "Retrospective",
                        at(first.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)), 16, 0, Duration.ofHours(1)))
                .rule(until("FREQ=MONTHLY;BYDAY=1MO"))
                .in("Meeting")
                .with(NIKO, MEI, OMAR, LINA);
        add(TEAM, "On call: Mei", days(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 7))
                .in("Work")
                .free();
        // Over the nights when the clocks change.
        for (var night : List.of(
                today.withMonth(3).withDayOfMonth(31), today.withMonth(10).withDayOfMonth(31))) {
            var saturday = night.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY))
                    .minusDays(1);
            add(TEAM, "Night shift", at(saturday, 22, 0, Duration.ofHours(8)))
                    .in("Work")
                    .about("The night in which the clocks change.");
        }
    }

    private void habits() {
        add(PERSONAL, "Running", at(firstOn(DayOfWeek.TUESDAY), 7, 0, Duration.ofMinutes(45)))
                .rule(until("FREQ=WEEKLY;BYDAY=TU,SA"))
                .in("Fitness", "Health")
                .at("By the lake");
        add(PERSONAL, "Yoga", at(firstOn(DayOfWeek.MONDAY), 18, 30, Duration.ofHours(1)))
                .rule(until("FREQ=WEEKLY"))
                .in("Fitness")
                .remind(30);
        add(
                        PERSONAL,
                        "Water the plants",
                        EventTime.floating(firstOn(DayOfWeek.SUNDAY).atTime(10, 0), new NominalDuration(0, 900)))
                .rule(until("FREQ=WEEKLY"))
                .in("Task")
                .free();
        add(PERSONAL, "Spanish course", at(firstOn(DayOfWeek.THURSDAY), 19, 0, Duration.ofMinutes(90)))
                .rule(until("FREQ=WEEKLY"))
                .in("Learning")
                .at("Language school");
        for (int i = 0; i < 4; i++) {
            add(PERSONAL, "Dentist", at(weekday(today.plusDays(17L + 182L * (i - 2))), 8, 30, Duration.ofMinutes(45)))
                    .in("Health")
                    .personal()
                    .remind(24 * 60);
        }
        add(PERSONAL, "Sabbatical", days(today.plusDays(200), 61)).free().tentative();
    }

    private static LocalDate weekday(LocalDate date) {
        return date.getDayOfWeek().getValue() > 5 ? date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : date;
    }

    private void family() {
        var piano = at(firstOn(DayOfWeek.WEDNESDAY), 16, 30, Duration.ofMinutes(40));
        add(FAMILY, "Piano lesson", piano)
                .rule(until("FREQ=WEEKLY"))
                .in("Family", "Learning")
                .at("Music school")
                .cancelled(turn(piano, 1, today, 2));
        add(FAMILY, "Dinner at the grandparents'", at(firstOn(DayOfWeek.SUNDAY), 18, 0, Duration.ofHours(3)))
                .rule(until("FREQ=MONTHLY;BYDAY=1SU"))
                .in("Family");
        for (int i = 0; i < 6; i++) {
            add(
                            FAMILY,
                            "Parents' evening",
                            at(weekday(today.plusDays(12L + 60L * (i - 2))), 19, 30, Duration.ofMinutes(90)))
                    .in("Family", "Appointment")
                    .at("School");
        }
        add(FAMILY, "Spring holidays", days(today.minusDays(150), 12)).in("Family");
        add(FAMILY, "Holidays in the mountains", days(today.plusDays(52), 9))
                .in("Family")
                .at("Chalet Beispiel");
    }

    private void journeys() {
        var out = weekday(today.plusDays(24));
        flight("Flight to New York", out.atTime(10, 5), HOME, out.atTime(13, 10), NEW_YORK);
        var back = out.plusDays(6);
        flight("Flight home", back.atTime(17, 45), NEW_YORK, back.plusDays(1).atTime(7, 40), HOME);
        add(
                        WORK,
                        "Visit to the New York office",
                        EventTime.timed(
                                out.plusDays(1).atTime(9, 30),
                                NEW_YORK,
                                NEW_YORK,
                                NominalDuration.exact(Duration.ofHours(7))))
                .rule("FREQ=DAILY;COUNT=3")
                .in("Work")
                .at("New York");
    }

    private void flight(String title, LocalDateTime start, ZoneId from, LocalDateTime end, ZoneId to) {
        var length = EventTime.between(start, from, end, to);
        add(PERSONAL, title, EventTime.timed(start, from, to, NominalDuration.exact(length)))
                .in("Event")
                .remind(180);
    }

    private void holidays() {
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            var easter = easter(year);
            holiday("New Year's Day", LocalDate.of(year, 1, 1));
            holiday("Good Friday", easter.minusDays(2));
            holiday("Easter Monday", easter.plusDays(1));
            holiday("Labour Day", LocalDate.of(year, 5, 1));
            holiday("Ascension Day", easter.plusDays(39));
            holiday("Whit Monday", easter.plusDays(50));
            holiday("National Day", LocalDate.of(year, 8, 1));
            holiday("Christmas Day", LocalDate.of(year, 12, 25));
            holiday("St Stephen's Day", LocalDate.of(year, 12, 26));
        }
    }

    private void holiday(String title, LocalDate date) {
        add(HOLIDAYS, title, days(date, 1)).free();
    }

    /** Easter Sunday, by the rule of the Gregorian computus (Butcher). */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int rest = year % 100;
        int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
        int late = (golden + 11 * moon + 22 * week) / 451;
        int day = moon + week - 7 * late + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }

    private void birthdays() {
        String[] names = {
            "Niko",
            "Mei",
            "Omar",
            "Lina",
            "Grandma Rosa",
            "Grandpa Luis",
            "Tomas",
            "Yuki",
            "Aisha",
            "Emil",
            "Sofia",
            "Jonas"
        };
        for (int i = 0; i < names.length; i++) {
            var birth = LocalDate.of(1950 + i * 5, i + 1, 3 + i * 2);
            add(BIRTHDAYS, names[i] + "'s birthday", days(birth, 1))
                    .rule("FREQ=YEARLY")
                    .free();
        }
    }

    /** What comes up, here and there. */
    private void evenings() {
        var random = new Random(today.toEpochDay());
        String[] what = {"Dinner with Mei", "Cinema", "Concert", "Board games", "Drinks with the neighbours", "Theatre"
        };
        String[] where = {"Trattoria Esempio", "Kino Muster", "Old Town Hall", "At home", "Bar Prøve", "City Theatre"};
        for (var date = first.plusDays(2); date.isBefore(last); date = date.plusDays(5L + random.nextInt(6))) {
            int kind = random.nextInt(what.length);
            var start = LocalTime.of(18 + random.nextInt(3), 15 * random.nextInt(4));
            var event = add(
                            PERSONAL,
                            what[kind],
                            at(
                                    date,
                                    start.getHour(),
                                    start.getMinute(),
                                    Duration.ofMinutes(90L + 30L * random.nextInt(4))))
                    .in("Social")
                    .at(where[kind]);
            if (random.nextInt(8) == 0) {
                event.tentative();
            }
        }
    }
}
