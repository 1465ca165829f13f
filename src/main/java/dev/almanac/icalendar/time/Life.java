package dev.almanac.icalendar.time;

import java.time.LocalDateTime;

/**
 * From when to when an event happens, by what its times say, whatever their zones.
 *
 * @param until its last end, or some years after its start where it has none
 * @param recurs whether it happens more than once
 */
public record Life(LocalDateTime from, LocalDateTime until, boolean recurs) {

    /** How far zones are compared for an event that never ends. */
    public static final int YEARS_OF_ENDLESS = 10;

    /** An event at one time. */
    public static Life at(LocalDateTime at) {
        return new Life(at, at, false);
    }
}
