/** iCalendar components read as events. */
@NullMarked
package dev.almanac.icalendar.reading;

import org.jspecify.annotations.NullMarked;
