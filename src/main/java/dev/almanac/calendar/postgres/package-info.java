/** Calendars in PostgreSQL. */
@NullMarked
package dev.almanac.calendar.postgres;

import org.jspecify.annotations.NullMarked;
