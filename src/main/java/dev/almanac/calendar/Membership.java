package dev.almanac.calendar;

import org.jspecify.annotations.Nullable;

/**
 * A calendar as one of its members has it.
 *
 * @param ownColor what the member sees instead of the calendar's colour; null: the calendar's
 * @param sortOrder its place in the member's list
 */
public record Membership(
        Calendar calendar, CalendarRole role, @Nullable String ownColor, int sortOrder) {

    /** The colour that the member sees. */
    public String color() {
        return ownColor == null ? calendar.color() : ownColor;
    }

    /** Whether the role allows it. */
    public boolean may(Action action) {
        return switch (role) {
            case OWNER -> true;
        };
    }

    /** How much the member may see. */
    public Sight sight() {
        return switch (role) {
            case OWNER -> Sight.DETAILS;
        };
    }

    /** What may be done to a calendar. */
    public enum Action {
        /** See what it holds, as far as {@link Membership#sight()} goes. */
        READ,
        /** Add, change and delete events. */
        WRITE,
        /** Change or delete the calendar itself. */
        MANAGE
    }

    /** How much of what a calendar holds may be seen. */
    public enum Sight {
        /** That time is taken. */
        BUSY,
        /** Everything. */
        DETAILS
    }
}
