/** The import of iCalendar files in the schema. */
@NamedInterface("graphql")
@NullMarked
package dev.almanac.icalendar.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
