package dev.almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.Optional;

/**
 * The starts of one {@link RecurrenceSet}, in wall-clock time, distinct and ascending: (start ∪ rule ∪ rdates) − exdates.
 * They are the <em>current</em> original starts (RECURRENCE-ID); overrides do not move them.
 *
 * <p>What RFC 5545 leaves open is frozen here:
 *
 * <ul>
 *   <li>The start is the first occurrence of the rule and counts towards COUNT, also where the rule would not produce it
 *       ("The DTSTART property value always counts as the first occurrence"), and even where UNTIL lies before it.
 *   <li>COUNT and UNTIL bound the rule alone. Rdates come on top, an excluded start has been counted.
 *   <li>What the rule does not say comes from the start: YEARLY without a day takes month and day, MONTHLY the day of the
 *       month, WEEKLY the weekday. A month without that day is skipped.
 *   <li>BYMONTHDAY in a YEARLY rule without BYMONTH means every month; BYWEEKNO without a day means the whole week. Weeks
 *       are counted as in ISO 8601, from WKST on; the days of week 1 that fall in December are that December's year's
 *       for INTERVAL and BYSETPOS.
 *   <li>Parts that RFC 5545 forbids for the frequency (BYYEARDAY in DAILY, WEEKLY, MONTHLY; BYWEEKNO outside YEARLY;
 *       BYMONTHDAY in WEEKLY) limit; an ordinal of BYDAY outside MONTHLY and YEARLY says nothing.
 *   <li>HOURLY counts the hours of the wall clock, also through a gap or an overlap of the zone: {@link WallClock} may read
 *       two of its starts as one instant.
 *   <li>Nothing happens after the year 9999.
 * </ul>
 *
 * <p>Immutable, safe between threads. Work is bounded: a rule that cannot produce anything is found out, not searched for
 * ever.
 */
public interface Expansion {
    /** The starts at or after {@code from}, made as they are asked for, without walking there from the first. */
    Iterator<LocalDateTime> from(LocalDateTime from);

    boolean contains(LocalDateTime start);

    /** Absent when everything is excluded. An rdate may lie before the start of the set. */
    Optional<LocalDateTime> first();

    /** Absent when the set never ends ({@link #endless()}) and when everything is excluded. */
    Optional<LocalDateTime> last();

    /** Whether there is a rule that produces starts and neither COUNT nor UNTIL ends it; the year 9999 is no end. */
    boolean endless();

    /** Whether there is a rule and it never produces a start by itself, as 30 February does. */
    boolean ruleIsEmpty();
}
