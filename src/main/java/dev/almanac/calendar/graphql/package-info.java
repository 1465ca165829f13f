/** Calendars in the schema. */
@NamedInterface("graphql")
@NullMarked
package dev.almanac.calendar.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
