/** Dates, times and zones of iCalendar files. */
@NullMarked
package dev.almanac.icalendar.time;

import org.jspecify.annotations.NullMarked;
