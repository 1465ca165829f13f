/** iCalendar files read and expanded by other means than Almanac's. */
@NullMarked
package dev.almanac.icalendar.oracle;

import org.jspecify.annotations.NullMarked;
