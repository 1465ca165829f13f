/** Events written as iCalendar text (RFC 5545). */
@NullMarked
package dev.almanac.icalendar.writing;

import org.jspecify.annotations.NullMarked;
