package dev.almanac.local.sample;

import static dev.almanac.local.sample.SampleLife.HOME;
import static dev.almanac.local.sample.SampleLife.at;

import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/** Something over each night in which the clocks change: it lasts an hour less, or more, than the clocks say. */
final class NightsOfChange {

    private NightsOfChange() {}

    static void addTo(SampleLife life) {
        var end = life.last().atStartOfDay(HOME).toInstant();
        var rules = HOME.getRules();
        @Nullable ZoneOffsetTransition change =
                rules.nextTransition(life.first().atStartOfDay(HOME).toInstant());
        while (change != null && change.getInstant().isBefore(end)) {
            var sunday = change.getDateTimeBefore().toLocalDate();
            var evening = sunday.minusDays(1);
            if (change.isGap()) {
                life.add(SampleCalendar.TEAM, "Night shift", at(evening, "22:00"), HOME, at(sunday, "06:00"), HOME)
                        .about("Seven hours: the clocks go forward.")
                        .in(SampleCategory.WORK)
                        .with(People.PAVEL.invites(), People.ADA.comes());
            } else {
                life.add(
                                SampleCalendar.PERSONAL,
                                "Night train NX 40",
                                at(evening, "21:40"),
                                HOME,
                                at(sunday, "07:20"),
                                HOME)
                        .about("Ten hours and forty minutes: the clocks go back, and the train waits.")
                        .at("Platform 9")
                        .in(SampleCategory.TRAVEL)
                        .remind(90);
            }
            change = rules.nextTransition(change.getInstant());
        }
    }
}
