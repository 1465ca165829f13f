/** iCalendar files over plain HTTP. */
@NullMarked
package dev.almanac.icalendar.http;

import org.jspecify.annotations.NullMarked;
