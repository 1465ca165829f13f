package dev.almanac.icalendar.time;

import java.time.ZoneId;

/** What the name of a zone in a file stands for. */
sealed interface ZoneMatch {

    /** A zone, or what is nothing but an offset. */
    record Same(ZoneId zone) implements ZoneMatch {}

    /** A zone that agrees at first. */
    record Similar(ZoneId zone) implements ZoneMatch {}

    /** The zone of the calendar. */
    record Calendars(ZoneId zone) implements ZoneMatch {}

    /** What no zone agrees with. */
    record Offsets(ZoneDefinition definition) implements ZoneMatch {}

    record None() implements ZoneMatch {}
}
