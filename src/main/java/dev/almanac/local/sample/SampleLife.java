package dev.almanac.local.sample;

import dev.almanac.event.EventTime;
import dev.almanac.platform.time.NominalDuration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * A life of two years, from a year before a day to a year after it, and always the same for the same day. Most of it is told in
 * weeks from that day's own, so that it looks as lively from any day.
 */
final class SampleLife {

    static final ZoneId HOME = ZoneId.of("Europe/Zurich");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** The week in which series begin. */
    static final int BEGIN = -52;

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final LocalDate today;
    private final LocalDate monday;
    private final Random random;
    private final Set<LocalDate> daysOff = new HashSet<>();
    private final List<SampleEvent> events = new ArrayList<>();

    private SampleLife(LocalDate today) {
        this.today = today;
        this.monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        this.random = new Random(today.toEpochDay() * 31);
    }

    static List<SampleEvent> around(LocalDate today) {
        var life = new SampleLife(today);
        // First what keeps the person from all the rest.
        PublicHolidays.addTo(life);
        Journeys.addTo(life);
        WorkingLife.addTo(life);
        FreeTime.addTo(life);
        FamilyLife.addTo(life);
        Birthdays.addTo(life);
        NightsOfChange.addTo(life);
        return List.copyOf(life.events);
    }

    LocalDate today() {
        return today;
    }

    /** The first day of the two years. */
    LocalDate first() {
        return today.minusYears(1);
    }

    /** The day after the two years. */
    LocalDate last() {
        return today.plusYears(1);
    }

    /** A day of the week that comes so many weeks after today's. */
    LocalDate day(int week, DayOfWeek day) {
        return monday.plusWeeks(week).with(TemporalAdjusters.nextOrSame(day));
    }

    Random random() {
        return random;
    }

    /** Days without work and lessons: public holidays, and those away. */
    Set<LocalDate> daysOff() {
        return daysOff;
    }

    void off(LocalDate day, int days) {
        day.datesUntil(day.plusDays(days)).forEach(daysOff::add);
    }

    /** The rule until the end of the two years, for a timed event at home. */
    String untilTheEnd(String rule) {
        var end = last().atStartOfDay(HOME).minusSeconds(1).withZoneSameInstant(ZoneOffset.UTC);
        return rule + ";UNTIL=" + UTC.format(end);
    }

    SampleEvent add(SampleCalendar calendar, String title, EventTime time) {
        var event = new SampleEvent(calendar, title, time);
        events.add(event);
        return event;
    }

    /** At home. */
    SampleEvent add(SampleCalendar calendar, String title, LocalDateTime start, int minutes) {
        return add(
                calendar,
                title,
                EventTime.timed(start, HOME, HOME, NominalDuration.exact(Duration.ofMinutes(minutes))));
    }

    /** Whole days. */
    SampleEvent add(SampleCalendar calendar, String title, LocalDate first, int days) {
        return add(calendar, title, EventTime.allDay(first.atStartOfDay(), days));
    }

    /** From one place to another. */
    SampleEvent add(
            SampleCalendar calendar, String title, LocalDateTime start, ZoneId from, LocalDateTime end, ZoneId to) {
        var length = EventTime.between(start, from, end, to);
        return add(calendar, title, EventTime.timed(start, from, to, NominalDuration.exact(length)));
    }

    static LocalDateTime at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time));
    }
}
