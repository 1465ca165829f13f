/** The mutations of events in the schema. */
@NullMarked
package dev.almanac.event.edit.graphql;

import org.jspecify.annotations.NullMarked;
