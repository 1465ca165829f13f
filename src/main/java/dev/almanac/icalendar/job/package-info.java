/** Imports of iCalendar files: at once, or in the background, some hundred events at a time. */
@NullMarked
package dev.almanac.icalendar.job;

import org.jspecify.annotations.NullMarked;
