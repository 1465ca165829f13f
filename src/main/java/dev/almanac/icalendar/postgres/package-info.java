/** Import jobs in PostgreSQL. */
@NullMarked
package dev.almanac.icalendar.postgres;

import org.jspecify.annotations.NullMarked;
