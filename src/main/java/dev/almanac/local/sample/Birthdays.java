package dev.almanac.local.sample;

import java.time.MonthDay;
import java.util.List;

/** Birthdays, spread over the year so that one is always near. */
final class Birthdays {

    private record Born(String name, int year) {}

    private static final List<Born> BORN = List.of(
            new Born("Grandma Rosalind", 1948),
            new Born("Ida", 2015),
            new Born("Tomas", 1984),
            new Born("Grandpa Anselm", 1946),
            new Born("Robin", 1986),
            new Born("Nora", 1979),
            new Born("Jon", 2018),
            new Born("Mei", 1990),
            new Born("Aunt Philippa", 1957),
            new Born("Luca", 1981),
            new Born("Sana", 1993),
            new Born("Uncle Balthasar", 1955));

    private static final int DAYS_APART = 30;

    private Birthdays() {}

    static void addTo(SampleLife life) {
        for (int i = 0; i < BORN.size(); i++) {
            var born = BORN.get(i);
            var next = life.today().plusDays(3 + i * DAYS_APART);
            // A yearly rule from 29 February would skip most years.
            var day = MonthDay.from(next).equals(MonthDay.of(2, 29)) ? next.plusDays(1) : next;
            day = day.withYear(born.year());
            life.add(SampleCalendar.BIRTHDAYS, born.name() + "'s birthday", day, 1)
                    .rule("FREQ=YEARLY")
                    .free()
                    .about("Born in " + born.year() + ".")
                    .remind(1_440);
        }
    }
}
