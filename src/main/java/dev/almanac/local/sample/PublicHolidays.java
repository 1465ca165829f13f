package dev.almanac.local.sample;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** The public holidays that most of Switzerland shares. */
final class PublicHolidays {

    private PublicHolidays() {}

    static void addTo(SampleLife life) {
        for (int year = life.first().getYear(); year <= life.last().getYear(); year++) {
            of(year).forEach((day, name) -> {
                if (!day.isBefore(life.first()) && day.isBefore(life.last())) {
                    life.add(SampleCalendar.HOLIDAYS, name, day, 1).free();
                    life.off(day, 1);
                }
            });
        }
    }

    static Map<LocalDate, String> of(int year) {
        var easter = easter(year);
        Map<LocalDate, String> days = new TreeMap<>();
        days.put(LocalDate.of(year, 1, 1), "New Year's Day");
        days.put(easter.minusDays(2), "Good Friday");
        days.put(easter.plusDays(1), "Easter Monday");
        days.put(easter.plusDays(39), "Ascension Day");
        days.put(easter.plusDays(50), "Whit Monday");
        days.put(LocalDate.of(year, 8, 1), "National Day");
        days.put(LocalDate.of(year, 12, 25), "Christmas Day");
        days.put(LocalDate.of(year, 12, 26), "St Stephen's Day");
        return days;
    }

    /** Easter Sunday by the Gregorian computus, as Butcher's Ecclesiastical Calendar of 1876 has it. */
    static LocalDate easter(int year) {
        int century = year / 100;
        int yearOfCentury = year % 100;
        int golden = year % 19;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int toSunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * toSunday) / 451;
        int days = epact + toSunday - 7 * late + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
