package dev.almanac.calendar;

/** What a member may do with a calendar. */
public enum CalendarRole {
    OWNER
}
